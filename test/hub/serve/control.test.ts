// What programs that can read hub.json ask of a hub, and what a hub answers that is not ready yet.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listen } from '../../../hub/serve/listen'
import { signIn } from '../workbench'
import { serveBench, upgradeOn } from './serve-bench'

const bench = serveBench()

describe('control', () => {
  const token = async () =>
    (JSON.parse(await readFile(join(bench.runtime, 'hub.json'), 'utf8')) as { controlToken: string }).controlToken

  test('is for who can read bench.hub.json', async () => {
    const authorization = `Bearer ${await token()}`
    expect(JSON.parse((await bench.raw('/control/about', { authorization })).text)).toMatchObject({ pid: process.pid })
    const { code } = JSON.parse((await bench.raw('/control/code', { authorization }, 'POST')).text) as { code: string }
    expect((await signIn(bench.hub, code)).cookie).toContain('rigscope-')
    expect((await bench.raw('/control/nothing', { authorization }, 'POST')).status).toBe(404)
    for (const headers of [
      {},
      { authorization: 'Bearer x' },
      { authorization, origin: bench.hub.address },
      { cookie: (await signIn(bench.hub)).cookie },
    ])
      expect((await bench.raw('/control/code', headers as Record<string, string>, 'POST')).status).toBe(401)
  })

  test('quits the bench.hub, which then leaves nothing but its state', async () => {
    expect((await bench.raw('/control/quit', { authorization: `Bearer ${await token()}` }, 'POST')).status).toBe(200)
    await bench.hub.closed
    expect((await readdir(bench.runtime)).sort()).toEqual(['hub-state.json', 'sessions', 'state'])
  })
})

test('a hub that starts answers at once that it is not ready, and nobody who came then hangs', async () => {
  const starting = await listen(0)
  const address = `http://127.0.0.1:${starting.port}`
  for (const path of ['/', '/hub', '/login', '/control/about']) {
    const response = await fetch(`${address}${path}`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
  }
  expect(await upgradeOn(starting.port, { origin: address }, 'x')).toBe(503)
  starting.open((_request, response) => response.end('ready'))
  expect(await (await fetch(address)).text()).toBe('ready')
  expect([starting.server.listenerCount('request'), starting.server.listenerCount('upgrade')]).toEqual([1, 0])
  await starting.close()
})
