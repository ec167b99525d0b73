// One hub per user and machine: a second start finds the first, a dead one's place is taken, and a restarted one is where it was.
import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { createHubClient } from '../../../hub/carrier/client'
import { memoryCarriers } from '../../../hub/carrier/memory-carrier'
import { thisMachine } from '../../../hub/discovery/process-alive'
import { claimHub, findHub, type HubFile } from '../../../hub/single/hub-file'
import { version } from '../../../hub/version'
import { fakeBridge } from '../fake-bridge'
import { browserPanel, signIn, until, type Workbench, workbench } from '../workbench'

let bench: Workbench
beforeEach(async () => {
  bench = await workbench()
})
afterEach(() => bench.end())

test('a second start uses the hub that runs, and closing it leaves that one alone', async () => {
  const first = await bench.hub()
  const second = await bench.hub()
  expect([first.kind, second.kind, second.address]).toEqual(['started', 'found', first.address])
  expect((await signIn(first, await second.newCode())).cookie).toContain('rigscope-')
  expect(await readFile(await second.openerFile(), 'utf8')).toContain(first.address)
  await second.close()
  expect((await fetch(first.address)).status).toBe(503)
})

test('a second start is told each change of the sessions, and lets that hub go on', async () => {
  const first = await bench.hub()
  const second = await bench.hub()
  const bridge = await fakeBridge({ runtime: bench.runtime })
  bench.later(() => bridge.close())
  const told: string[] = []
  second.onChange((sessions) => told.push(...sessions.map(({ state }) => state.kind)))
  await until('live', () => told.at(-1) === 'live')
  expect(second.sessions().map(({ session }) => session)).toEqual([bridge.address.session])
  await bridge.close()
  await until('closed', () => told.at(-1) === 'closed')
  await second.close()
  expect((await fetch(first.address)).status).toBe(503)
})

test('panels of one’s own are served by the hub that was started and by way of the one that was found', async () => {
  const first = await bench.hub()
  const second = await bench.hub()
  for (const hub of [first, second]) {
    const [near, far] = memoryCarriers()
    let closed = false
    near.onClose(() => (closed = true))
    expect(await hub.servePanel(() => far)).toBe(true)
    const panel = createHubClient(near)
    expect(await panel.ask('about.hub', {})).toMatchObject({ ok: true, value: { pid: process.pid } })
    if (hub === second) {
      await first.close()
      await until('closed', () => closed)
      expect(await hub.servePanel(() => memoryCarriers()[1])).toBe(false)
    }
  }
})

test('a hub that ends closes the carriers of the panels that it served', async () => {
  const hub = await bench.hub()
  const [near, far] = memoryCarriers()
  let closed = false
  near.onClose(() => (closed = true))
  await hub.servePanel(() => far)
  await hub.close()
  await until('closed', () => closed)
})

test('a hub that starts knows its sessions before it lets the first page in', async () => {
  const bridge = await fakeBridge({ runtime: bench.runtime })
  bench.later(() => bridge.close())
  const hub = await bench.hub()
  expect(hub.sessions().map(({ session }) => session)).toEqual([bridge.address.session])
})

test('a hub that fails to start gives its port and place back', async () => {
  await mkdir(join(bench.runtime, 'hub-state.json'), { recursive: true, mode: 0o700 })
  await chmod(bench.runtime, 0o700)
  const free = await freePort()
  await expect(bench.hub(free)).rejects.toThrow('EISDIR')
  expect((await readdir(bench.runtime)).filter((name) => name === 'hub.json')).toEqual([])
  await expect(fetch(`http://127.0.0.1:${free}`)).rejects.toThrow()
})

test('a restarted hub has the same port and lets open pages in without a code', async () => {
  const first = await bench.hub()
  const pass = await signIn(first)
  await first.close()
  const second = await bench.hub()
  expect([second.kind, second.port]).toEqual(['started', first.port])
  const panel = await browserPanel(second, pass)
  expect(await panel.ask('about.hub', {})).toMatchObject({ ok: true })
  panel.close()
})

test('of many that start at once, one is the hub and the others find it', async () => {
  const hubs = await Promise.all(Array.from({ length: 8 }, () => bench.hub()))
  expect(hubs.filter(({ kind }) => kind === 'started')).toHaveLength(1)
  expect(new Set(hubs.map(({ port }) => port)).size).toBe(1)
})

