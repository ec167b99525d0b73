// What every carrier must do, run over each: the WebSocket, the MessagePort, Electron's ports and the pair in memory.
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { electronPort } from '../../../electron/electron-port'
import type { Carrier } from '../../../hub/carrier/carrier'
import { joinCarriers } from '../../../hub/carrier/join-carriers'
import { memoryCarriers } from '../../../hub/carrier/memory-carrier'
import { messagePortCarrier } from '../../../hub/carrier/message-port-carrier'
import { wsCarrier } from '../../../hub/carrier/ws-carrier'
import { asElectrons, portPair } from '../../electron/port-double'
import { until } from '../workbench'

type Pair = readonly [Carrier, Carrier]
const undos: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undos.splice(0)) await undo()
})

async function webSockets(): Promise<Pair> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const far = new Promise<WebSocket>((resolve) => server.once('connection', resolve))
  const near = new WebSocket(`ws://127.0.0.1:${port}`)
  await new Promise((resolve) => near.once('open', resolve))
  undos.push(
    () => near.terminate(),
    () => server.close(),
  )
  return [wsCarrier(near), wsCarrier(await far)]
}

function messagePorts(): Pair {
  const { port1, port2 } = new MessageChannel()
  undos.push(() => port1.close())
  return [messagePortCarrier(port1), messagePortCarrier(port2)]
}

/** Electron's refuse to transfer anything: the double throws where bytes are not copied. */
function electronPorts(): Pair {
  const [near, far] = portPair()
  return [messagePortCarrier(electronPort(asElectrons(near))), messagePortCarrier(electronPort(asElectrons(far)))]
}

const carriers: [string, () => Pair | Promise<Pair>][] = [
  ['WebSocket', webSockets],
  ['MessagePort', messagePorts],
  ['Electron’s ports', electronPorts],
  ['memory', memoryCarriers],
]

describe.each(carriers)('a carrier over %s', (_name, make) => {
  test('brings text and bytes in the order in which they were sent', async () => {
    const [near, far] = await make()
    const got: (string | Uint8Array)[] = []
    far.onMessage((data) => got.push(data))
    const bytes = Uint8Array.from({ length: 100 }, (_, i) => i)
    near.send('one ünïcode 角色')
    near.send(bytes.subarray(16, 32))
    near.send('')
    near.send(new Uint8Array(0))
    near.send('last')
    await until('five', () => got.length === 5)
    expect(got[0]).toBe('one ünïcode 角色')
    expect([...(got[1] as Uint8Array)]).toEqual([...bytes.subarray(16, 32)])
    expect(got[2]).toBe('')
    expect((got[3] as Uint8Array).byteLength).toBe(0)
    expect(got[4]).toBe('last')
  })

  test('leaves the sender its bytes and gives the receiver bytes that start at a multiple of 8', async () => {
    const [near, far] = await make()
    const got: Uint8Array[] = []
    far.onMessage((data) => typeof data !== 'string' && got.push(data))
    const bytes = new Uint8Array(64).fill(7)
    near.send(bytes)
    bytes.fill(9)
    near.send(bytes)
    await until('two', () => got.length === 2)
    expect(bytes.byteLength).toBe(64)
    expect(got[0]?.every((byte) => byte === 7)).toBe(true)
    expect(got.map(({ byteOffset }) => byteOffset % 8)).toEqual([0, 0])
  })

  test('brings a megabyte, both ways at once', async () => {
    const [near, far] = await make()
    const sizes: number[] = []
    for (const end of [near, far]) end.onMessage((data) => sizes.push(data.length))
    for (const end of [near, far]) end.send(new Uint8Array(1 << 20))
    await until('both', () => sizes.length === 2)
    expect(sizes).toEqual([1 << 20, 1 << 20])
  })

  test('tells both ends once that it is closed, and sends nothing after', async () => {
    const [near, far] = await make()
    const closes: string[] = []
    const got: unknown[] = []
    near.onClose(() => closes.push('near'))
    far.onClose(() => closes.push('far'))
    far.onMessage((data) => got.push(data))
    near.send('before')
    await until('before', () => got.length === 1)
    near.close()
    near.send('after')
    near.close()
    await until('both told', () => closes.length === 2)
    expect(closes.sort()).toEqual(['far', 'near'])
    expect(got).toEqual(['before'])
    let late = false
    far.onClose(() => (late = true))
    await until('told late', () => late)
  })

  test('joined to another hands on both ways what it takes, and closes with it', async () => {
    const [near, far] = await make()
    const [other, end] = memoryCarriers()
    joinCarriers(far, other)
    const got: unknown[] = []
    let closed = 0
    for (const side of [near, end]) {
      side.onMessage((data) => got.push(data))
      side.onClose(() => (closed += 1))
    }
    near.send('there')
    await until('there', () => got.length === 1)
    end.send('and back')
    await until('and back', () => got.length === 2)
    end.close()
    await until('both closed', () => closed === 2)
    expect(got).toEqual(['there', 'and back'])
  })

  test('stops telling a listener that was undone', async () => {
    const [near, far] = await make()
    const one: unknown[] = []
    const two: unknown[] = []
    const undo = far.onMessage((data) => one.push(data))
    far.onMessage((data) => two.push(data))
    near.send('a')
    await until('a', () => two.length === 1)
    undo()
    near.send('b')
    await until('b', () => two.length === 2)
    expect(one).toEqual(['a'])
  })
})
