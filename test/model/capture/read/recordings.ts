// Made-up recordings for property tests: events nested on threads, what must come back of them, and the same recording in every
// format that is read.
import fc from 'fast-check'
import type { EventRow } from './reading'

interface Tree {
  readonly name: string
  readonly category: string
  readonly before: number
  readonly after: number
  readonly inside: readonly Tree[]
}

export interface Made {
  readonly name: string
  readonly category: string
  /** Index, in order of first event. */
  readonly thread: number
  readonly start: number
  readonly duration: number
  readonly self: number
  readonly parent: string | null
}

/** No event marks a frame here: all formats but Maya's have one frame then. */
const texts = fc.oneof(
  fc.constantFrom('Compute', 'hero:arm_L|skin "2"', 'a\\b', 'Körper', '形', '😀', 'a = b', '@3', 'a,b'),
  fc.stringMatching(/^[A-Za-z_:|#][A-Za-z0-9_:|# ,"]{0,12}[a-z]$/),
)
const categories = fc.constantFrom('Main', 'Evaluation', 'Qt')

const tree: (depth?: number) => fc.Arbitrary<Tree> = fc.memo((depth) =>
  fc.record({
    name: texts,
    category: categories,
    before: fc.integer({ min: 0, max: 900 }),
    after: fc.integer({ min: 1, max: 900 }),
    inside: depth <= 1 ? fc.constant([]) : fc.array(tree(depth - 1), { maxLength: 3 }),
  }),
)

function placed(trees: readonly Tree[], thread: number, start: number): Made[] {
  const rows: Made[] = []
  const place = (tree: Tree, at: number, parent: string | null): number => {
    const begin = at + tree.before
    const index =
      rows.push({ name: tree.name, category: tree.category, thread, start: begin, duration: 0, self: 0, parent }) - 1
    let now = begin
    let inner = 0
    for (const child of tree.inside) {
      const end = place(child, now, tree.name)
      inner += end - now - child.before
      now = end
    }
    const end = now + tree.after
    rows[index] = { ...(rows[index] as Made), duration: end - begin, self: end - begin - inner }
    return end
  }
  let now = start
  for (const tree of trees) now = place(tree, now, null)
  return rows
}

/** Rows by thread, each outer event before those inside it. */
export const recordings: fc.Arbitrary<readonly Made[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.array(tree(4), { minLength: 1, maxLength: 4 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((threads) => threads.flatMap(([start, of], thread) => placed(of, thread, start)))

export const threadName = (thread: number) => `Thread ${thread + 7}`

/** What must come back, in order of start. */
export function expectedRows(
  made: readonly Made[],
  { withCategories }: { readonly withCategories: boolean },
): EventRow[] {
  const origin = Math.min(...made.map(({ start }) => start))
  return inOrder(
    made.map((row) => ({
      ...row,
      start: row.start - origin,
      thread: threadName(row.thread),
      category: withCategories ? row.category : null,
    })),
  )
}

export const inOrder = (rows: readonly EventRow[]): EventRow[] =>
  [...rows].sort(
    (a, b) =>
      a.start - b.start ||
      b.duration - a.duration ||
      a.thread.localeCompare(b.thread) ||
      a.name.localeCompare(b.name) ||
      (a.parent ?? '').localeCompare(b.parent ?? ''),
  )

const index = (list: string[], text: string): number => (list.includes(text) ? list.indexOf(text) : list.push(text) - 1)

const mayaHeader =
  '#Event time, Comment, Extra comment, Category id, Duration, Thread Duration, Thread id, Cpu id, Color id'

export function mayaText(made: readonly Made[], style: 1 | 2 | 2025): string {
  const names: string[] = []
  const used: string[] = []
  const rows = made.map(
    (row) =>
      `${row.start}\t@${index(names, row.name)}\t@${index(names, '(null)')}\t${index(used, row.category)}\t${row.duration}\t${row.duration * 1000}\t${row.thread + 7}\t1\t3`,
  )
  const end = style === 2025 ? '\t' : ''
  const key = style === 2025 ? '' : '@'
  const head = [
    '#File Version, # of events, # of CPUs',
    `${style === 1 ? 1 : 2}\t${made.length}\t8`,
    used.join('\t') + end,
    ...(style === 1 ? [] : [used.map((name) => `about ${name}`).join('\t') + end]),
    '#Comment mapping---------',
    ...names.map((name, i) => `@${i} = ${name}`),
    style === 2025 ? '#Comment mapping---------' : '#End comment mapping---------',
    mayaHeader,
  ]
  const described =
    style === 1
      ? []
      : [
          '#Begin comment description mapping---------',
          `${key}0 = Calling compute`,
          style === 2025 ? '#Begin comment description mapping---------' : '#End comment description mapping---------',
        ]
  return [...head, ...rows, ...described, ''].join('\n')
}

export function dumpJson(made: readonly Made[], listed: boolean): string {
  const eventNames: string[] = []
  const used: string[] = []
  const events = made.map(({ name, category, start, duration, thread }) => ({
    time: start,
    ...(listed ? { nameIdx: index(eventNames, name) } : { name }),
    desc: null,
    ...(listed ? { catIdx: index(used, category) } : { category }),
    ...{ duration, tDuration: duration * 1000, tId: thread + 7, cpuId: 0, colorId: 1 },
  }))
  const whole = {
    version: 1,
    eventCount: made.length,
    cpuCount: 8,
    categories: used,
    eventNames,
    events,
    eventsWritten: made.length,
  }
  return JSON.stringify(whole, null, listed ? 1 : 0)
}

export function dumpCsv(made: readonly Made[]): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const head =
    '"Event Time","Event Name","Description","Event Category","Duration","Thread Duration","Thread Id","CPU Id","Color Id"'
  const rows = made.map(
    (row) =>
      `${row.start},${quoted(row.name)},"",${quoted(row.category)},${row.duration},${row.duration * 1000},${row.thread + 7},4,6`,
  )
  return [head, ...rows, ''].join('\r\n')
}

export function chromeText(made: readonly Made[], how: 'object' | 'list' | 'beginsAndEnds'): string {
  const common = ({ name, category, thread }: Made) => ({ name, cat: category, pid: 1, tid: thread + 7 })
  const events =
    how === 'beginsAndEnds'
      ? opensAndCloses(made).map(({ row, opens, at }) =>
          opens ? { ...common(row), ph: 'B', ts: at } : { ph: 'E', ts: at, pid: 1, tid: row.thread + 7 },
        )
      : made.map((row) => ({
          ph: 'X',
          ts: row.start,
          dur: row.duration,
          ...common(row),
          args: { data: [{ name: 'x' }, '}]'] },
        }))
  return JSON.stringify(how === 'list' ? events : { otherData: { '}"': ['\\"'] }, traceEvents: events, more: 1.5e3 })
}

export function speedscopeText(made: readonly Made[], unit: 'microseconds' | 'milliseconds' = 'microseconds'): string {
  const names: string[] = []
  const threads = [...new Set(made.map(({ thread }) => thread))]
  const factor = unit === 'microseconds' ? 1 : 1000
  const profiles = threads.map((thread) => {
    const events = opensAndCloses(made.filter((row) => row.thread === thread)).map(({ row, opens, at }) => ({
      type: opens ? 'O' : 'C',
      frame: index(names, row.name),
      at: at / factor,
    }))
    return { type: 'evented', name: threadName(thread), unit, startValue: 0, endValue: events.at(-1)?.at, events }
  })
  return JSON.stringify({ profiles, shared: { frames: names.map((name) => ({ name, line: 3 })) } })
}

/** Rows of a thread as the stack of their events has them. */
function opensAndCloses(made: readonly Made[]): { row: Made; opens: boolean; at: number }[] {
  const told: { row: Made; opens: boolean; at: number }[] = []
  const open: Made[] = []
  const close = (until: number, thread: number) => {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      if (top.thread === thread && top.start + top.duration > until) return
      told.push({ row: top, opens: false, at: top.start + top.duration })
      open.pop()
    }
  }
  for (const row of made) {
    close(row.start, row.thread)
    told.push({ row, opens: true, at: row.start })
    open.push(row)
  }
  close(Infinity, -1)
  return told
}

/** Every format, with what cannot be told in it. */
export const formats: Readonly<
  Record<string, { readonly write: (made: readonly Made[]) => string; readonly withCategories: boolean }>
> = {
  'Maya profiler recordings of version 1': { write: (made) => mayaText(made, 1), withCategories: true },
  'Maya profiler recordings of version 2': { write: (made) => mayaText(made, 2), withCategories: true },
  'Maya profiler recordings as Maya 2025 writes them': { write: (made) => mayaText(made, 2025), withCategories: true },
  'profilerDump JSON with lists of names': { write: (made) => dumpJson(made, true), withCategories: true },
  'profilerDump JSON with names of their own': { write: (made) => dumpJson(made, false), withCategories: true },
  'profilerDump CSV': { write: dumpCsv, withCategories: true },
  'Chrome traces of whole events': { write: (made) => chromeText(made, 'object'), withCategories: true },
  'Chrome traces that are a bare list': { write: (made) => chromeText(made, 'list'), withCategories: true },
  'Chrome traces of begins and ends': { write: (made) => chromeText(made, 'beginsAndEnds'), withCategories: true },
  'speedscope profiles': { write: (made) => speedscopeText(made), withCategories: false },
  'speedscope profiles in milliseconds': {
    write: (made) => speedscopeText(made, 'milliseconds'),
    withCategories: false,
  },
}