test('the word of a hub that is dead, damaged or of another machine is replaced', async () => {
  const here = await thisMachine()
  const base: HubFile = {
    kind: 'rigscope.hub',
    port: 1,
    pid: process.pid,
    processStarted: null,
    ...here,
    version,
    isBackground: false,
    controlToken: 'x'.repeat(43),
  }
  const dead: string[] = [
    JSON.stringify({ ...base, pid: 2 ** 22 + 1 }),
    JSON.stringify({ ...base, processStarted: 1 }),
    JSON.stringify({ ...base, machine: 'another-machine' }),
    JSON.stringify({ ...base, bootId: 'another-boot' }),
    '{',
    '',
  ]
  await mkdir(bench.runtime, { recursive: true, mode: 0o700 })
  for (const content of dead) {
    await writeFile(join(bench.runtime, 'hub.json'), content, { mode: 0o600 })
    const hub = await bench.hub()
    expect(hub.kind).toBe('started')
    await hub.close()
  }
})

test('of many claims on a dead hub’s place, one holds', async () => {
  const here = await thisMachine()
  await mkdir(bench.runtime, { recursive: true, mode: 0o700 })
  for (let round = 0; round < 40; round += 1) {
    await writeFile(join(bench.runtime, 'hub.json'), '{"kind":"dead"}', { mode: 0o600 })
    const claims = Array.from({ length: 6 }, (_, i): HubFile => ({
      kind: 'rigscope.hub',
      port: 1000 + i,
      pid: process.pid,
      processStarted: null,
      ...here,
      version,
      isBackground: false,
      controlToken: `${round}-${i}-`.padEnd(43, 'x'),
    }))
    const outcomes = await Promise.all(claims.map((claim) => claimHub(bench.runtime, claim, here)))
    expect(outcomes.filter((found) => found === null)).toHaveLength(1)
    expect((await findHub(bench.runtime, here))?.port).toBe(1000 + outcomes.indexOf(null))
  }
})

test('the right of one that died while taking a dead hub’s place passes on', async () => {
  const here = await thisMachine()
  await mkdir(bench.runtime, { recursive: true, mode: 0o700 })
  const dead = '{"kind":"dead"}'
  await writeFile(join(bench.runtime, 'hub.json'), dead, { mode: 0o600 })
  const digest = createHash('sha256').update(dead).digest('hex').slice(0, 32)
  await writeFile(join(bench.runtime, `.hub-after-${digest}.json`), '{"kind":"died"}', { mode: 0o600 })
  const hubs = await Promise.all([bench.hub(), bench.hub(), bench.hub()])
  expect(hubs.filter(({ kind }) => kind === 'started')).toHaveLength(1)
  expect((await findHub(bench.runtime, here))?.port).toBe(hubs[0]?.port)
  expect((await readdir(bench.runtime)).filter((name) => name.startsWith('.'))).toEqual([])
})

test('a port that is taken is said, and the next free one used', async () => {
  const blocker = createServer()
  const taken = await portOf(blocker)
  const hub = await bench.hub(taken)
  expect(hub.port).not.toBe(taken)
  expect(hub.notices).toEqual([`Port ${taken} is taken, so the hub uses ${hub.port}.`])
  blocker.close()
})

test('its files are its owner’s alone', async () => {
  await bench.hub()
  const modes = await Promise.all(
    ['', 'sessions', 'hub.json', 'hub-state.json'].map(
      async (name) => (await stat(join(bench.runtime, name))).mode & 0o777,
    ),
  )
  expect(modes).toEqual([0o700, 0o700, 0o600, 0o600])
})

test('a folder that is open to others, or a link, is not used, and it is said what to do', async () => {
  await mkdir(bench.runtime, { recursive: true })
  await chmod(bench.runtime, 0o755)
  await expect(bench.hub()).rejects.toThrow(`chmod 700 ${bench.runtime}`)
  await chmod(bench.runtime, 0o700)
  await symlink('/tmp', join(bench.runtime, 'sessions'))
  await expect(bench.hub()).rejects.toThrow('is not a folder')
})

test('the version is the package’s', () => {
  expect(version).toBe(manifest.version)
})

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}
