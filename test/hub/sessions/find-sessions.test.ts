// Which sessions a hub finds, how it greets them, and which address files are none.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hello, nodes, roster, scene } from '../fake-bridge'
import { sessionBench } from '../session-bench'
import { collect, until } from '../workbench'

const bench = sessionBench()

describe('a session', () => {
  test('is found by its address file, greeted with the token and without an Origin, and watched', async () => {
    const made = await bench.bridge()
    await bench.live(made)
    expect(made.requests[0]?.headers).toMatchObject({ authorization: `Bearer ${made.address.token}` })
    expect(made.requests[0]?.headers).not.toHaveProperty('origin')
    expect(made.requests[0]?.headers).not.toHaveProperty('sec-websocket-extensions')
    expect(await until('watch', () => made.asked[0])).toMatchObject({ type: 'watch', frames: true, samples: false })
    expect(bench.summary(made.address.session)).toMatchObject({
      host: { name: 'Fake', version: '1.0' },
      scene: 'walk.fake',
      rigs: ['hero v12', 'prop_rig'],
      origin: { kind: 'live' },
    })
  })

  test('is listed beside others, the newest first, each with its own data', async () => {
    const first = await bench.bridge()
    await bench.live(first)
    const second = await bench.bridge({
      greeting: [hello('second-one'), scene('run.fake'), roster(1, nodes(1))],
      session: 'second-one',
    })
    await bench.live(second)
    const list = collect(bench.panel, 'sessions.list', {})
    const items = await until('list', () => list.items.at(-1))
    expect(items.map(({ scene: name }) => name)).toEqual(['run.fake', 'walk.fake'])
  })
})

test('address files of other machines, dead processes and strangers are no sessions', async () => {
  const template = (await bench.bridge()).address
  const put = (name: string, content: string) =>
    writeFile(join(bench.runtime, 'sessions', `${name}.json`), content, { mode: 0o600 })
  await put('elsewhere-1', JSON.stringify({ ...template, session: 'elsewhere-1', machine: 'another-machine' }))
  await put('other-boot', JSON.stringify({ ...template, session: 'other-boot', bootId: 'another-boot' }))
  await put('dead-pid-1', JSON.stringify({ ...template, session: 'dead-pid-1', pid: 2 ** 22 + 1 }))
  await put('reused-pid', JSON.stringify({ ...template, session: 'reused-pid', processStarted: 1 }))
  await put('not-json-1', '{')
  await put('wrong-name', JSON.stringify({ ...template, session: 'right-name' }))
  await writeFile(
    join(bench.runtime, 'sessions', 'open-to-all.json'),
    JSON.stringify({ ...template, session: 'open-to-all' }),
    { mode: 0o644 },
  )
  const last = await bench.bridge({ session: 'after-all-1', greeting: [hello('after-all-1')] })
  await bench.live(last)
  await until('said', () => bench.hub.notices.length >= 3)
  expect(
    bench.hub
      .sessions()
      .map(({ session }) => session)
      .sort(),
  ).toEqual(['after-all-1', template.session].sort())
  expect(bench.hub.notices.join('\n')).toMatch(/not-json-1.*not JSON|wrong-name.*not named/s)
})
