// Recording over a real socket: what the replay plays comes back as a container that can be played again.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { address, type Address } from '../../bridge/protocol/address'
import { decodeColumns } from '../../bridge/protocol/columns'
import { fromBridge } from '../../bridge/protocol/messages'
import { startReplay, type Replay } from '../../bridge/replay/replay'
import { openContainer } from '../../container/read-container'
import { recordSession } from '../../container/record-session'
import { makeRecording } from '../replay/make-recording'

let folder: string
let replay: Replay
let bridge: Address

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rigscope-record-'))
  const file = path.join(folder, 'walk.rigscope')
  await makeRecording(file, { seconds: 1 })
  replay = await startReplay({ file, runtimeFolder: path.join(folder, 'run') })
  const text = await readFile(path.join(folder, 'run/sessions', `${replay.session}.json`), 'utf8')
  bridge = address.parse(JSON.parse(text))
})
afterEach(async () => {
  await replay.close()
  await rm(folder, { recursive: true, force: true })
})

const wish = () => ({
  address: bridge,
  file: path.join(folder, 'again.rigscope'),
  title: 'Again',
  how: 'From a replay.',
})

describe('Recording a session', () => {
  test('writes both lanes as they came, the hello first, times from it on', async () => {
    const recorded = await recordSession({ ...wish(), seconds: 1.2 })
    if (recorded.kind === 'failed') throw new Error(recorded.sentence)
    expect(recorded).toMatchObject({ endedEarly: null, manifest: { title: 'Again', how: 'From a replay.' } })
    const container = await openContainer(path.join(folder, 'again.rigscope'))
    if (container.kind === 'refused') throw new Error(container.sentence)
    const types: string[] = []
    const times: number[] = []
    for await (const event of container.events()) {
      if (event.kind === 'refused') throw new Error(event.sentence)
      const { data, time } = event.record
      times.push(time)
      types.push(typeof data === 'string' ? fromBridge.parse(JSON.parse(data)).type : decodeColumns(data).kind)
    }
    await container.close()
    expect(types[0]).toBe('hello')
    expect(types).toEqual(
      expect.arrayContaining(['scene', 'roster', 'selection', 'reply', 'heartbeat', 'frames', 'samples']),
    )
    expect(times[0]).toBe(0)
    expect(times.at(-1)).toBeLessThan(1.5)
    expect(types.filter((type) => type === 'frames').length).toBeGreaterThan(20)
    expect(types).toHaveLength(recorded.messages)
  })

  test('makes something that can be played', async () => {
    await recordSession({ ...wish(), seconds: 1 })
    const again = await startReplay({ file: wish().file, runtimeFolder: path.join(folder, 'run') })
    expect(again.recording.loopSeconds).toBeGreaterThan(0.5)
    await again.close()
  })

  test('keeps what came when the session ends early, and says so', async () => {
    const recording = recordSession({ ...wish(), seconds: 60 })
    await new Promise((resolve) => setTimeout(resolve, 400))
    await replay.close()
    expect(await recording).toMatchObject({ kind: 'recorded', endedEarly: 'The session ended.' })
  })

  test('keeps what came when it is stopped', async () => {
    const stop = new AbortController()
    const recording = recordSession({ ...wish(), seconds: 60, signal: stop.signal })
    setTimeout(() => stop.abort(), 300)
    expect(await recording).toMatchObject({ kind: 'recorded', endedEarly: 'The recording was stopped.' })
  })

  test('writes nothing where the bridge does not let it in', async () => {
    const stranger = { ...bridge, token: 'x'.repeat(43) }
    const recorded = await recordSession({ ...wish(), address: stranger, seconds: 1 })
    expect(recorded).toMatchObject({ kind: 'failed', sentence: expect.stringContaining('401') })
    expect(await readdir(folder)).toEqual(['run', 'walk.rigscope'])
  })
})
