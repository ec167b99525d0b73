// Answers what panels ask about the hub itself.
import { z } from 'zod'
import type { AskAnswers } from '../carrier/answers'
import type { About, AboutAsks } from './api'

export function aboutAsks(about: About): AskAnswers<keyof AboutAsks> {
  return { 'about.hub': { args: z.object({}), answer: () => ({ ok: true, value: about }) } }
}
