// What is said when a file holds another number of events than it announces.
import type { CaptureNotice } from '../capture'

export function countNotice(announced: number, found: number): readonly CaptureNotice[] {
  if (announced === found) return []
  const shown = (count: number) => count.toLocaleString('en')
  if (found < announced)
    return [
      {
        kind: 'incomplete',
        sentence: `The file announces ${shown(announced)} events but holds ${shown(found)}: it was cut short, or saved while recording. All figures describe only what is there.`,
      },
    ]
  return [
    {
      kind: 'damage',
      sentence: `The file announces ${shown(announced)} events but holds ${shown(found)}; all of them are shown.`,
    },
  ]
}
