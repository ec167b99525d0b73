// What the user reads when a host, the hub or the page breaks; each with the real processes, the real hub and the real page.
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { figureThat, stateWords } from './page'
import { clearStage, openPanel, runtimeFolder, sessions, startFakeHost, startPanel } from './stage'

test.afterEach(clearStage)

test('a host killed while it streams is called crashed, and what came before is kept', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path)
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await host.end('SIGKILL')
  await expect(stateWords(page)).toContainText('crashed', { timeout: 10_000 })
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await panel.process.line(/crashed/)
  await page.close()
  await panel.process.end()
  runtime.remove()
})

test('five rounds of connect, kill and restart: the panel is back within seconds each time', async ({ browser }) => {
  const runtime = runtimeFolder()
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  for (let round = 0; round < 5; round++) {
    const host = startFakeHost(runtime.path)
    await host.line(/port \d+/)
    await figureThat(page, 'Frame', (ms) => ms > 0, 15)
    await expect(page.locator('header').first()).toContainText('Live', { timeout: 10_000 })
    await host.end('SIGKILL')
    await expect(stateWords(page)).toContainText('crashed', { timeout: 10_000 })
  }
  await page.close()
  await panel.process.end()
  runtime.remove()
})

test('a blocked main thread reads as busy with what runs, and figures go on after it', async ({ browser }) => {
  const runtime = runtimeFolder()
  const seconds = process.env['RIGSCOPE_LONG'] === '1' ? 30 : 12
  const host = startFakeHost(runtime.path, ['--block-after', `4:${seconds}`])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await expect(stateWords(page)).toContainText('is busy', { timeout: 20_000 })
  await panel.process.line(/is busy/)
  await expect(stateWords(page)).toContainText(/fake/i, { timeout: 15_000 })
  await expect(page.locator('header').first()).toContainText('Live', { timeout: (seconds + 10) * 1000 })
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})

test('a stopped process reads as not responding, and goes on when it is woken', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path)
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  host.child.kill('SIGSTOP')
  await expect(stateWords(page)).toContainText('not responding', { timeout: 15_000 })
  host.child.kill('SIGCONT')
  await expect(page.locator('header').first()).toContainText('Live', { timeout: 15_000 })
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})

test('a host that ends in order reads as closed', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path)
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await host.end()
  await expect(stateWords(page)).toContainText(/closed|ended/, { timeout: 10_000 })
  await page.close()
  await panel.process.end()
  runtime.remove()
})

test('a hub that is killed and started again keeps its port, and the open page goes on by itself', async ({
  browser,
}) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path)
  const first = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, first.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await first.process.end('SIGKILL')
  await expect(page.locator('header').first()).toContainText('Hub not reachable', { timeout: 15_000 })
  const second = await startPanel(runtime.path, ['--hub-only'])
  expect(second.address).toBe(first.address)
  await expect(page.locator('header').first()).toContainText('Live', { timeout: 20_000 })
  await page.reload()
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await page.close()
  await second.process.end()
  await host.end()
  runtime.remove()
})

test('a hub that is suspended reads as silent and what is shown as old, and goes on when it is woken', async ({
  browser,
}) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path)
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await expect(page.locator('header').first()).toContainText('Live')
  panel.process.child.kill('SIGSTOP')
  await expect(page.locator('header').first()).toContainText('Hub silent', { timeout: 10_000 })
  await expect(stateWords(page)).toContainText(/has not answered for \d/)
  await expect(page.locator('footer')).toContainText('Hub silent')
  await expect(page.locator('.live.is-old')).toBeVisible()
  panel.process.child.kill('SIGCONT')
  await expect(page.locator('header').first()).toContainText('Live', { timeout: 15_000 })
  await expect(page.locator('footer')).toContainText('Hub connected')
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})

test('a page whose hub hangs at its address tries again, and is back soon after a new one starts', async ({
  browser,
}) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path)
  const first = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, first.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await first.process.end()
  const deaf = createServer(() => undefined)
  await new Promise<void>((listening) => deaf.listen(Number(new URL(first.address).port), '127.0.0.1', listening))
  await expect(page.locator('header').first()).toContainText('Hub not reachable')
  await page.waitForTimeout(6000)
  deaf.close()
  const second = await startPanel(runtime.path, ['--hub-only'])
  expect(second.address).toBe(first.address)
  await expect(page.locator('header').first()).toContainText('Live', { timeout: 8_000 })
  deaf.closeAllConnections()
  await page.close()
  await second.process.end()
  await host.end()
  runtime.remove()
})

test('the cookie of a page alone, which every local server is sent, opens nothing', async ({ browser }) => {
  const runtime = runtimeFolder()
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const context = await browser.newContext()
  const page = await openPanel(context, panel.opener)
  await expect(page.locator('header').first()).toContainText('No session')
  const seen: string[] = []
  const other = createServer((request, response) => {
    seen.push(request.headers.cookie ?? '')
    response.end('<!doctype html>')
  })
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
  const { port } = other.address() as AddressInfo
  const visit = await context.newPage()
  await visit.goto(`http://127.0.0.1:${port}/`)
  const cookie = seen[0] ?? ''
  expect(cookie).toContain(`rigscope-${new URL(panel.address).port}=`)
  const answer = await fetch(`${panel.address}/hub`, { headers: { cookie } })
  expect(answer.status).toBe(401)
  expect(await visit.evaluate(() => localStorage.length)).toBe(0)
  await page.reload()
  await expect(page.locator('header').first()).toContainText('No session')
  other.close()
  await context.close()
  await panel.process.end()
  runtime.remove()
})

test('a reloaded page shows the last minute again, and a used code is refused in a sentence', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path)
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  expect(new URL(page.url()).hash).toBe('')
  await page.reload()
  await figureThat(page, 'Frame', (ms) => ms > 0, 5)
  const stranger = await browser.newContext()
  const second = await stranger.newPage()
  await second.goto(`file://${panel.opener}`)
  await expect(second.locator('body')).toContainText('used or has expired')
  await stranger.close()
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})

test('two hosts at once are two sessions, and a foreign address file is left alone', async ({ browser }) => {
  const runtime = runtimeFolder()
  const one = startFakeHost(runtime.path, ['--scene', 'first_v001'])
  const two = startFakeHost(runtime.path, ['--scene', 'second_v002'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  await panel.process.line(/first_v001.*is connected/)
  await panel.process.line(/second_v002.*is connected/)
  const known = sessions(runtime.path)[0]
  const foreign = join(runtime.path, 'sessions', 'foreign-machine-0001.json')
  writeFileSync(
    foreign,
    JSON.stringify({ ...known, session: 'foreign-machine-0001', machine: 'another-workstation', bootId: 'another' }),
    { mode: 0o600 },
  )
  const page = await openPanel(browser, panel.opener)
  await page.getByRole('combobox', { name: 'Session' }).click()
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.getByRole('option', { name: /first_v001/ }).click()
  await expect(page.getByRole('combobox', { name: 'Session' })).toContainText('first_v001')
  await figureThat(page, 'Frame', (ms) => ms > 0)
  expect(sessions(runtime.path).map((s) => s.session)).toContain('foreign-machine-0001')
  await page.close()
  await panel.process.end()
  await one.end()
  await two.end()
  runtime.remove()
})

test('a wall clock that jumps leaves the age of data right', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path, ['--jump-after', '4:3600'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await page.waitForTimeout(6000)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await expect(page.locator('footer')).not.toContainText(/\d+ (min|h) old/)
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})

test('a probe that fails three times is switched off, and the panel says which', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path, ['--fail-after', '4'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText(/switched off/i, { timeout: 20_000 })
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})
