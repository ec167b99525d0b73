// What app://rigscope/ answers: the built panel under a strict policy, offered files, and captures by way of a hub; nothing beside them.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerApp, appScheme } from '../../electron/app-scheme'
import type { HubDoor } from '../../electron/hub-word'

let folder: string
let door: HubDoor | null
let answer: (request: Request) => Promise<Response>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rigscope-scheme-'))
  const panelFolder = join(folder, 'panel')
  await mkdir(join(panelFolder, 'assets'), { recursive: true })
  await writeFile(join(panelFolder, 'index.html'), '<!doctype html><title>Rigscope</title>')
  await writeFile(join(panelFolder, 'assets', 'main-Dk3jd93s.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'walk.rigscope'), 'content')
  await symlink(join(folder, 'secret.txt'), join(panelFolder, 'link.txt'))
  door = null
  const offered = (id: string) => (id === 'given' ? join(folder, 'walk.rigscope') : undefined)
  answer = answerApp({ panelFolder, hubDoor: () => door, offered })
})
afterEach(() => rm(folder, { recursive: true }))

const get = (address: string, init?: RequestInit) => answer(new Request(address, init))

test('the scheme is a secure, standard one that passes no policy by', () => {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  expect(appScheme).toEqual({ scheme: 'app', privileges })
})

describe('The panel', () => {
  test.each([
    ['app://rigscope/', 'text/html; charset=utf-8', '<!doctype'],
    ['app://rigscope/assets/main-Dk3jd93s.js?x#y', 'text/javascript; charset=utf-8', 'export'],
  ])('is served at %s', async (address, type, begins) => {
    const response = await get(address)
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, type])
    expect(await response.text()).toMatch(new RegExp(`^${begins}`))
  })

  test('comes with a policy that lets it speak with nobody but us', async () => {
    for (const address of ['app://rigscope/', 'app://rigscope/missing', 'app://rigscope/offered/given']) {
      const { headers } = await get(address)
      const policy = headers.get('Content-Security-Policy')
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).toContain("connect-src 'self';")
      expect(policy).not.toMatch(/unsafe|\*|http|ws:/)
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    }
  })

  test.each([
    'app://rigscope/../secret.txt',
    'app://rigscope/%2e%2e/secret.txt',
    'app://rigscope/..%2fsecret.txt',
    'app://rigscope/..%5csecret.txt',
    'app://rigscope/assets/../../secret.txt',
    'app://rigscope//secret.txt',
    'app://rigscope/link.txt',
    'app://rigscope/%00',
    'app://rigscope/%ff',
    'app://rigscope/assets/',
    'app://other/',
    'app://rigscope.example.org/index.html',
  ])('gives nothing out for %s', async (address) => {
    const response = await get(address)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('secret')
  })

  test('that is not built says so', async () => {
    await rm(join(folder, 'panel', 'index.html'))
    const response = await get('app://rigscope/')
    expect([response.status, await response.text()]).toEqual([503, 'The panel is not built. Run: npm run build\n'])
  })

  test('is read only', async () => {
    expect((await get('app://rigscope/', { method: 'POST', body: 'x' })).status).toBe(405)
  })
})

test('a file that was offered is read under its id alone', async () => {
  expect(await (await get('app://rigscope/offered/given')).text()).toBe('content')
  for (const id of ['other', '..%2fsecret', ''])
    expect((await get(`app://rigscope/offered/${id}`)).status, id).toBe(404)
})

describe('Captures', () => {
  let hub: Server
  let heard: { readonly request: IncomingMessage; readonly body: string }[]
  beforeEach(async () => {
    heard = []
    hub = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        heard.push({ request, body })
        const headers = { 'Content-Type': 'text/plain', 'Content-Disposition': 'x', 'Set-Cookie': 'rigscope=1' }
        response.writeHead(request.url === '/captures/gone' ? 404 : 200, headers).end('from the hub')
      })
    })
    await new Promise<void>((done) => hub.listen(0, '127.0.0.1', done))
    door = { port: (hub.address() as AddressInfo).port, controlToken: 'control-token' }
  })
  afterEach(() => new Promise((done) => hub.close(done)))

  test('are fetched from the hub with the token that the page never sees', async () => {
    const headers = { Authorization: 'Bearer of-the-page', Cookie: 'a=b', Origin: 'app://rigscope' }
    const response = await get('app://rigscope/captures/c1/export?as=chrome', { headers })
    expect([response.status, await response.text()]).toEqual([200, 'from the hub'])
    expect(response.headers.get('Content-Disposition')).toBe('x')
    expect(response.headers.get('Set-Cookie')).toBeNull()
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    const { url, headers: sent } = heard[0]?.request ?? {}
    expect([url, sent?.authorization]).toEqual(['/captures/c1/export?as=chrome', 'Bearer control-token'])
    expect([sent?.origin, sent?.cookie]).toEqual([undefined, undefined])
  })

  test('are posted, and refused with the hub’s own words', async () => {
    await get('app://rigscope/captures?name=walk', { method: 'POST', body: 'bytes of a file' })
    expect([heard[0]?.request.method, heard[0]?.request.url, heard[0]?.body]).toEqual([
      'POST',
      '/captures?name=walk',
      'bytes of a file',
    ])
    expect((await get('app://rigscope/captures/gone')).status).toBe(404)
  })

  test.each([
    'app://rigscope/captures/../control/quit',
    'app://rigscope/captures/%2e%2e/control/quit',
    'app://rigscope/captures\\..\\control\\quit',
    'app://rigscope/captures/..\\..\\control/quit',
    'app://rigscope/captures/..;/control',
    'app://rigscope/control/quit',
    'app://rigscope/capturesx',
    'app://rigscope//example.org/captures/',
    'app://rigscope/hub',
    'app://rigscope/login',
  ])('open no other door of the hub: %s', async (address) => {
    await get(address, { method: 'GET' })
    expect(heard.map(({ request }) => request.url).filter((url) => !url?.startsWith('/captures/'))).toEqual([])
  })

  test('say so where no hub serves, or it does not answer', async () => {
    const port = door?.port ?? 0
    door = null
    expect((await get('app://rigscope/captures/c1')).status).toBe(503)
    door = { port, controlToken: 'x' }
    await new Promise((done) => hub.close(done))
    const response = await get('app://rigscope/captures/c1')
    expect([response.status, await response.text()]).toEqual([
      502,
      expect.stringMatching(/^The hub does not answer/) as string,
    ])
  })
})
