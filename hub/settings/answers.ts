// Answers what panels ask about settings.
import { z } from 'zod'
import type { AskAnswers } from '../carrier/answers'
import type { SettingsAsks } from './api'
import type { LoadedSettings } from './load-settings'

export function settingsAsks({ effective, problems }: LoadedSettings): AskAnswers<keyof SettingsAsks> {
  return {
    'settings.effective': {
      args: z.object({}),
      answer: () => ({ ok: true, value: { settings: effective, problems } }),
    },
  }
}
