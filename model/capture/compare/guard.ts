// What spoils a comparison: conditions in which the two sides differ, each as a sentence for people. Refuses only where the numbers mean
// different things; all else is shown with its warning.
import type { Capture, CaptureConditions } from '../capture'
import type { Sides } from './compare'

export interface GuardSentence {
  readonly severity: 'refuse' | 'warn'
  readonly sentence: string
}

export function guard({ a, b }: Sides): readonly GuardSentence[] {
  const [oneA] = a
  const [oneB] = b
  if (oneA === undefined || oneB === undefined)
    return [{ severity: 'refuse', sentence: 'A comparison needs a capture on each side: choose another capture.' }]
  const all = [...a, ...b]
  const found: GuardSentence[] = []
  const warn = (sentence: string | null) => {
    if (sentence !== null) found.push({ severity: 'warn', sentence })
  }
  if (all.some(({ time }) => time !== oneA.time))
    found.push({
      severity: 'refuse',
      sentence:
        'Some of these captures hold wall-clock time and others processor time, which cannot be compared: choose captures from the same kind of source.',
    })
  const formatA = formatsOf(a)
  const formatB = formatsOf(b)
  if (formatA !== formatB)
    found.push({
      severity: 'refuse',
      sentence: `A comes from ${formatA} and B from ${formatB}, which count time in different ways: choose captures from the same kind of source.`,
    })
  const differ = (read: (conditions: CaptureConditions) => string | null, what: string, why: string) =>
    warn(difference(a, b, (capture) => read(capture.conditions), what, why))
  const knowsClass = all.every(({ conditions }) => conditions.hardwareClass !== null)
  differ(
    ({ hardwareClass, machine }) => (knowsClass ? hardwareClass : machine),
    'The machine',
    'a faster or slower machine changes every node',
  )
  differ(({ host, hostVersion }) => join([host, hostVersion]), 'The host', 'another version may evaluate differently')
  differ(({ evaluationMode }) => evaluationMode, 'The evaluation mode', 'nodes cost differently in each mode')
  differ(({ scene }) => scene, 'The scene', 'what else is in it may cost time too')
  differ(rangeText, 'The frame range', 'other poses cost other times')
  warn(difference(a, b, framesText, 'The frames that were captured', 'other poses cost other times'))
  differ(
    ({ motion }) => (motion === null ? null : motionText[motion]),
    'How frames came about',
    'what is evaluated again differs',
  )
  warn(difference(a, b, detailText, 'The detail', 'recording single events costs time itself'))
  for (const [side, captures] of [
    ['A', a],
    ['B', b],
  ] as const)
    if (captures.some(({ notices }) => notices.some(({ kind }) => kind !== 'meaning')))
      warn(`A capture of ${side} is incomplete or damaged: read its notices before trusting a difference.`)
  return found
}

const motionText = {
  observed: 'the host played by itself',
  driven: 'Rigscope stepped the frames',
  reevaluated: 'nothing was animated and all was evaluated again',
} as const

const join = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(' ') || null

const rangeText = ({ frameRange }: CaptureConditions) =>
  frameRange === null ? null : `${frameRange.start} to ${frameRange.end}`

function framesText({ frames }: Capture): string | null {
  let first = Infinity
  let last = -Infinity
  for (const number of frames.number) {
    if (Number.isNaN(number)) return null
    first = Math.min(first, number)
    last = Math.max(last, number)
  }
  return frames.count === 0 ? 'none' : `${first} to ${last}`
}

const detailText = ({ events }: Capture) => (events === null ? 'times by node' : 'single events')

/** Sources that count time alike have the same text: versions of a format do. */
function formatsOf(captures: readonly Capture[]): string {
  const formats = captures.map(({ source }) =>
    source.kind === 'host' ? source.host : source.format.replace(/, version .*$/, ''),
  )
  return [...new Set(formats)].sort().join(' and ')
}

/** Null where both sides agree, or neither knows. */
function difference(
  a: readonly Capture[],
  b: readonly Capture[],
  read: (capture: Capture) => string | null,
  what: string,
  why: string,
): string | null {
  const values = [a, b].map((captures) => new Set(captures.map(read).filter((value) => value !== null)))
  const [inA, inB] = values.map((found) => [...found].sort().join(' and ')) as [string, string]
  if (inA === '' && inB === '') return null
  if (inA === '' || inB === '') return `${what} is not known of ${inA === '' ? 'A' : 'B'}, so it could not be compared.`
  if (inA !== inB) return `${what} differs: ${inA} in A, ${inB} in B; ${why}.`
  return (values[0] as Set<string>).size > 1 ? `${what} differs between captures of one side: ${inA}; ${why}.` : null
}
