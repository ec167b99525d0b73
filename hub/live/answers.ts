// Opens the live streams of a session for a panel, switches samples on in the host while somebody streams them, and ends the
// streams of a session that is forgotten.
import { z } from 'zod'
import type { Outcome } from '../api'
import type { StreamAnswers } from '../carrier/answers'
import type { Source, SourceReader } from '../carrier/source'
import { noSuchSession, sessionName } from '../sessions/answers'
import type { Session } from '../sessions/session'
import type { Sessions } from '../sessions/sessions'
import type { LiveStreams } from './api'
import { framesSource, messagesSource, samplesSource } from './sources'

const longestSeconds = 24 * 3600

export function liveStreams(sessions: Sessions): StreamAnswers<keyof LiveStreams> {
  const open = <T>(
    name: string,
    reader: SourceReader,
    make: (session: Session) => Source<T>,
    undoOther: (session: Session) => () => void = () => () => undefined,
  ): Outcome<Source<T>> => {
    const session = sessions.get(name)
    if (session === undefined) return { ok: false, error: noSuchSession }
    const source = make(session)
    const undos = [
      undoOther(session),
      sessions.onChange(() => {
        if (sessions.get(name) !== session) reader.end(noSuchSession)
      }),
    ]
    const close = () => {
      source.close()
      for (const undo of undos) undo()
    }
    return { ok: true, value: { next: () => source.next(), close } }
  }
  const session = z.object({ session: sessionName })
  return {
    'live.messages': {
      args: session,
      open: (args, reader) => open(args.session, reader, ({ past }) => messagesSource(past, reader.wake)),
    },
    'live.frames': {
      args: z.object({ session: sessionName, seconds: z.number().min(0).max(longestSeconds) }),
      open: (args, reader) => open(args.session, reader, ({ past }) => framesSource(past, args.seconds, reader.wake)),
    },
    'live.samples': {
      args: session,
      open: (args, reader) =>
        open(
          args.session,
          reader,
          ({ past }) => samplesSource(past, reader.wake),
          (found) => found.watchSamples(),
        ),
    },
  }
}
