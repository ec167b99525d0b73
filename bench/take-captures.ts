// Takes captures of a real Blender through the real bridge and hub, one after another, as a panel would, and reads them as the page
// does. Comparing them is left to the benches.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaptureSummary } from '../hub/captures/api'
import type { Capture } from '../model/capture/capture'
import { decodeCapture } from '../model/capture/decode-capture'
import { checkout, stage } from '../test/e2e/stage'
import { collect, until, workbench } from '../test/hub/workbench'

export interface CapturingBlender {
  /** Vertices of the human's skin. */
  readonly vertices: number
  take(frames: number, passes: number): Promise<Capture>
  /** One modifier more, or no more. */
  plant(isPlanted: boolean): void
  end(): Promise<void>
}

const patienceMs = 120_000

/** Three rigs in a Blender without a window. */
export async function startCapturingBlender(): Promise<CapturingBlender> {
  const folder = mkdtempSync(join(tmpdir(), 'rigscope-regression-'))
  const state = join(folder, 'state')
  const bench = await workbench({ RIGSCOPE_STATE_DIR: state })
  const hub = await bench.hub()
  const panel = bench.panel(hub)
  const list = collect(panel, 'captures.list', {})
  const [gate, end] = [join(folder, 'gate'), join(folder, 'end')]
  const blender = stage(
    process.env['RIGSCOPE_BLENDER'] ?? 'blender',
    [
      ...['-b', '--factory-startup', '--python', join(checkout, 'bench', 'blender', 'regression.py')],
      ...['--', '--gate', gate, '--end', end],
    ],
    { RIGSCOPE_RUNTIME_DIR: bench.runtime },
  )
  const vertices = Number((await blender.line(/^vertices \d+/, 120)).split(' ')[1])
  const session = await until(
    'a live session',
    () => hub.sessions().find(({ state: { kind } }) => kind === 'live')?.session,
    patienceMs,
  )
  const newest = (): readonly CaptureSummary[] => list.items.at(-1) ?? []
  return {
    vertices,
    async take(frames, passes) {
      const started = await panel.ask('captures.start', { session, frames, seconds: null, passes })
      if (!started.ok) throw new Error(started.error.sentence)
      const ended = await until(
        'the end of a capture',
        () =>
          newest().find(
            ({ capture, state: { kind } }) =>
              capture === started.value.capture && ['ready', 'failed', 'cancelled'].includes(kind),
          ),
        patienceMs,
      )
      if (ended.state.kind !== 'ready') throw new Error(`A capture ended as ${JSON.stringify(ended.state)}.`)
      const place = join(state, 'captures')
      const file = readdirSync(place).find((name) => name.startsWith(ended.capture) && !name.endsWith('.json'))
      if (file === undefined) throw new Error(`The capture ${ended.capture} has no file.`)
      const decoded = decodeCapture(new Uint8Array(readFileSync(join(place, file))))
      if (decoded.kind !== 'capture') throw new Error(decoded.sentence)
      await panel.ask('captures.remove', { capture: ended.capture })
      return decoded.capture
    },
    plant(isPlanted) {
      if (isPlanted) writeFileSync(gate, '')
      else rmSync(gate, { force: true })
    },
    async end() {
      writeFileSync(end, '')
      await blender.ended(20).catch(() => blender.end())
      await bench.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
