// What the hub answers over HTTP and WebSocket, and to whom: every way in that is not the panel's own is shut.
import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { offeredProtocols } from '../../../hub/carrier/ws-carrier'
import type { Hub } from '../../../hub/hub'
import { Codes } from '../../../hub/serve/codes'
import { listen } from '../../../hub/serve/listen'
import { PanelPass } from '../../../hub/serve/panel-pass'
import { asked, browserPanel, signIn, until, type Workbench, workbench } from '../workbench'

let bench: Workbench
let hub: Hub
let panelFolder: string

beforeEach(async () => {
  bench = await workbench()
  panelFolder = join(bench.runtime, '..', 'panel')
  await mkdir(join(panelFolder, 'assets'), { recursive: true })
  await writeFile(join(panelFolder, 'index.html'), '<!doctype html><title>Rigscope</title>')
  await writeFile(join(panelFolder, 'assets', 'main-Dk3jd93s.js'), 'export {}')
  await writeFile(join(panelFolder, '..', 'secret.txt'), 'secret')
  await symlink(join(panelFolder, '..', 'secret.txt'), join(panelFolder, 'link.txt'))
  hub = await bench.hub()
})
afterEach(() => bench.end())

/** A request exactly as given: paths are not tidied, and Host can be anything. */
function raw(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body = '',
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: hub.port, path, method, headers }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The status with which an upgrade is refused, or 101. */
function upgrade(headers: Record<string, string>, key: string | null, path = '/hub', port = hub.port): Promise<number> {
  return new Promise((resolve, reject) => {
    const protocols = key === null ? [] : offeredProtocols(key)
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', reject)
  })
}

