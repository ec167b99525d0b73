// How the hub's side of each ask and stream is written down: the check of its arguments beside what answers it. The nouns fill it,
// serve-carrier.ts runs it; a missing one does not compile.
import type { z } from 'zod'
import type { HubAsks, HubStreams, Outcome } from '../api'
import type { OpenSource } from './source'

export interface AskAnswer<A, V> {
  readonly args: z.ZodType<A>
  /** An aborted signal means that nobody waits any more. */
  readonly answer: (args: A, signal: AbortSignal) => Outcome<V> | Promise<Outcome<V>>
}

export interface StreamAnswer<A, T> {
  readonly args: z.ZodType<A>
  readonly open: OpenSource<A, T>
}

export type AskAnswers<K extends keyof HubAsks = keyof HubAsks> = {
  readonly [N in K]: AskAnswer<HubAsks[N]['args'], HubAsks[N]['value']>
}
export type StreamAnswers<K extends keyof HubStreams = keyof HubStreams> = {
  readonly [N in K]: StreamAnswer<HubStreams[N]['args'], HubStreams[N]['item']>
}

export interface Answers {
  readonly asks: AskAnswers
  readonly streams: StreamAnswers
}
