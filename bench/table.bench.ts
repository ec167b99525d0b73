// What a user waits for at a table of 50,000 nodes and 60 frames: figures, sorting, filtering, grouping, and comparing two captures of
// it, in Node. The same in a browser, to the pixel, is table-page.bench.ts.
import { performance } from 'node:perf_hooks'
import { none, type Capture } from '../model/capture/capture'
import { compareCaptures } from '../model/capture/compare/compare'
import { csvLines } from '../model/capture/table/csv'
import { parseFilter } from '../model/capture/table/filter'
import { filterRows } from '../model/capture/table/filter-rows'
import { nodeFigures } from '../model/capture/table/figures'
import { chooseFrames } from '../model/capture/table/frame-choice'
import { groupRows } from '../model/capture/table/group'
import { hideBelow } from '../model/capture/table/hidden'
import { allRows, orderRows } from '../model/capture/table/order'
import { type Line, withinBudget } from './line'

export const name = 'table'

const nodes = 50_000
const frames = 60
const rounds = 9
const budgetMs = 100

export function run(): Promise<readonly Line[]> {
  const one = bigCapture(1)
  const other = bigCapture(2)
  const all = chooseFrames(one, { kind: 'all' })
  const table = { capture: one, figures: nodeFigures(one, all) }
  const rows = allRows(one)
  const filter = parseFilter('type:skin* self>0.01 -name:*7 joint')
  const terms = filter.kind === 'filter' ? filter.terms : []
  // By plain JavaScript objects, as a table without columns would do it.
  const objects = Array.from(rows, (row) => ({ row, self: table.figures.self.mean[row] as number }))
  return Promise.resolve([
    line('figures of 50,000 nodes in 60 frames', () => nodeFigures(one, all)),
    line('sort 50,000 rows by self', () => orderRows(table, rows, { column: 'self', descending: true }), {
      name: 'array of objects',
      figure: medianMs(() => objects.slice().sort((a, b) => b.self - a.self)),
    }),
    // A fresh capture each time: names are ranked once for each.
    line('sort 50,000 rows by name, first time', () =>
      orderRows({ ...table, capture: { ...one } }, rows, { column: 'name', descending: false }),
    ),
    line('sort 50,000 rows by name, again', () => orderRows(table, rows, { column: 'name', descending: true })),
    line('filter 50,000 rows by type, self and name', () => filterRows(table, rows, terms)),
    line('hide below 0.1 ms', () => hideBelow(table, rows, 0.0001)),
    line('group 50,000 nodes by type', () => groupRows(table, rows, 'type')),
    line('group 50,000 nodes by component (5,000 groups)', () => groupRows(table, rows, 'component')),
    line('compare 50,000 nodes, one capture each', () => compareCaptures({ a: [one], b: [other] })),
    {
      ...line('compare 50,000 nodes, three captures each', () =>
        compareCaptures({ a: [one, other, one], b: [other, one, other] }),
      ),
      budget: null,
      within: null,
    },
    {
      ...line('CSV of 50,000 rows', () => [...csvLines(table, rows, csvColumns)].join('')),
      budget: null,
      within: null,
    },
  ])
}

const csvColumns = ['name', 'path', 'type', 'rig', 'self', 'selfP95', 'selfMax', 'inclusive', 'count', 'share'] as const

function line(what: string, work: () => unknown, peer: Line['peer'] = null): Line {
  const figure = medianMs(work)
  return { name: what, figure, unit: 'ms', budget: budgetMs, within: withinBudget(figure, budgetMs), peer }
}

function medianMs(work: () => unknown): number {
  work()
  const taken = Array.from({ length: rounds }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
  return taken.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number
}

/** Every node runs in one frame of two; names, types and costs as a crowd of rigs has them. */
export function bigCapture(seed: number): Capture {
  let state = seed
  const chance = () => (state = (state * 48271) % 2147483647) / 2147483647
  const texts: string[] = []
  const add = (text: string) => texts.push(text) - 1
  const types = ['skinCluster', 'joint', 'transform', 'parentConstraint', 'blendShape', 'mesh', 'animCurveTA'].map(add)
  const rigs = Array.from({ length: 40 }, (_, rig) => add(`rig${rig}`))
  const components = Array.from({ length: 5000 }, (_, component) => add(`component${component}`))
  const column = (of: (node: number) => number) => Uint32Array.from({ length: nodes }, (_, node) => of(node))
  const costs = nodes * (frames / 2)
  const millis = Float64Array.from({ length: nodes }, (_, node) => Math.exp(Math.sin(node * 12.9898) * 4 - 5))
  return {
    title: 'A crowd',
    madeAt: null,
    source: { kind: 'host', host: 'Maya', hostVersion: '2026' },
    conditions: {
      host: 'Maya',
      hostVersion: '2026',
      machine: null,
      hardwareClass: null,
      evaluationMode: 'parallel',
      scene: null,
      rigs: [],
      frameRange: { start: 1, end: frames },
      targetFps: 24,
      motion: 'driven',
    },
    notices: [],
    time: 'wall',
    isTruncated: false,
    texts,
    threads: [],
    nodes: {
      count: nodes,
      name: column((node) => add(`joint_${node}`)),
      path: column((node) => add(`|crowd|rig${node % 40}|joint_${node}`)),
      kind: column((node) => types[node % types.length] as number),
      rig: column((node) => rigs[node % 40] as number),
      namespace: new Uint32Array(nodes).fill(none),
      component: column((node) => components[node % 5000] as number),
      stableId: column((node) => add(`id-${node}`)),
      parent: column((node) => (node < 40 ? none : node % 40)),
      sessionId: new Uint32Array(nodes).fill(none),
      cycle: new Uint8Array(nodes),
      gpu: new Uint8Array(nodes),
      gpuWhy: new Uint32Array(nodes).fill(none),
      reason: new Uint32Array(nodes).fill(none),
    },
    frames: {
      count: frames,
      number: Float64Array.from({ length: frames }, (_, frame) => frame + 1),
      start: Float64Array.from({ length: frames }, (_, frame) => frame / 24),
      wall: new Float64Array(frames).fill(0.04),
      evaluation: new Float64Array(frames).fill(0.03),
      drawSubmit: new Float64Array(frames).fill(0.005),
      pass: new Uint16Array(frames),
    },
    costs: {
      first: Uint32Array.from({ length: nodes + 1 }, (_, node) => node * (frames / 2)),
      frame: Uint32Array.from({ length: costs }, (_, row) => (row % (frames / 2)) * 2),
      self: Float64Array.from(
        { length: costs },
        (_, row) => ((millis[Math.floor(row / (frames / 2))] as number) / 1000) * (0.9 + chance() * 0.2),
      ),
      inclusive: new Float64Array(costs).fill(NaN),
      calls: new Uint32Array(costs).fill(1),
    },
    events: null,
    links: null,
  }
}