describe('the panel’s files', () => {
  test('are served to anybody on this machine, with every header that shuts the page in', async () => {
    const page = await raw('/')
    expect(page.status).toBe(200)
    expect(page.text).toContain('<title>Rigscope')
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${hub.port};`)
    expect(policy).not.toMatch(/unsafe|\*/)
    const script = await raw('/assets/main-Dk3jd93s.js')
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect((await raw('/', {}, 'HEAD')).text).toBe('')
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/%2e%2e%5csecret.txt',
    '//etc/hostname.txt',
    '/link.txt',
    '/%00index.html',
    '/%',
    '/assets',
    '/package.json',
  ])('are never others: %s', async (path) => {
    const answer = await raw(path)
    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('secret')
  })

  test('are not there before the build, which is said', async () => {
    const bare = await workbench()
    const other = await bare.hub()
    const response = await fetch(other.address)
    expect([response.status, await response.text()]).toEqual([503, 'The panel is not built. Run: npm run build\n'])
    await bare.end()
  })

  test('can only be read', async () => {
    expect((await raw('/', {}, 'POST')).status).toBe(405)
    expect((await raw('/index.html', {}, 'DELETE')).status).toBe(405)
  })
})

test('a name that was made to point here is answered by nobody', async () => {
  const { cookie, key } = await signIn(hub)
  for (const host of [
    'evil.example',
    `evil.example:${hub.port}`,
    'localhost',
    `127.0.0.1:${hub.port + 1}`,
    `127.0.0.1.nip.io:${hub.port}`,
  ]) {
    expect((await raw('/', { host })).status).toBe(421)
    expect((await raw('/control/about', { host })).status).toBe(421)
    expect(await upgrade({ host, cookie, origin: hub.address }, key)).toBe(421)
  }
})

describe('signing in', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    raw('/login', { origin: hub.address, 'content-type': 'application/json', ...headers }, 'POST', body)

  test('takes a code once, and gives a cookie named with the port that scripts cannot read, and a key beside it', async () => {
    const code = await hub.newCode()
    const first = await post(JSON.stringify({ code }))
    expect(first.status).toBe(200)
    const cookie = String(first.headers['set-cookie'])
    const { key } = JSON.parse(first.text) as { key: string }
    expect(Buffer.from(key, 'base64url')).toHaveLength(32)
    expect(cookie).not.toContain(key)
    expect(cookie).toMatch(new RegExp(`^rigscope-${hub.port}=`))
    expect(cookie).toContain('HttpOnly; SameSite=Strict; Path=/')
    expect((await post(JSON.stringify({ code }))).status).toBe(401)
  })

  test('refuses other origins, other shapes and long bodies', async () => {
    const code = await hub.newCode()
    expect((await post(JSON.stringify({ code }), { origin: 'http://evil.example' })).status).toBe(403)
    expect((await post(JSON.stringify({ code }), { origin: 'null' })).status).toBe(403)
    expect((await raw('/login', { 'content-type': 'application/json' }, 'POST', JSON.stringify({ code }))).status).toBe(
      403,
    )
    expect((await post(JSON.stringify({ code }), { 'content-type': 'text/plain' })).status).toBe(400)
    expect((await post('{')).status).toBe(400)
    expect((await post('{"code":5}')).status).toBe(400)
    expect((await post(JSON.stringify({ code, more: 'x'.repeat(5000) }))).status).toBe(400)
    expect((await raw('/login')).status).toBe(405)
    expect((await post(JSON.stringify({ code }))).status).toBe(200)
  })

  test('slows guessing down', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 12; i += 1) statuses.push((await post(JSON.stringify({ code: `guess ${i}` }))).status)
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(statuses.slice(10)).toEqual([429, 429])
  })

  test('takes no code after ten minutes, and guessing waits a minute, but never who has the right one', () => {
    let nowMs = 0
    const codes = new Codes(() => nowMs)
    const code = codes.create()
    const late = codes.create()
    nowMs = 9.9 * 60_000
    expect(codes.redeem(code)).toBe('welcome')
    nowMs = 10 * 60_000
    expect(codes.redeem(late)).toBe('wrong')
    for (let i = 0; i < 20; i += 1) codes.redeem('x')
    expect(codes.redeem('x')).toBe('tooMany')
    expect(codes.redeem(codes.create())).toBe('welcome')
    nowMs += 60_001
    expect(codes.redeem('x')).toBe('wrong')
    expect(codes.redeem(codes.create())).toBe('welcome')
  })

  test('holds for thirty days, for this port and this secret, and only cookie and key together', () => {
    let nowSeconds = 1000
    const pass = new PanelPass('secret', 4000, () => nowSeconds)
    const issued = pass.issue()
    const { key } = issued
    const header = issued.setCookie.split(';')[0] ?? ''
    expect(pass.isHeld(`a=b; ${header}; c=d`, key)).toBe(true)
    expect(pass.isHeld(undefined, key)).toBe(false)
    expect(pass.isHeld(header, '')).toBe(false)
    expect(pass.isHeld(header, header.split('.').at(-1) ?? '')).toBe(false)
    expect(pass.isHeld(header, pass.issue().key)).toBe(false)
    expect(pass.isHeld(header.replace(/\d+\./, '9999999999.'), key)).toBe(false)
    expect(pass.isHeld(header.slice(0, -1), key)).toBe(false)
    expect(new PanelPass('other', 4000, () => nowSeconds).isHeld(header, key)).toBe(false)
    expect(new PanelPass('secret', 4001, () => nowSeconds).isHeld(header.replace('4000', '4001'), key)).toBe(false)
    nowSeconds += 30 * 24 * 3600 + 1
    expect(pass.isHeld(header, key)).toBe(false)
  })
})

describe('the WebSocket', () => {
  test('opens for the panel’s own page that signed in, and for nobody else', async () => {
    const { cookie, key } = await signIn(hub)
    const origin = hub.address
    expect(await upgrade({ cookie, origin }, key)).toBe(101)
    expect(await upgrade({ origin }, key)).toBe(401)
    expect(await upgrade({ cookie: `rigscope-${hub.port}=1.2.3`, origin }, key)).toBe(401)
    expect(await upgrade({ cookie }, key)).toBe(403)
    for (const foreign of [
      'http://evil.example',
      'null',
      `http://localhost:${hub.port}`,
      `https://127.0.0.1:${hub.port}`,
      'http://127.0.0.1',
    ])
      expect(await upgrade({ cookie, origin: foreign }, key)).toBe(403)
    expect(await upgrade({ cookie, origin }, key, '/other')).toBe(404)
  })

  test('stays shut for a cookie alone, which every server on 127.0.0.1 is sent', async () => {
    const { cookie, key } = await signIn(hub)
    const origin = hub.address
    for (const other of [null, '', 'x', (await signIn(hub)).key])
      expect(await upgrade({ cookie, origin }, other)).toBe(401)
    expect((await raw('/hub')).status).toBe(401)
    expect((await raw('/hub', { cookie })).status).toBe(401)
    expect((await raw('/hub', { cookie, authorization: `Bearer ${key}` })).status).toBe(426)
  })

  test('opens for a program with the token of hub.json, which no page can be', async () => {
    const { controlToken } = JSON.parse(await readFile(join(bench.runtime, 'hub.json'), 'utf8')) as {
      controlToken: string
    }
    const authorization = `Bearer ${controlToken}`
    expect(await upgrade({ authorization }, null)).toBe(101)
    expect(await upgrade({ authorization, origin: hub.address }, null)).toBe(401)
    expect(await upgrade({ authorization: 'Bearer x' }, null)).toBe(403)
  })

  test('carries the hub’s API', async () => {
    const panel = await browserPanel(hub, await signIn(hub))
    expect(await asked(panel, 'about.hub', {})).toMatchObject({ pid: process.pid, runtimeFolder: bench.runtime })
    const { settings } = await asked(panel, 'settings.effective', {})
    expect(settings.find(({ name }) => name === 'hub.port')).toEqual({ name: 'hub.port', value: 0, from: 'default' })
    panel.close()
  })

  test('ends a panel that sends too much, and only that one', async () => {
    const pass = await signIn(hub)
    const good = await browserPanel(hub, pass)
    const headers = { cookie: pass.cookie, origin: hub.address }
    const bad = new WebSocket(`${hub.address.replace('http', 'ws')}/hub`, offeredProtocols(pass.key), { headers })
    let code = 0
    bad.on('close', (number) => (code = number))
    bad.on('error', () => undefined)
    bad.on('open', () => bad.send('x'.repeat(2 << 20)))
    await until('closed', () => code === 1009)
    expect(await good.ask('about.hub', {})).toMatchObject({ ok: true })
    good.close()
  })
})

