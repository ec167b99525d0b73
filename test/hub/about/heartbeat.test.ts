// The hub's heartbeat: a panel hears at once and once a second that the hub is there, with no session at all.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { collect, until, type Workbench, workbench } from '../workbench'

let bench: Workbench
beforeEach(async () => {
  bench = await workbench()
})
afterEach(() => bench.end())

test('the heart beats at once, and each second from then on', async () => {
  const { items } = collect(bench.panel(await bench.hub()), 'about.heartbeat', {})
  await until('three beats', () => items.length === 3)
  const gaps = items.slice(1).map(({ atMs }, at) => atMs - (items[at]?.atMs ?? 0))
  for (const gap of gaps) expect(gap).toBeGreaterThan(900)
  for (const gap of gaps) expect(gap).toBeLessThan(2000)
})
