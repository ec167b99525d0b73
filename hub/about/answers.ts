// Answers what panels ask about the hub itself, and gives them its heartbeat.
import { z } from 'zod'
import type { AskAnswers, StreamAnswers } from '../carrier/answers'
import type { About, AboutAsks, AboutStreams } from './api'

const beatMs = 1000

export function aboutAsks(about: About): AskAnswers<keyof AboutAsks> {
  return { 'about.hub': { args: z.object({}), answer: () => ({ ok: true, value: about }) } }
}

export function aboutStreams(): StreamAnswers<keyof AboutStreams> {
  return {
    'about.heartbeat': {
      args: z.object({}),
      open: (_args, { wake }) => {
        let isDue = true
        const timer = setInterval(() => {
          isDue = true
          wake()
        }, beatMs)
        return {
          ok: true,
          value: {
            next() {
              if (!isDue) return undefined
              isDue = false
              return { atMs: Date.now() }
            },
            close: () => clearInterval(timer),
          },
        }
      },
    },
  }
}