describe('control', () => {
  const token = async () =>
    (JSON.parse(await readFile(join(bench.runtime, 'hub.json'), 'utf8')) as { controlToken: string }).controlToken

  test('is for who can read hub.json', async () => {
    const authorization = `Bearer ${await token()}`
    expect(JSON.parse((await raw('/control/about', { authorization })).text)).toMatchObject({ pid: process.pid })
    const { code } = JSON.parse((await raw('/control/code', { authorization }, 'POST')).text) as { code: string }
    expect((await signIn(hub, code)).cookie).toContain('rigscope-')
    expect((await raw('/control/nothing', { authorization }, 'POST')).status).toBe(404)
    for (const headers of [
      {},
      { authorization: 'Bearer x' },
      { authorization, origin: hub.address },
      { cookie: (await signIn(hub)).cookie },
    ])
      expect((await raw('/control/code', headers as Record<string, string>, 'POST')).status).toBe(401)
  })

  test('quits the hub, which then leaves nothing but its state', async () => {
    expect((await raw('/control/quit', { authorization: `Bearer ${await token()}` }, 'POST')).status).toBe(200)
    await hub.closed
    expect((await readdir(bench.runtime)).sort()).toEqual(['hub-state.json', 'sessions'])
  })
})

test('a hub that starts answers at once that it is not ready, and nobody who came then hangs', async () => {
  const starting = await listen(0)
  const address = `http://127.0.0.1:${starting.port}`
  for (const path of ['/', '/hub', '/login', '/control/about']) {
    const response = await fetch(`${address}${path}`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
  }
  expect(await upgrade({ origin: address }, 'x', '/hub', starting.port)).toBe(503)
  starting.open((_request, response) => response.end('ready'))
  expect(await (await fetch(address)).text()).toBe('ready')
  expect([starting.server.listenerCount('request'), starting.server.listenerCount('upgrade')]).toEqual([1, 0])
  await starting.close()
})

test('the opener file is its owner’s alone, carries a code that works once, and old ones are swept', async () => {
  const old = await hub.openerFile()
  await utimes(old, new Date(0), new Date(0))
  const path = await hub.openerFile()
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  const page = await readFile(path, 'utf8')
  const code = /url=http:\/\/127\.0\.0\.1:\d+\/#code=([\w-]+)"/.exec(page)?.[1] ?? ''
  expect(page).toContain(`url=${hub.address}/#code=`)
  await signIn(hub, code)
  await expect(signIn(hub, code)).rejects.toThrow('401')
  expect((await readdir(bench.runtime)).filter((name) => name.startsWith('open-'))).toHaveLength(1)
})
