// Where the panel opens: in a window of its own where Electron is at hand, else in the browser, with one line that says so. Electron and
// the browser are scripts here.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { programs, root, waitFor } from '../program'

const bench = programs()
let folder: string
let env: Record<string, string>

beforeEach(() => {
  folder = join(bench.runtime, 'programs ü')
  mkdirSync(folder, { recursive: true })
  script('xdg-open', 'exit 0')
  env = { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: folder, PATH: `${folder}:/usr/bin:/bin` }
})

/** Writes what it was called with, and its process, before it does what it should. */
function script(name: string, then: string): void {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' $$ "$@" > "${path}.called"\n${then}\n`)
  chmodSync(path, 0o755)
}
const called = (name: string): string[] | null => {
  const file = join(folder, `${name}.called`)
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  return lines.length > 1 ? lines : null
}
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe.skipIf(process.platform === 'win32')('The panel opens', () => {
  it('in its own window, which ends with what started it', async () => {
    script('electron', 'exec sleep 60')
    const start = bench.rigscope(['start', '--hub-only'], env)
    const [pid = '0', ...args] = await waitFor(
      () => 'Electron',
      () => called('electron'),
    )
    expect(args).toEqual([root.replace(/\/$/, '')])
    await start.says('Open:')
    await waitFor(
      () => 'the window to count as open',
      () => (isAlive(Number(pid)) ? true : null),
    )
    await new Promise((later) => setTimeout(later, 3200))
    expect(start.output).not.toContain('browser')
    expect(called('xdg-open')).toBeNull()
    await start.stop()
    await waitFor(
      () => 'the window to end',
      () => (isAlive(Number(pid)) ? null : true),
    )
  })

  it('in the browser where Electron does not come up, and says both', async () => {
    script('electron', 'exit 7')
    const start = bench.rigscope(['start', '--hub-only'], env)
    const opener = await start.says('Open:')
    expect(
      (
        await waitFor(
          () => 'the browser',
          () => called('xdg-open'),
        )
      )[1],
    ).toBe(opener)
    expect(start.output).toMatch(
      /^The window did not open: .*electron ended with code 7\. The panel opens in the browser instead\.$/m,
    )
    await start.stop()
  })

  it('in the browser where there is no Electron, and says so in one line', async () => {
    const start = bench.rigscope(['start', '--hub-only'], env)
    await waitFor(
      () => 'the browser',
      () => called('xdg-open'),
    )
    const said = start.output.split('\n').filter((line) => line.includes('Electron'))
    expect(said).toEqual([expect.stringMatching(/where there is no Electron, so the panel opens in the browser\.$/)])
    await start.stop()
  })

  it('in the browser where that is set, without a word of Electron', async () => {
    script('electron', 'exec sleep 60')
    const start = bench.rigscope(['start', '--hub-only'], { ...env, RIGSCOPE_PANEL_OPEN: 'browser' })
    await waitFor(
      () => 'the browser',
      () => called('xdg-open'),
    )
    expect([called('electron'), start.output.includes('Electron')]).toEqual([null, false])
    await start.stop()
  })

  it('nowhere where that is set', async () => {
    script('electron', 'exec sleep 60')
    const start = bench.rigscope(['start', '--hub-only'], { ...env, RIGSCOPE_PANEL_OPEN: 'none' })
    await start.says('Open:')
    await new Promise((later) => setTimeout(later, 300))
    expect([called('electron'), called('xdg-open')]).toEqual([null, null])
    await start.stop()
  })

  it('by rigscope open too, which then needs no hub in the background', async () => {
    // As an application that runs already and was told.
    script('electron', 'exit 0')
    const open = bench.rigscope(['open', '--session', 'walk-0001'], env)
    expect(await open.exit).toBe(0)
    expect(called('electron')?.slice(2)).toEqual(['--session', 'walk-0001'])
    expect(open.output).toContain('The panel is open in its own window.')
    expect(existsSync(join(bench.runtime, 'hub.json'))).toBe(false)
  })
})
