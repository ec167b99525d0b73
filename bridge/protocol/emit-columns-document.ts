// The part of docs/protocol.md on the binary lane: header and columns, with where each begins.
import * as columns from './columns'

/** A section of Markdown. */
export function describeColumns(): string {
  return [
    '## Binary messages',
    `Little endian. A header of ${columns.headerBytes} bytes, then the columns one after the other, each beginning at a multiple of 8 bytes. A quiet NaN is
the null of a number. The layout has version ${columns.layoutVersion}.`,
    rows(['offset', 'type', 'header', 'meaning'], header),
    '### frames',
    'One row an evaluated frame. `time` is the end of the frame in host seconds, durations are seconds.',
    layout('frames', frameMeanings),
    '### samples',
    'One row a node of one sampled frame, whose time, number and wall-clock seconds are in the header.',
    layout('samples', sampleMeanings),
    `Bits of the flags: ${bits(columns.sampleFlags)}. Truncated: the host lists only its costliest nodes, what is beyond is unknown.
Processor time: times of nodes overlap between threads and may add up to more than the wall clock.`,
  ].join('\n\n')
}

const header = [
  ['0', 'u8', 'kind', `${columns.kinds.frames} frames, ${columns.kinds.samples} samples`],
  ['1', 'u8', 'layout version', String(columns.layoutVersion)],
  ['2', 'u16', 'flags', 'of samples; 0 in frames'],
  ['4', 'u32', 'roster version', 'of the ids in this message'],
  ['8', 'u32', 'sequence', 'counts the messages of this kind'],
  ['12', 'u32', 'rows', ''],
  ['16', 'u32', 'dropped', 'rows of frames or messages of samples dropped since the session began'],
  ['20', 'u32', 'zero', ''],
  ['24', 'f64', 'time', 'host seconds of the sampled frame; NaN in frames'],
  ['32', 'f64', 'frame', 'number of the sampled frame; NaN in frames'],
  ['40', 'f64', 'wall', "wall-clock seconds of the sampled frame's evaluation; NaN in frames"],
] as const

const list = (words: readonly string[]) => words.map((word, number) => `${number} ${word}`).join(', ')
const bits = (flags: Readonly<Record<string, number>>) =>
  Object.entries(flags)
    .map(([name, bit]) => `${bit} ${name}`)
    .join(', ')

const frameMeanings = {
  time: 'end of the frame, host seconds',
  frame: 'frame number',
  interval: 'seconds since the end of the frame before',
  evaluation: 'seconds in which the host evaluated the scene',
  drawSubmit: 'seconds in which views handed their drawing to the GPU',
  ownCost: 'seconds that the bridge itself took; at least',
  activity: list(columns.activities),
  speedMode: list(columns.speedModes),
  cached: list(columns.cachedStates),
  evaluationMode: list(columns.evaluationModes),
  evaluationSource: list(columns.evaluationSources),
  marks: `bits: ${bits(columns.marks)}`,
} satisfies Record<(typeof columns.layouts.frames)[number][0], string>

const sampleMeanings = {
  id: 'node',
  self: 'seconds in the node itself',
  inclusive: 'seconds in the node and what it called',
  count: 'evaluations; 4294967295 is unknown',
} satisfies Record<(typeof columns.layouts.samples)[number][0], string>

function layout(kind: keyof typeof columns.layouts, meanings: Readonly<Record<string, string>>): string {
  const bytes = { f64: 8, u32: 4, u8: 1 } as const
  const taken = { f64: 0, u32: 0, u8: 0 }
  const lines = columns.layouts[kind].map(([name, type]) => {
    const before = (['f64', 'u32', 'u8'] as const).flatMap((of) => terms(taken[of], bytes[of]))
    taken[type] += 1
    return [[String(columns.headerBytes), ...before].join(' + '), type, name, meanings[name] ?? '']
  })
  return `${rows(['offset', 'type', 'column', 'meaning'], lines)}\n\nn is the number of rows, pad8 rounds up to a multiple of 8.`
}

// Columns of 8 bytes need no padding, so they add up.
function terms(number: number, bytes: number): string[] {
  if (number === 0) return []
  if (bytes === 8) return [`${8 * number}n`]
  return [`${number === 1 ? '' : `${number} `}pad8(${bytes === 1 ? '' : bytes}n)`]
}

function rows(head: readonly string[], lines: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
