// What anybody on this machine is served: the built panel, shut in by its headers, and no other file.
import { describe, expect, test } from 'vitest'
import { workbench } from '../workbench'
import { serveBench } from './serve-bench'

const bench = serveBench()

describe('the panel’s files', () => {
  test('are served to anybody on this machine, with every header that shuts the page in', async () => {
    const page = await bench.raw('/')
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
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${bench.hub.port};`)
    expect(policy).not.toMatch(/unsafe|\*/)
    const script = await bench.raw('/assets/main-Dk3jd93s.js')
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect((await bench.raw('/', {}, 'HEAD')).text).toBe('')
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
    const answer = await bench.raw(path)
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
    expect((await bench.raw('/', {}, 'POST')).status).toBe(405)
    expect((await bench.raw('/index.html', {}, 'DELETE')).status).toBe(405)
  })
})
