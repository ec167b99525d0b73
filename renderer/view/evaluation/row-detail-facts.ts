// What a capture tells of one node, in words: figures, facts, neighbours and its frames. What is not known is said to be so.
import { none, textOf, tri, type Capture } from '../../../model/capture/capture'
import type { NodeTable } from '../../../model/capture/table/columns'
import { counted, plain, reading, unknownText } from '../../../model/live/digits'
import { spreadOf } from './capture-table-noise'

export interface Fact {
  readonly name: string
  readonly text: string
  /** Nobody told. */
  readonly isUnknown: boolean
}

const fact = (name: string, text: string | null, unknown = 'not told by the host'): Fact => ({
  name,
  text: text ?? unknown,
  isUnknown: text === null,
})

export function nodeFacts({ capture, figures }: NodeTable, node: number): readonly Fact[] {
  const { nodes } = capture
  const ran = figures.ran[node] as number
  const calls = (figures.calls[node] as number) / figures.frames.count
  const verb = capture.isTruncated || ran === 0 ? 'Timed in' : 'Ran in'
  return [
    fact('Type', textOf(capture, nodes.kind[node])),
    fact('Rig', textOf(capture, nodes.rig[node]), 'in none that is known'),
    ...(nodes.component[node] === none ? [] : [fact('Component', textOf(capture, nodes.component[node]))]),
    fact(verb, `${counted(ran)} of ${counted(figures.frames.count)} frames`),
    fact('Evaluations', Number.isNaN(calls) ? null : `${plain(calls, Number.isInteger(calls) ? 0 : 2)} a frame`),
    fact('Why it evaluated', textOf(capture, nodes.reason[node])),
    fact('In a cycle', stateText(nodes.cycle[node])),
    fact('On the GPU', gpuText(capture, node)),
  ]
}

const stateText = (state: number | undefined) => (state === tri.yes ? 'yes' : state === tri.no ? 'no' : null)

function gpuText(capture: Capture, node: number): string | null {
  const state = stateText(capture.nodes.gpu[node])
  const why = textOf(capture, capture.nodes.gpuWhy[node])
  return state === 'no' ? `no: ${why ?? 'the host does not say why'}` : state
}

/** Seconds in each frame. Where the host lists only its costliest, or never timed the node, a frame without it is unknown. */
export function secondsOfNode({ capture, figures }: NodeTable, node: number, of: 'self' | 'inclusive'): Float64Array {
  const { costs } = capture
  const seconds = new Float64Array(figures.frames.count).fill(capture.isTruncated || figures.ran[node] === 0 ? NaN : 0)
  const end = costs.first[node + 1] as number
  for (let row = costs.first[node] as number; row < end; row++) {
    const place = figures.frames.place[costs.frame[row] as number] as number
    if (place !== none) seconds[place] = costs[of][row] as number
  }
  return seconds
}

export interface FigureRow {
  readonly name: string
  readonly self: string
  readonly inclusive: string
}

/** Milliseconds with the digits that the node's frames support. */
export function figureRows(
  { figures: { self, inclusive, ran } }: NodeTable,
  row: number,
  seconds: Float64Array,
): FigureRow[] {
  const { ofMean, ofOne } = spreadOf(seconds)
  const told = (value: number, noise: number) => (ran[row] === 0 ? unknownText : reading(value, noise))
  const line = (name: string, figure: 'mean' | 'p95' | 'max', noise: number): FigureRow => ({
    name,
    self: told(self[figure][row] as number, noise),
    inclusive: told(inclusive[figure][row] as number, noise),
  })
  return [line('Mean', 'mean', ofMean), line('p95', 'p95', ofOne), line('Max', 'max', ofOne)]
}

export interface Neighbours {
  /** Costliest first. */
  readonly nodes: readonly number[]
  /** There may be more than are told. */
  readonly isWhole: boolean
}

/** Null where the capture tells nothing of who feeds whom. */
export function neighbours(
  { capture, figures }: NodeTable,
  node: number,
  side: 'upstream' | 'downstream',
): Neighbours | null {
  const { links } = capture
  if (links === null) return null
  const [near, far] = side === 'upstream' ? [links.to, links.from] : [links.from, links.to]
  const found = new Set<number>()
  for (let link = 0; link < near.length; link++) if (near[link] === node) found.add(far[link] as number)
  const cost = (row: number) => figures.self.mean[row] as number
  return { nodes: [...found].sort((a, b) => (cost(b) || 0) - (cost(a) || 0)), isWhole: links.isWhole }
}

/** What a frame of the capture is called: "frame 1012", with its pass where there are several. */
export function frameName({ frames }: Capture, place: number): string {
  const number = frames.number[place]
  const name = number === undefined || Number.isNaN(number) ? `frame ${place + 1} of the capture` : `frame ${number}`
  const passes = (frames.pass[frames.count - 1] ?? 0) > 0
  return passes ? `${name}, pass ${(frames.pass[place] ?? 0) + 1}` : name
}

export const nameOf = (capture: Capture, node: number): string =>
  textOf(capture, capture.nodes.name[node]) ?? textOf(capture, capture.nodes.path[node]) ?? unknownText
