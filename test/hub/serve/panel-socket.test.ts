// Whom the hub’s WebSocket opens for: the panel’s own page with its pass, programs with the token, and nobody else.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { offeredProtocols } from '../../../hub/carrier/ws-carrier'
import { asked, browserPanel, signIn, until } from '../workbench'
import { serveBench } from './serve-bench'

const bench = serveBench()

describe('the WebSocket', () => {
  test('opens for the panel’s own page that signed in, and for nobody else', async () => {
    const { cookie, key } = await signIn(bench.hub)
    const origin = bench.hub.address
    expect(await bench.upgrade({ cookie, origin }, key)).toBe(101)
    expect(await bench.upgrade({ origin }, key)).toBe(401)
    expect(await bench.upgrade({ cookie: `rigscope-${bench.hub.port}=1.2.3`, origin }, key)).toBe(401)
    expect(await bench.upgrade({ cookie }, key)).toBe(403)
    for (const foreign of [
      'http://evil.example',
      'null',
      `http://localhost:${bench.hub.port}`,
      `https://127.0.0.1:${bench.hub.port}`,
      'http://127.0.0.1',
    ])
      expect(await bench.upgrade({ cookie, origin: foreign }, key)).toBe(403)
    expect(await bench.upgrade({ cookie, origin }, key, '/other')).toBe(404)
  })

  test('stays shut for a cookie alone, which every server on 127.0.0.1 is sent', async () => {
    const { cookie, key } = await signIn(bench.hub)
    const origin = bench.hub.address
    for (const other of [null, '', 'x', (await signIn(bench.hub)).key])
      expect(await bench.upgrade({ cookie, origin }, other)).toBe(401)
    expect((await bench.raw('/hub')).status).toBe(401)
    expect((await bench.raw('/hub', { cookie })).status).toBe(401)
    expect((await bench.raw('/hub', { cookie, authorization: `Bearer ${key}` })).status).toBe(426)
  })

  test('opens for a program with the token of bench.hub.json, which no page can be', async () => {
    const { controlToken } = JSON.parse(await readFile(join(bench.runtime, 'hub.json'), 'utf8')) as {
      controlToken: string
    }
    const authorization = `Bearer ${controlToken}`
    expect(await bench.upgrade({ authorization }, null)).toBe(101)
    expect(await bench.upgrade({ authorization, origin: bench.hub.address }, null)).toBe(401)
    expect(await bench.upgrade({ authorization: 'Bearer x' }, null)).toBe(403)
  })

  test('carries the hub’s API', async () => {
    const panel = await browserPanel(bench.hub, await signIn(bench.hub))
    expect(await asked(panel, 'about.hub', {})).toMatchObject({ pid: process.pid, runtimeFolder: bench.runtime })
    const { settings } = await asked(panel, 'settings.effective', {})
    expect(settings.find(({ name }) => name === 'hub.port')).toEqual({ name: 'hub.port', value: 0, from: 'default' })
    panel.close()
  })

  test('ends a panel that sends too much, and only that one', async () => {
    const pass = await signIn(bench.hub)
    const good = await browserPanel(bench.hub, pass)
    const headers = { cookie: pass.cookie, origin: bench.hub.address }
    const bad = new WebSocket(`${bench.hub.address.replace('http', 'ws')}/hub`, offeredProtocols(pass.key), { headers })
    let code = 0
    bad.on('close', (number) => (code = number))
    bad.on('error', () => undefined)
    bad.on('open', () => bad.send('x'.repeat(2 << 20)))
    await until('closed', () => code === 1009)
    expect(await good.ask('about.hub', {})).toMatchObject({ ok: true })
    good.close()
  })
})

test('a name that was made to point here is answered by nobody', async () => {
  const { cookie, key } = await signIn(bench.hub)
  for (const host of [
    'evil.example',
    `evil.example:${bench.hub.port}`,
    'localhost',
    `127.0.0.1:${bench.hub.port + 1}`,
    `127.0.0.1.nip.io:${bench.hub.port}`,
  ]) {
    expect((await bench.raw('/', { host })).status).toBe(421)
    expect((await bench.raw('/control/about', { host })).status).toBe(421)
    expect(await bench.upgrade({ host, cookie, origin: bench.hub.address }, key)).toBe(421)
  }
})
