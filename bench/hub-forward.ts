// Measures the hub alone: from the moment a bridge's message is on its socket to the moment a panel's carrier gives it, and the
// processor time of that, with frames at 60 Hz and samples of 5,000 nodes at 10 Hz. Printing it with its budget is run.mjs's.
import { decodeColumns } from '../bridge/protocol/columns'
import { fakeBridge, frames, heartbeat, hello, nodes, roster, samples, scene } from '../test/hub/fake-bridge'
import { browserPanel, signIn, until, workbench } from '../test/hub/workbench'

export interface ForwardFigures {
  readonly framesMs: { readonly median: number; readonly p95: number; readonly p99: number }
  readonly samplesMs: { readonly median: number; readonly p95: number }
  /** Of one core, everything in one process: bridge's double, hub and client. */
  readonly processorShare: number
  readonly heldBytes: number
}

const sampledNodes = 5000

export async function measureForward(seconds: number): Promise<ForwardFigures> {
  const bench = await workbench()
  const hub = await bench.hub()
  const all = nodes(sampledNodes)
  const parts = Math.ceil(all.length / 250)
  const session = 'forward-bench'
  const bridge = await fakeBridge({
    runtime: bench.runtime,
    session,
    greeting: [
      hello(session),
      scene(),
      ...(Array.from({ length: parts }, (_, part) => ({
        ...(roster(1, all.slice(part * 250, (part + 1) * 250)) as object),
        part,
        parts,
      })) as ReturnType<typeof roster>[]),
    ],
  })
  const panel = await browserPanel(hub, await signIn(hub))
  await until('live', () => hub.sessions()[0]?.state.kind === 'live')
  const sentAt = { frames: new Map<number, number>(), samples: new Map<number, number>() }
  const took = { frames: [] as number[], samples: [] as number[] }
  const take = (lane: 'frames' | 'samples') => (item: Uint8Array) => {
    const columns = decodeColumns(item)
    const sent = columns.kind === 'refused' ? undefined : sentAt[lane].get(columns.sequence)
    if (sent !== undefined) took[lane].push(performance.now() - sent)
  }
  const ended = () => undefined
  panel.stream('live.frames', { session, seconds: 0 }, take('frames'), ended)
  panel.stream('live.samples', { session }, take('samples'), ended)
  panel.stream('live.messages', { session }, ended, ended)
  await until('samples wanted', () => bridge.asked.some((one) => one.type === 'watch' && one.samples))
  const load = process.cpuUsage()
  const began = performance.now()
  for (let i = 0; performance.now() - began < seconds * 1000; i += 1) {
    const due = began + (i * 1000) / 60
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    const bytes = frames(i)
    sentAt.frames.set(i, performance.now())
    bridge.sendRaw(bytes)
    if (i % 6 === 3) {
      const sampled = samples(i, sampledNodes)
      sentAt.samples.set(i, performance.now())
      bridge.sendRaw(sampled)
    }
    if (i % 60 === 0) bridge.send(heartbeat())
  }
  const used = process.cpuUsage(load)
  const elapsed = performance.now() - began
  panel.close()
  await bridge.close()
  await bench.end()
  const at = (values: number[], share: number) => values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN
  return {
    framesMs: { median: at(took.frames, 0.5), p95: at(took.frames, 0.95), p99: at(took.frames, 0.99) },
    samplesMs: { median: at(took.samples, 0.5), p95: at(took.samples, 0.95) },
    processorShare: (used.user + used.system) / 1000 / elapsed,
    heldBytes: process.memoryUsage().rss,
  }
}
