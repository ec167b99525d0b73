// The desktop application for real, wherever an Electron lies (ELECTRON_OVERRIDE_DIST_PATH, or one that its package downloaded); elsewhere
// each of these is reported as skipped by its name. Everything runs as a person starts it: main file, preload, hub's process, window.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { findElectron } from '../../cli/build/find-electron.mjs'
import { chromeTrace } from '../../model/capture/write/chrome-trace'
import { shoot, shots, type Shot } from '../renderer/scripted-captures'
import { complaints, figureThat, overflows, stateWords } from './page'
import { checkout, clearStage, has, runtimeFolder, startDisplay, startFakeHost, startPanel } from './stage'

const electron = findElectron(checkout)
const asRoot = process.getuid?.() === 0
/** Chromium's sandbox refuses root; nobody else starts it without. */
const switches = asRoot ? ['--no-sandbox'] : []

test.skip(electron.kind === 'missing', electron.kind === 'missing' ? electron.sentence : '')

let runtime: { path: string; remove: () => void }
let display: { name: string; end: () => Promise<void> } | null = null
const running: ElectronApplication[] = []

test.beforeEach(async () => {
  runtime = runtimeFolder()
  const isHeadless = process.platform === 'linux' && (process.env['DISPLAY'] ?? '') === '' && has('Xvfb')
  display ??= isHeadless ? await startDisplay() : null
})
test.afterEach(async () => {
  for (const application of running.splice(0)) await application.close().catch(() => undefined)
  await clearStage()
  runtime.remove()
})
test.afterAll(async () => {
  await display?.end()
})

const environment = (): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  ...(display === null ? {} : { DISPLAY: display.name }),
  RIGSCOPE_RUNTIME_DIR: runtime.path,
})

const commandLine = (args: readonly string[]) => [
  ...switches,
  `--user-data-dir=${join(runtime.path, 'user')}`,
  checkout,
  ...args,
]

async function launch(args: readonly string[] = []): Promise<{ application: ElectronApplication; page: Page }> {
  const application = await _electron.launch({
    executablePath: electron.kind === 'found' ? electron.path : '',
    args: commandLine(args),
    env: environment(),
  })
  running.push(application)
  const page = await application.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  return { application, page }
}

const boundsOf = (application: ElectronApplication) =>
  application.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows()
    const bounds = window?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 }
    return { bounds, area: screen.getDisplayMatching(bounds).workArea, isShown: window?.isVisible() ?? false }
  })

test('a host that plays is shown in the window, its frames and samples carried over the port', async () => {
  startFakeHost(runtime.path, ['--fps', '24', '--nodes', '200'])
  const { page } = await launch()
  const heard = complaints(page)
  expect(page.url()).toBe('app://rigscope/')
  await figureThat(page, 'fps', (fps) => fps > 18 && fps < 26, 60)
  await expect(page.getByRole('region', { name: 'Cost by rig' })).not.toBeEmpty()
  expect(await overflows(page)).toBe(false)
  expect(heard).toEqual([])
})

test('the page has no Node, no Electron, no network, no permission, no other window and nowhere to go', async () => {
  const { application, page } = await launch()
  const found = await page.evaluate(async () => {
    const fails = (act: () => Promise<unknown>) => act().then(String, () => 'refused')
    const all = window as unknown as Record<string, unknown>
    return {
      globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in all),
      api: Object.keys(all['rigscope'] as object).length,
      loopback: await fails(() => fetch('http://127.0.0.1:1/')),
      network: await fails(() => fetch('https://example.org/')),
      file: await fails(() => fetch('file:///etc/hostname')),
      notification: await Notification.requestPermission(),
      clipboard: await fails(() => navigator.clipboard.readText()),
      camera: await fails(() => navigator.mediaDevices.getUserMedia({ video: true })),
      opened: window.open('https://example.org/') === null,
      inline: (() => {
        const script = document.createElement('script')
        script.textContent = 'window.inlineRan = true'
        document.body.append(script)
        return 'inlineRan' in all
      })(),
      evaluated: await fails(() => Promise.resolve((all['eval'] as (text: string) => unknown)('1'))),
    }
  })
  expect(found).toEqual({
    globals: [],
    api: 12,
    loopback: 'refused',
    network: 'refused',
    file: 'refused',
    notification: 'denied',
    clipboard: 'refused',
    camera: 'refused',
    opened: true,
    inline: false,
    evaluated: 'refused',
  })
  await page.evaluate(() => void (location.href = 'https://example.org/'))
  await page.waitForTimeout(500)
  expect(page.url()).toBe('app://rigscope/')
  expect(application.windows()).toHaveLength(1)
})

