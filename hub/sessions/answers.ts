// Answers what panels ask about sessions, and streams the list of them.
import { z } from 'zod'
import type { HubError, Outcome } from '../api'
import type { AskAnswers, StreamAnswers } from '../carrier/answers'
import type { SessionAsks, SessionStreams } from './api'
import type { Session } from './session'
import type { Sessions } from './sessions'

export const sessionName = z.string().max(64)
const nodes = z.array(z.int().min(0).max(0xffffffff)).max(1000)

export const noSuchSession: HubError = { kind: 'noSuchSession', sentence: 'This session is not there any more.' }

export function sessionAsks(sessions: Sessions): AskAnswers<keyof SessionAsks> {
  const withSession = <V>(name: string, act: (session: Session) => V | Promise<V>): V | Promise<V> | Outcome<never> => {
    const session = sessions.get(name)
    return session === undefined ? { ok: false, error: noSuchSession } : act(session)
  }
  const done = { ok: true, value: null } as const
  return {
    'sessions.select': {
      args: z.object({ session: sessionName, nodes, mode: z.enum(['replace', 'add']) }),
      answer: (args, signal) => withSession(args.session, (session) => session.select(args.nodes, args.mode, signal)),
    },
    'sessions.frameInHost': {
      args: z.object({ session: sessionName, nodes }),
      answer: (args, signal) => withSession(args.session, (session) => session.frameInHost(args.nodes, signal)),
    },
    'sessions.retry': {
      args: z.object({ session: sessionName }),
      answer: ({ session: name }) =>
        withSession(name, (session) => {
          session.retry()
          return done
        }),
    },
    'sessions.forget': {
      args: z.object({ session: sessionName }),
      answer: ({ session: name }) =>
        withSession(name, (session) => {
          if (!session.isEnded) return { ok: false, error: stillRunning } as const
          sessions.forget(name)
          return done
        }),
    },
  }
}

const stillRunning: HubError = {
  kind: 'badRequest',
  sentence: 'Only a session that has ended can be taken off the list.',
}

export function sessionStreams(sessions: Sessions): StreamAnswers<keyof SessionStreams> {
  return {
    'sessions.list': {
      args: z.object({}),
      open: (_args, reader) => {
        let isNew = true
        const undo = sessions.onChange(() => {
          isNew = true
          reader.wake()
        })
        return {
          ok: true,
          value: {
            next() {
              if (!isNew) return undefined
              isNew = false
              return sessions.list()
            },
            close: undo,
          },
        }
      },
    },
  }
}
