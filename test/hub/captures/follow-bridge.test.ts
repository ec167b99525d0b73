// What the hub makes of what a bridge tells of captures, where the bridge is wrong, late, old, or lost: with a bridge that can do all
// of it on a real WebSocket.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { CaptureProgress, FromBridge, FromHub } from '../../../bridge/protocol/messages'
import { type FakeBridge, fakeBridge, hello, nodes, roster, scene } from '../fake-bridge'
import { asked, until } from '../workbench'
import { captureBench } from './capture-bench'

const bench = captureBench()
const bridges: FakeBridge[] = []
afterEach(async () => {
  for (const bridge of bridges.splice(0)) await bridge.close()
})

const session = 'cap-0b1c2d3e'
const told = (change: Partial<CaptureProgress> = {}): CaptureProgress => ({
  ...{ type: 'capture', time: 1, capture: 7, state: 'recording', motion: 'driven', framesDone: 3, framesWanted: 60 },
  ...{ secondsDone: 0.2, secondsWanted: null, sentence: null, file: null },
  ...change,
})
const takes = (asked: FromHub): FromBridge => ({
  ...{ type: 'reply', to: asked.id, error: null },
  value: asked.type === 'capture' ? { capture: 7 } : null,
})
const able = () => ({ ...hello(session), capabilities: ['capture'] })
const bridge = async (options: Partial<Parameters<typeof fakeBridge>[0]> = {}): Promise<FakeBridge> => {
  const greeting = [able(), scene(), roster(1, nodes(3))]
  const made = await fakeBridge({ runtime: bench.hub.runtimeFolder, session, greeting, answer: takes, ...options })
  bridges.push(made)
  await until('live', () => bench.hub.sessions().find((one) => one.session === session)?.state.kind === 'live')
  return made
}
const start = async () =>
  (await asked(bench.panel, 'captures.start', { session, frames: 60, seconds: null, passes: 1 })).capture
