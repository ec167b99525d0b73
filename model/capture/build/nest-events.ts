// Which event lies inside which on its thread, and what each costs by itself. At every instant a thread works for the event
// that started last among those still open: so selves are never negative and add up to no more than the thread's span, even
// where clocks jitter and events overlap without nesting. Frames and sums over nodes are left to others.
import { none } from '../capture'
import type { EventColumns } from './event-columns'

/** Deeper than any rig; a file that nests deeper was made to do harm. */
export const deepestNesting = 10_000

export interface Nesting {
  readonly parent: Uint32Array
  /** In the unit of the events' times. */
  readonly self: Float64Array
  /** Roles of all events around this one. */
  readonly inside: Uint8Array
  /** Bits of `countsAs`. */
  readonly counts: Uint8Array
}

/** What an event adds to its node beside its self. */
export const countsAs = {
  /** No other event of the node is open on the thread: its duration is the node's. */
  inclusive: 1,
  /** It does not lie directly in an event of the same node. */
  call: 2,
} as const

export interface NestingFacts {
  readonly threads: number
  readonly nodes: number
  /** Per node: 1 where the file names a node of the host. */
  readonly isNamed: Uint8Array
  /** Per text. */
  readonly roles: Uint8Array
}

/**
 * Takes events in order of start. What happens inside the evaluation of a node of the host and is about no other node is
 * that node's work: `events.node` is changed so. Null when events nest deeper than `deepestNesting`.
 */
export function nestEvents(events: EventColumns, facts: NestingFacts): Nesting | null {
  const { count, start, duration, name, node } = events
  const { isNamed, roles } = facts
  const parent = new Uint32Array(count).fill(none)
  const self = new Float64Array(count)
  const inside = new Uint8Array(count)
  const counts = new Uint8Array(count)
  const open = new Uint32Array(facts.nodes)
  const stack = new Uint32Array(deepestNesting)
  const ends = new Float64Array(deepestNesting)
  const { order, first } = rowsByThread(events, facts.threads)

  for (let thread = 0; thread < facts.threads; thread++) {
    let depth = 0
    let now = 0
    const last = first[thread + 1] as number
    for (let i = first[thread] as number; i <= last; i++) {
      // Behind the last event everything ends.
      const row = i === last ? none : order === null ? i : (order[i] as number)
      const begin = i === last ? Infinity : (start[row] as number)
      const end = i === last ? Infinity : begin + (duration[row] as number)
      while (depth > 0) {
        const topEnd = ends[depth - 1] as number
        const within = topEnd - begin
        // Of two that overlap, the later one lies inside if at least half of it does; else it only follows too early.
        if (within > 0 && (topEnd >= end || 2 * within >= end - begin)) break
        const top = stack[--depth] as number
        const until = topEnd < begin ? topEnd : begin
        if (until > now) {
          self[top] = (self[top] as number) + until - now
          now = until
        }
        const left = node[top] as number
        open[left] = (open[left] as number) - 1
      }
      if (i === last) break
      let isCall = true
      if (depth > 0) {
        const around = stack[depth - 1] as number
        if (begin > now) self[around] = (self[around] as number) + begin - now
        parent[row] = around
        inside[row] = (inside[around] as number) | (roles[name[around] as number] as number)
        const aroundNode = node[around] as number
        if (isNamed[node[row] as number] === 0 && isNamed[aroundNode] === 1) node[row] = aroundNode
        isCall = node[row] !== aroundNode
        if (depth === deepestNesting) return null
      }
      now = begin
      const own = node[row] as number
      counts[row] = (open[own] === 0 ? countsAs.inclusive : 0) | (isCall ? countsAs.call : 0)
      open[own] = (open[own] as number) + 1
      stack[depth] = row
      ends[depth++] = end
    }
  }
  return { parent, self, inside, counts }
}

/** The rows of each thread, in order; `order` is null when there is one thread. */
function rowsByThread({ count, thread }: EventColumns, threads: number) {
  const first = new Uint32Array(threads + 1)
  for (let row = 0; row < count; row++)
    first[(thread[row] as number) + 1] = (first[(thread[row] as number) + 1] as number) + 1
  for (let i = 1; i <= threads; i++) first[i] = (first[i] as number) + (first[i - 1] as number)
  if (threads === 1) return { order: null, first }
  const next = first.slice()
  const order = new Uint32Array(count)
  for (let row = 0; row < count; row++) {
    const of = thread[row] as number
    const place = next[of] as number
    order[place] = row
    next[of] = place + 1
  }
  return { order, first }
}
