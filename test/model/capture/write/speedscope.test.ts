// A capture as speedscope's own file: one profile for each thread, in the strict nesting that speedscope insists on.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Capture } from '../../../../model/capture/capture'
import { speedscope } from '../../../../model/capture/write/speedscope'
import { anyCapture } from '../any-capture'
import { withEvents, withoutEvents } from '../small-captures'

interface Profile {
  readonly type: 'evented'
  readonly name: string
  readonly unit: 'seconds'
  readonly startValue: number
  readonly endValue: number
  readonly events: readonly { readonly type: 'O' | 'C'; readonly frame: number; readonly at: number }[]
}
interface File {
  readonly $schema: string
  readonly shared: { readonly frames: readonly { readonly name: string; readonly file?: string }[] }
  readonly profiles: readonly Profile[]
  readonly activeProfileIndex: number
}

const written = (capture: Capture) => JSON.parse([...speedscope(capture)].join('')) as File
const told = ({ shared, profiles }: File, name: string) =>
  profiles
    .find((profile) => profile.name === name)
    ?.events.map(({ type, frame, at }) => `${type} ${shared.frames[frame]?.name} ${at}`)

/** What speedscope's importer refuses: an end that was not begun last, a time that goes back, a frame that is not there. */
function objection({ shared, profiles }: File): string | null {
  for (const { events, startValue, endValue } of profiles) {
    const open: number[] = []
    let last = startValue
    for (const { type, frame, at } of events) {
      if (!(at >= last) || at > endValue) return `${at} comes after ${last} and before ${endValue}`
      if (shared.frames[frame] === undefined) return `there is no frame ${frame}`
      if (type === 'O') open.push(frame)
      else if (open.pop() !== frame) return `${frame} ends before what it holds`
      last = at
    }
    if (open.length > 0) return 'something does not end'
  }
  return null
}

describe('a capture with single events', () => {
  test('has its frames first and opens on the first thread', () => {
    const file = written(withEvents)
    expect(file.profiles.map(({ name }) => name)).toEqual(['Frames', 'Main thread', 'Worker 1'])
    expect(file.activeProfileIndex).toBe(1)
    expect(file.$schema).toBe('https://www.speedscope.app/file-format-schema.json')
    expect(told(file, 'Frames')).toEqual(['O Frame 12 0', 'C Frame 12 0.01', 'O Frame 13 0.01', 'C Frame 13 0.02'])
  })

  test('names nodes first and the event behind, with the path as the file', () => {
    const file = written(withEvents)
    expect(told(file, 'Main thread')).toEqual([
      'O body (EvaluateNode) 0.001',
      'O body (Solve) 0.002',
      'C body (Solve) 0.003',
      'C body (EvaluateNode) 0.005',
      'O body (EvaluateNode) 0.011',
      'C body (EvaluateNode) 0.015',
    ])
    expect(file.shared.frames).toContainEqual({ name: 'arm (EvaluateNode)', file: 'hero|arm' })
  })
})

test('a capture of costs by node and frame names its tracks so that nobody takes them for time', () => {
  const file = written(withoutEvents)
  expect(file.profiles.map(({ name }) => name)).toEqual([
    'Frames',
    'Processor time by node (not when it ran)',
    'Processor time by node (not when it ran), 2',
  ])
  expect(told(file, 'Processor time by node (not when it ran)')).toEqual(['O body 0.5', 'C body 0.508'])
})

test('speedscope takes any capture, however its events overlap', () => {
  fc.assert(
    fc.property(anyCapture, (capture) => {
      expect(objection(written(capture))).toBeNull()
    }),
    { numRuns: 1000 },
  )
})
