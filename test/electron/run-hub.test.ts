// The hub inside its own process, against the real hub: it serves panels over Electron's ports, tells the application where it is, and
// takes the place of a hub that was found and ended.
import { EventEmitter } from 'node:events'
import type { ParentPort } from 'electron'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { electronPort } from '../../electron/electron-port'
import type { HubWord } from '../../electron/hub-word'
import { runHub } from '../../electron/run-hub'
import type { HubClient } from '../../hub/api'
import { createHubClient } from '../../hub/carrier/client'
import { messagePortCarrier } from '../../hub/carrier/message-port-carrier'
import { HubRefused } from '../../hub/hub'
import { fakeBridge, hello, nodes, roster, scene } from '../hub/fake-bridge'
import { until, type Workbench, workbench } from '../hub/workbench'
import { asElectrons, portPair } from './port-double'

let bench: Workbench
let words: HubWord[]
let exits: number
beforeEach(async () => {
  bench = await workbench()
  words = []
  exits = 0
})
afterEach(() => bench.end())

class Parent extends EventEmitter {
  postMessage(word: HubWord) {
    words.push(structuredClone(word))
  }
}

function begin(hub = () => bench.hub()): Parent {
  const parent = new Parent()
  const exit = () => (exits += 1)
  runHub(parent as unknown as ParentPort, { hub, stayAboveHost: () => Promise.resolve(true), exit })
  return parent
}

function panel(parent: Parent): HubClient & { readonly isClosed: () => boolean } {
  const [near, far] = portPair()
  const carrier = messagePortCarrier(electronPort(asElectrons(near)))
  let isClosed = false
  carrier.onClose(() => (isClosed = true))
  parent.emit('message', { data: 'panel', ports: [far] })
  return { ...createHubClient(carrier), isClosed: () => isClosed }
}

const told = <K extends HubWord['kind']>(kind: K) =>
  words.filter((word): word is Extract<HubWord, { kind: K }> => word.kind === kind)

test('a hub is started at once, told, and serves each panel that comes', async () => {
  const parent = begin()
  for (const client of [panel(parent), panel(parent)])
    expect(await client.ask('about.hub', {})).toMatchObject({ ok: true, value: { runtimeFolder: bench.runtime } })
  expect(told('serving')).toHaveLength(1)
  expect(told('serving')[0]).toMatchObject({
    stayAboveHost: true,
    door: { controlToken: expect.any(String) as string },
  })
})

test('a hub that serves already is used; when it ends, one of our own takes its place', async () => {
  const first = await bench.hub()
  const parent = begin()
  const client = panel(parent)
  expect(await client.ask('about.hub', {})).toMatchObject({ ok: true })
  expect(told('serving')[0]?.door).toEqual({ port: first.port, controlToken: first.controlToken })
  await first.close()
  await until('the panel is told', client.isClosed)
  expect(await panel(parent).ask('about.hub', {})).toMatchObject({ ok: true })
  expect(told('serving')).toHaveLength(2)
  expect(told('serving')[1]?.door.controlToken).not.toBe(first.controlToken)
})

test('a hub of its own that was asked to quit is followed by another', async () => {
  const parent = begin()
  expect(await panel(parent).ask('about.hub', {})).toMatchObject({ ok: true })
  const { port, controlToken } = told('serving')[0]?.door ?? { port: 0, controlToken: '' }
  const headers = { Authorization: `Bearer ${controlToken}` }
  await fetch(`http://127.0.0.1:${port}/control/quit`, { method: 'POST', headers })
  await until('a panel is served again', () => true)
  let answered = false
  for (let attempt = 0; attempt < 50 && !answered; attempt += 1) {
    answered = (await panel(parent).ask('about.hub', {})).ok
    await new Promise((later) => setTimeout(later, 20))
  }
  expect(answered).toBe(true)
})

test('where hosts’ windows are is told, each time that one moved', async () => {
  const rectangle = { x: 0, y: 0, width: 800, height: 600 }
  const window = { type: 'hostWindow', rectangle, screen: null, active: true } as const
  const greeting = [hello('walk-0001'), scene(), roster(1, nodes(2)), window]
  const bridge = await fakeBridge({ runtime: bench.runtime, session: 'walk-0001', greeting })
  bench.later(() => bridge.close())
  begin()
  await until('a host', () => told('hosts').at(-1)?.hosts.length === 1)
  expect(told('hosts').at(-1)?.hosts).toEqual([
    { session: 'walk-0001', window: { rectangle, screen: null, active: true } },
  ])
  await bridge.close()
  await until('none', () => told('hosts').at(-1)?.hosts.length === 0)
})

test('where no hub can be had, the sentence is told and the port closed; the next panel tries again', async () => {
  let isRefusing = true
  const parent = begin(() =>
    isRefusing ? Promise.reject(new HubRefused('The folder is open to others.')) : bench.hub(),
  )
  const client = panel(parent)
  await until('closed', client.isClosed)
  expect(new Set(told('refused').map(({ sentence }) => sentence))).toEqual(new Set(['The folder is open to others.']))
  isRefusing = false
  expect(await panel(parent).ask('about.hub', {})).toMatchObject({ ok: true })
})

test('asked to quit, it ends its hub and then its process', async () => {
  const parent = begin()
  const client = panel(parent)
  expect(await client.ask('about.hub', {})).toMatchObject({ ok: true })
  parent.emit('message', { data: 'quit', ports: [] })
  await until('exit', () => exits === 1)
  expect(client.isClosed()).toBe(true)
})