const fileWith = async (text: string, name = 'capture-7.log', folder = bench.hub.runtimeFolder) => {
  const path = join(folder, name)
  await mkdir(folder, { recursive: true })
  await writeFile(path, text, { mode: 0o600 })
  return {
    ...{ path, bytes: Buffer.byteLength(text), format: 'rigscope.log' },
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}
const state = (capture: string) => bench.list().find((one) => one.capture === capture)?.state
const sentence = async (capture: string) => {
  const { state: found } = await bench.in(capture, 'failed')
  return found.kind === 'failed' ? found.sentence : ''
}

describe('The hub that follows a capture', () => {
  test('passes on what was wished, and how it goes', async () => {
    const made = await bridge()
    const capture = await start()
    expect(made.asked.find((one) => one.type === 'capture')).toMatchObject({ frames: 60, seconds: null, passes: 1 })
    await bench.in(capture, 'waiting')
    made.send(told({ state: 'warmingUp', framesDone: 0 }))
    await bench.in(capture, 'warmingUp')
    made.send(told())
    await until('3 of 60', () => {
      const now = state(capture)
      return now?.kind === 'recording' && now.unit === 'frames' && now.done === 3 && now.wanted === 60
    })
  })

  test('does not lose what is told before the answer that names it', async () => {
    let made: FakeBridge | null = null
    made = await bridge({
      answer: (asked) => {
        if (asked.type === 'capture') made?.send(told({ framesDone: 9 }))
        return takes(asked)
      },
    })
    const capture = await start()
    await until('9 frames', () => {
      const now = state(capture)
      return now?.kind === 'recording' && now.done === 9
    })
    expect(bench.list()).toHaveLength(1)
  })

  test('refuses a file that was changed after the bridge hashed it, and removes it', async () => {
    const made = await bridge()
    const capture = await start()
    const file = await fileWith('not what was hashed')
    made.send(told({ state: 'done', file: { ...file, sha256: '0'.repeat(64) } }))
    expect(await sentence(capture)).not.toBe('')
    expect(existsSync(file.path)).toBe(false)
  })

  test('refuses a file that holds no capture', async () => {
    const made = await bridge()
    const capture = await start()
    made.send(told({ state: 'done', file: await fileWith('RIGSLOG\u0001') }))
    expect(await sentence(capture)).toContain('it is empty')
  })

  test('refuses a file outside the folder for running sessions and leaves it alone', async () => {
    const made = await bridge()
    const capture = await start()
    const file = await fileWith('RIGSLOG', 'capture-9.log', join(tmpdir(), `rigscope-elsewhere-${process.pid}`))
    made.send(told({ state: 'done', file }))
    expect(await sentence(capture)).toContain('not in the folder for running sessions')
    expect(existsSync(file.path)).toBe(true)
  })

  test('asks the bridge to end a capture that is cancelled, and believes it when it has', async () => {
    const made = await bridge()
    const capture = await start()
    made.send(told())
    await bench.in(capture, 'recording')
    await asked(bench.panel, 'captures.cancel', { capture })
    await until('told', () => made.asked.some((one) => one.type === 'cancel' && one.capture === 7))
    expect(state(capture)?.kind).toBe('recording')
    made.send(told({ state: 'cancelled' }))
    await bench.in(capture, 'cancelled')
  })

  test('takes a capture for cancelled whose bridge knows it no more', async () => {
    const made = await bridge({
      answer: (asked) =>
        asked.type === 'cancel'
          ? { type: 'reply', to: asked.id, error: { kind: 'notFound', sentence: 'Not any more.' }, value: null }
          : takes(asked),
    })
    const capture = await start()
    made.send(told())
    await bench.in(capture, 'recording')
    await asked(bench.panel, 'captures.cancel', { capture })
    await bench.in(capture, 'cancelled')
  })

  test('waits through a lost connection, and takes up again what the bridge then tells', async () => {
    const greeting: FromBridge[] = [able(), scene(), roster(1, nodes(3))]
    const made = await bridge({ greeting })
    const capture = await start()
    made.send(told())
    await bench.in(capture, 'recording')
    greeting.push(told({ framesDone: 40 }))
    made.cut()
    await until('40 frames', () => {
      const now = state(capture)
      return now?.kind === 'recording' && now.done === 40
    })
    expect(bench.list()).toHaveLength(1)
  })

  test('fails a capture whose session has ended, with a sentence', async () => {
    const made = await bridge()
    const capture = await start()
    made.send(told())
    await bench.in(capture, 'recording')
    made.send({ type: 'goodbye', time: 2, reason: 'hostExit', sentence: 'Fake was closed.' })
    expect(await sentence(capture)).toBe('Fake was closed while it captured, so nothing of it is left.')
  })

  test('leaves out captures that ended before it came', async () => {
    const made = await bridge({ greeting: [able(), scene(), roster(1, nodes(3)), told({ state: 'done' })] })
    made.send(told({ capture: 8, state: 'failed', sentence: 'The disk is full.' }))
    made.send(told({ capture: 9 }))
    await until('the one that runs', () => bench.list().length > 0)
    expect(bench.list()).toHaveLength(1)
  })

  test('takes nothing that a recording tells of captures', async () => {
    const origin = { kind: 'recording' as const, name: 'walk', recordedAt: null, how: 'Recorded.' }
    const made = await bridge({ greeting: [{ ...able(), origin }, scene(), roster(1, nodes(3))] })
    made.send(told({ state: 'done', file: await fileWith('RIGSLOG') }))
    made.send(scene('told after it'))
    await until('what came after it', () => bench.hub.sessions()[0]?.scene === 'told after it')
    expect(bench.list()).toEqual([])
  })

  test('does not ask a bridge that takes no captures', async () => {
    const made = await bridge({ greeting: [{ ...hello(session), capabilities: [] }, scene(), roster(1, nodes(3))] })
    const outcome = await bench.panel.ask('captures.start', { session, frames: 60, seconds: null, passes: 1 })
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'refusedByHost' } })
    expect(made.asked.some((one) => one.type === 'capture')).toBe(false)
    expect(bench.list()).toEqual([])
  })
})
