// How a page signs in: a code that works once buys a pass, cookie and key together, and guessing is slow.
import { readdir, readFile, stat, utimes } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { Codes } from '../../../hub/serve/codes'
import { PanelPass } from '../../../hub/serve/panel-pass'
import { signIn } from '../workbench'
import { serveBench } from './serve-bench'

const bench = serveBench()

describe('signing in', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    bench.raw('/login', { origin: bench.hub.address, 'content-type': 'application/json', ...headers }, 'POST', body)

  test('takes a code once, and gives a cookie named with the port that scripts cannot read, and a key beside it', async () => {
    const code = await bench.hub.newCode()
    const first = await post(JSON.stringify({ code }))
    expect(first.status).toBe(200)
    const cookie = String(first.headers['set-cookie'])
    const { key } = JSON.parse(first.text) as { key: string }
    expect(Buffer.from(key, 'base64url')).toHaveLength(32)
    expect(cookie).not.toContain(key)
    expect(cookie).toMatch(new RegExp(`^rigscope-${bench.hub.port}=`))
    expect(cookie).toContain('HttpOnly; SameSite=Strict; Path=/')
    expect((await post(JSON.stringify({ code }))).status).toBe(401)
  })

  test('refuses other origins, other shapes and long bodies', async () => {
    const code = await bench.hub.newCode()
    expect((await post(JSON.stringify({ code }), { origin: 'http://evil.example' })).status).toBe(403)
    expect((await post(JSON.stringify({ code }), { origin: 'null' })).status).toBe(403)
    expect(
      (await bench.raw('/login', { 'content-type': 'application/json' }, 'POST', JSON.stringify({ code }))).status,
    ).toBe(403)
    expect((await post(JSON.stringify({ code }), { 'content-type': 'text/plain' })).status).toBe(400)
    expect((await post('{')).status).toBe(400)
    expect((await post('{"code":5}')).status).toBe(400)
    expect((await post(JSON.stringify({ code, more: 'x'.repeat(5000) }))).status).toBe(400)
    expect((await bench.raw('/login')).status).toBe(405)
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

test('the opener file is its owner’s alone, carries a code that works once, and old ones are swept', async () => {
  const old = await bench.hub.openerFile()
  await utimes(old, new Date(0), new Date(0))
  const path = await bench.hub.openerFile()
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  const page = await readFile(path, 'utf8')
  const code = /url=http:\/\/127\.0\.0\.1:\d+\/#code=([\w-]+)"/.exec(page)?.[1] ?? ''
  expect(page).toContain(`url=${bench.hub.address}/#code=`)
  await signIn(bench.hub, code)
  await expect(signIn(bench.hub, code)).rejects.toThrow('401')
  expect((await readdir(bench.runtime)).filter((name) => name.startsWith('open-'))).toHaveLength(1)
})
