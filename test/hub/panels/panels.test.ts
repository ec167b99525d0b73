// Who asks for a panel while one is open has that one come to the front: the one that was opened last, and no second one.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { thisMachine } from '../../../hub/discovery/process-alive'
import { controlHub, type HubControl } from '../../../hub/single/control-hub'
import { findHub } from '../../../hub/single/hub-file'
import { collect, until, type Workbench, workbench } from '../workbench'

let bench: Workbench
beforeEach(async () => {
  bench = await workbench()
})
afterEach(() => bench.end())

async function control(): Promise<HubControl> {
  const file = await findHub(bench.runtime, await thisMachine())
  if (file === null) throw new Error('No hub runs.')
  return controlHub(file)
}

test('without an open panel nobody comes to the front', async () => {
  await bench.hub()
  expect(await (await control()).show(null)).toBe(false)
})

test('the panel that was opened last hears the wish, the others do not', async () => {
  const hub = await bench.hub()
  const first = collect(bench.panel(hub), 'panels.wishes', {})
  const second = collect(bench.panel(hub), 'panels.wishes', {})
  await bench.panel(hub).ask('about.hub', {})
  expect(await (await control()).show('walk-0001')).toBe(true)
  expect(await (await control()).show(null)).toBe(true)
  await until('heard', () => second.items.length === 2)
  expect(second.items).toEqual([{ session: 'walk-0001' }, { session: null }])
  second.stop()
  await bench.panel(hub).ask('about.hub', {})
  expect(await (await control()).show(null)).toBe(true)
  await until('the other', () => first.items.length === 1)
  expect(first.items.at(-1)).toEqual({ session: null })
})
