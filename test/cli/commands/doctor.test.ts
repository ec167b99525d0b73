// `rigscope doctor` says what is there and what is wrong, and changes nothing.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programs } from '../program'

const bench = programs()

describe('rigscope doctor', () => {
  it('says what is there, the hub and the sessions, each setting with its source, and changes nothing', async () => {
    const before = bench.rigscope(['doctor'], { RIGSCOPE_RUNTIME_DIR: join(bench.runtime, 'not-yet') })
    await before.exit
    expect(before.output).toMatch(/^Hub +not running$/m)
    expect(bench.left()).toEqual([])
    const hub = bench.rigscope(['start', '--no-open', '--hub-only'])
    const address = await hub.says('Panel:')
    const doctor = bench.rigscope(['doctor', '--json'], { RIGSCOPE_PANEL_TARGET_FPS: '30' })
    await doctor.exit
    const found = JSON.parse(doctor.output) as Record<string, unknown>
    expect(found).toMatchObject({
      node: process.versions.node,
      runtimeFolder: { path: bench.runtime, exists: true },
      hub: { address, pid: hub.child.pid },
      sessions: [],
    })
    expect(found['settings']).toContainEqual({ name: 'panel.targetFps', value: 30, from: 'RIGSCOPE_PANEL_TARGET_FPS' })
    await hub.stop()
  })

  it('ends with 1 and sentences when something is wrong', async () => {
    const doctor = bench.rigscope(['doctor'], { RIGSCOPE_HUB_PORT: 'many', RIGSCOPE_BLENDER: '/nowhere/blender' })
    expect(await doctor.exit).toBe(1)
    expect(doctor.output).toContain('RIGSCOPE_HUB_PORT')
    expect(doctor.output).toContain('RIGSCOPE_BLENDER names /nowhere/blender, which is no program that can be started.')
  })
})
