// The recordings that the bench of reading opens: one made-up playback of four threads, written as a speedscope file, as Maya's
// profiler saves it and as a Chrome trace, so that all three hold the same events.

/** Microseconds; rows in order of frame, then of thread, each outer event before those inside it. */
export interface MadeUpEvents {
  readonly count: number
  readonly start: Float64Array
  readonly duration: Float64Array
  /** Index in `names`. */
  readonly name: Uint32Array
  readonly thread: Uint8Array
  /** Events of nodes come first, `nodes` of them; those of the host follow. */
  readonly names: readonly string[]
  readonly nodes: number
}

const threads = 4
const categories = ['Main', 'Evaluation', 'VP2 Evaluation']

/** Events of a rig of 4,000 nodes whose frames evaluate and draw; `count` of them, to the nearest whole frame. */
export function madeUpEvents(count: number): MadeUpEvents {
  const nodes = 4000
  const inner = ['Compute', 'Pull inputs', 'Deform']
  const names = [
    ...Array.from(
      { length: nodes },
      (_, i) => `hero_${i % 3}:body_${['skinCluster', 'blendShape', 'joint', 'parentConstraint'][i % 4]}_${i}`,
    ),
    ...['EvaluationGraphExecution', 'Vp2SceneRender', ...inner],
  ]
  const perFrame = threads * (1 + 2 * 500) + 1
  const frames = Math.max(1, Math.round(count / perFrame))
  const rows = frames * perFrame
  const made = {
    count: rows,
    start: new Float64Array(rows),
    duration: new Float64Array(rows),
    name: new Uint32Array(rows),
    thread: new Uint8Array(rows),
    ...{ names, nodes },
  }
  let row = 0
  let seed = 7
  const random = (below: number) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % below
  const add = (start: number, duration: number, name: number, thread: number) => {
    made.start[row] = start
    made.duration[row] = duration
    made.name[row] = name
    made.thread[row++] = thread
  }
  for (let frame = 0; frame < frames; frame++) {
    const begin = 1_000_000 + frame * 41_667
    for (let thread = 0; thread < threads; thread++) {
      add(begin, 30_000, thread === 0 ? nodes : nodes + 4, thread)
      let at = begin + 5
      for (let i = 0; i < 500; i++) {
        const duration = 20 + random(35)
        add(at, duration, (thread * 1000 + i * 2) % nodes, thread)
        add(at + 2, duration - 6, nodes + 2 + (i % inner.length), thread)
        at += duration + random(3)
      }
    }
    add(begin + 31_000, 6000, nodes + 1, 0)
  }
  return made
}

const category = ({ nodes }: MadeUpEvents, name: number) =>
  name === nodes + 1 ? 2 : name < nodes || name > nodes + 1 ? 1 : 0

/** Gathers lines into pieces that are worth a write. */
function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < 1 << 18) continue
    yield piece
    piece = ''
  }
  yield piece
}

export function mayaText(made: MadeUpEvents): Generator<string> {
  function* lines() {
    yield `#File Version, # of events, # of CPUs\n2\t${made.count}\t8\n${categories.join('\t')}\n${categories.join('\t')}\n`
    yield '#Comment mapping---------\n'
    for (let i = 0; i < made.names.length; i++) yield `@${i} = ${made.names[i]}\n`
    yield `@${made.names.length} = EvaluateNode\n@${made.names.length + 1} = \n`
    yield '#End comment mapping---------\n#Event time, Comment, Extra comment, Category id, Duration, Thread Duration, Thread id, Cpu id, Color id\n'
    for (let row = 0; row < made.count; row++) {
      const name = made.name[row] as number
      const texts = name < made.nodes ? `@${made.names.length}\t@${name}` : `@${name}\t@${made.names.length + 1}`
      const duration = made.duration[row] as number
      yield `${made.start[row]}\t${texts}\t${category(made, name)}\t${duration}\t${duration * 1000}\t${7000 + (made.thread[row] as number)}\t${made.thread[row]}\t7\n`
    }
  }
  return pieces(lines())
}

export function chromeText(made: MadeUpEvents): Generator<string> {
  function* lines() {
    yield '{"traceEvents":[\n{"ph":"M","pid":1,"tid":0,"name":"thread_name","args":{"name":"Main"}}'
    for (let row = 0; row < made.count; row++) {
      const name = made.name[row] as number
      yield `,\n{"name":"${made.names[name]}","cat":"${categories[category(made, name)]}","ph":"X","ts":${made.start[row]},"dur":${made.duration[row]},"pid":1,"tid":${made.thread[row]}}`
    }
    yield '\n]}\n'
  }
  return pieces(lines())
}

export function speedscopeText(made: MadeUpEvents): Generator<string> {
  function* lines() {
    const frames = made.names.map((name) => ({ name }))
    yield `{"$schema":"https://www.speedscope.app/file-format-schema.json","shared":{"frames":${JSON.stringify(frames)}},"profiles":[`
    for (let thread = 0; thread < threads; thread++) yield* profile(thread)
    yield '],"name":"made up","activeProfileIndex":0,"exporter":"bench"}\n'
  }
  function* profile(thread: number) {
    const open: number[] = []
    const endOf = (row: number) => (made.start[row] as number) + (made.duration[row] as number)
    let last = 0
    let comma = ''
    for (let row = 0; row < made.count; row++) if (made.thread[row] === thread) last = Math.max(last, endOf(row))
    yield `${thread === 0 ? '' : ','}{"type":"evented","name":"Thread ${thread}","unit":"microseconds","startValue":1000000,"endValue":${last},"events":[`
    const entry = (type: string, row: number, at: number) => {
      const text = `${comma}{"type":"${type}","frame":${made.name[row]},"at":${at}}`
      comma = ','
      return text
    }
    for (let row = 0; row < made.count; row++) {
      if (made.thread[row] !== thread) continue
      const start = made.start[row] as number
      for (let top = open.at(-1); top !== undefined && endOf(top) <= start; top = open.at(-1)) {
        open.pop()
        yield entry('C', top, endOf(top))
      }
      yield entry('O', row, start)
      open.push(row)
    }
    for (let top = open.pop(); top !== undefined; top = open.pop()) yield entry('C', top, endOf(top))
    yield ']}'
  }
  return pieces(lines())
}