test('the page’s policy comes with every file, and nothing outside of the build is given out', async () => {
  const { page } = await launch()
  const answers = await page.evaluate(async () => {
    const look = async (path: string) => {
      const response = await fetch(path)
      return [response.status, response.headers.get('Content-Security-Policy')?.slice(0, 18) ?? null]
    }
    return Promise.all(['/index.html', '/../package.json', '/%2e%2e/package.json', '/control/about', '/hub'].map(look))
  })
  const policy = "default-src 'none'"
  expect(answers).toEqual([[200, policy], ...Array.from({ length: 4 }, () => [404, policy])])
})

test('a hub’s process that is killed is started again, and the panel comes back by itself', async () => {
  startFakeHost(runtime.path)
  const { application, page } = await launch()
  await figureThat(page, 'Frame', (ms) => ms > 0, 60)
  await application.evaluate(({ app }) => {
    const hub = app.getAppMetrics().find(({ name }) => name === 'Rigscope hub')
    if (hub === undefined) throw new Error('There is no process of the hub.')
    process.kill(hub.pid, 'SIGKILL')
  })
  await expect(stateWords(page)).toBeVisible({ timeout: 10_000 })
  await expect(page.locator('header').first()).toContainText('Live', { timeout: 20_000 })
  await figureThat(page, 'Frame', (ms) => ms > 0)
})

test('a hub that serves already is used, and when it ends the application’s own takes its place', async () => {
  startFakeHost(runtime.path)
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const { page } = await launch()
  await figureThat(page, 'Frame', (ms) => ms > 0, 60)
  await panel.process.end()
  await expect(page.locator('header').first()).toContainText('Live', { timeout: 20_000 })
})

test('a second start ends at once and has the first show what it was asked for', async () => {
  const { application, page } = await launch()
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = spawn(electron.kind === 'found' ? electron.path : '', commandLine(['--session', 'walk-0001']), {
    env: environment(),
    stdio: 'ignore',
  })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  expect(application.windows()).toHaveLength(1)
  await expect
    .poll(() => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(false)
  await expect(page.locator('header').first()).toBeVisible()
})

test('a .rigscope file that it is started with is opened as a capture; exporting it writes where the dialog says', async () => {
  const trace = join(runtime.path, 'before1.json')
  writeFileSync(trace, [...chromeTrace(shoot(shots['before1'] as Shot))].join(''))
  const { application, page } = await launch()
  await expect(page.getByRole('button', { name: 'Evaluation', exact: true })).toBeVisible()
  await page.keyboard.press('2')
  const answer = (method: 'showOpenDialog' | 'showSaveDialog', path: string) =>
    application.evaluate(
      ({ dialog }, { method, path }) => {
        dialog[method] = () => Promise.resolve({ canceled: false, filePath: path, filePaths: [path] }) as never
      },
      { method, path },
    )
  await answer('showOpenDialog', trace)
  await page.locator('.captures-button').click()
  await page.getByRole('button', { name: 'Open a file…' }).first().click()
  await expect(page.locator('.capture-box').getByRole('heading', { name: 'before1' })).toBeVisible({ timeout: 60_000 })

  const saved = join(runtime.path, 'given away.rigscope')
  await answer('showSaveDialog', saved)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /^Rigscope/ }).click()
  await expect(page.getByRole('button', { name: 'Show in folder' })).toBeVisible({ timeout: 30_000 })
  expect(readFileSync(saved).subarray(0, 2).toString()).toBe('PK')
  await application.close()

  const again = await launch([saved])
  await expect(again.page.locator('.capture-box').getByRole('heading').first()).toBeVisible({ timeout: 60_000 })
})

test('the panel’s own picture is saved', async () => {
  const { application, page } = await launch()
  const file = join(runtime.path, 'panel.png')
  await application.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path }) as never
  }, file)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('picture')
  await page.keyboard.press('Enter')
  await expect.poll(() => existsSync(file) && statSync(file).size > 1000, { timeout: 20_000 }).toBe(true)
  expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG')
})

test('the window opens beside the host, wholly on a screen, and again where it was put last', async () => {
  startFakeHost(runtime.path)
  const { application } = await launch()
  await expect.poll(async () => (await boundsOf(application)).isShown).toBe(true)
  const { bounds, area } = await boundsOf(application)
  expect(bounds.x).toBeGreaterThanOrEqual(area.x)
  expect(bounds.x + bounds.width).toBeLessThanOrEqual(area.x + area.width)
  const put = { x: area.x + 40, y: area.y + 50, width: 500, height: 600 }
  await application.evaluate(({ BrowserWindow }, put) => BrowserWindow.getAllWindows()[0]?.setBounds(put), put)
  await application.close()
  const again = await launch()
  expect((await boundsOf(again.application)).bounds).toEqual(put)
})
