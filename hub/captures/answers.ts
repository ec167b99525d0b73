// Answers what panels ask about captures, and streams the list of them no faster than anybody can read.
import { z } from 'zod'
import type { AskAnswers, StreamAnswers } from '../carrier/answers'
import { sessionName } from '../sessions/answers'
import type { CaptureAsks, CaptureStreams } from './api'
import { isCaptureId } from './capture-files'
import type { CaptureList } from './capture-list'
import type { Captures } from './captures'

const capture = z.string().refine(isCaptureId, 'no name of a capture')
const longestSeconds = 600
const mostFrames = 10_000
const mostPasses = 20

export function captureAsks(captures: Captures): AskAnswers<keyof CaptureAsks> {
  return {
    'captures.start': {
      args: z
        .object({
          session: sessionName,
          frames: z.int().min(1).max(mostFrames).nullable(),
          seconds: z.number().min(0.1).max(longestSeconds).nullable(),
          passes: z.int().min(1).max(mostPasses),
        })
        .refine(({ frames, seconds }) => (frames === null) !== (seconds === null), 'either frames or seconds'),
      answer: (wish) => captures.start(wish),
    },
    'captures.cancel': { args: z.object({ capture }), answer: (args) => captures.cancel(args.capture) },
    'captures.rename': {
      args: z.object({ capture, title: z.string().trim().min(1).max(1000) }),
      answer: (args) => captures.rename(args.capture, args.title),
    },
    'captures.pin': {
      args: z.object({ capture, isPinned: z.boolean() }),
      answer: (args) => captures.pin(args.capture, args.isPinned),
    },
    'captures.remove': { args: z.object({ capture }), answer: (args) => captures.remove(args.capture) },
    'captures.restore': { args: z.object({ capture }), answer: (args) => captures.restore(args.capture) },
  }
}

const pauseMs = 100

export function captureStreams(list: CaptureList): StreamAnswers<keyof CaptureStreams> {
  return {
    'captures.list': {
      args: z.object({}),
      open: (_args, reader) => {
        let isNew = true
        let pause: NodeJS.Timeout | null = null
        const undo = list.onChange(() => {
          isNew = true
          reader.wake()
        })
        return {
          ok: true,
          value: {
            next() {
              if (!isNew || pause !== null) return undefined
              isNew = false
              pause = setTimeout(() => {
                pause = null
                reader.wake()
              }, pauseMs)
              return list.all()
            },
            close() {
              undo()
              if (pause !== null) clearTimeout(pause)
            },
          },
        }
      },
    },
  }
}
