// The Live section against the real hub and real bridges without a DCC: the shipped recording and the fake host.
import { expect, test } from '@playwright/test'
import { accessibility, complaints, figure, figureThat, overflows } from './page'
import { clearStage, openPanel, runtimeFolder, startFakeHost, startPanel } from './stage'

test.afterEach(clearStage)

test('start plays the shipped recording, and the panel says that it is one', async ({ browser }) => {
  const runtime = runtimeFolder()
  const panel = await startPanel(runtime.path)
  const page = await openPanel(browser, panel.opener)
  const heard = complaints(page)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await expect(page.getByRole('combobox', { name: 'Session' })).toContainText('Blender')
  await expect(page.locator('header').first()).toContainText('Recording')
  await expect(page.getByRole('region', { name: 'Cost by rig' })).toContainText('human', { timeout: 20_000 })
  for (const width of [1400, 800, 400, 360]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await overflows(page), `at ${width} px`).toBe(false)
  }
  expect(heard).toEqual([])
  await page.close()
  await panel.process.end()
  expect(panel.process.exit?.code).toBe(0)
  runtime.remove()
})

test('a host that plays shows fps from its real intervals, and selection goes both ways', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path, ['--fps', '24', '--nodes', '200', '--select-after', '6'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await figureThat(page, 'fps', (fps) => fps > 18 && fps < 26)
  expect(await figure(page, 'Evaluation')).toBeGreaterThan(0)
  await expect(page.locator('header').first()).not.toContainText('Nothing selected', { timeout: 20_000 })

  const row = page.getByRole('grid').locator('.grid-body').getByRole('row').nth(3)
  const name = (await row.getByRole('gridcell').first().innerText()).trim()
  await row.click()
  await page.getByRole('button', { name: /^Select in/ }).click()
  await expect(page.locator('header').first()).toContainText(name)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Pause')
  expect(await accessibility(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await accessibility(page)).toEqual([])
  await page.setViewportSize({ width: 400, height: 900 })
  expect(await accessibility(page)).toEqual([])

  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})

test('fifty thousand nodes with names in any script arrive, sort and filter', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path, ['--nodes', '50000'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await expect(page.getByRole('region', { name: 'Nodes' })).toContainText('50,0', { timeout: 60_000 })
  await page.keyboard.press('/')
  await page.keyboard.type('Flügel')
  await expect(page.getByRole('grid').locator('.grid-body').getByRole('row').first()).toContainText('Flügel')
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})

test('a scene without a rig says so and still shows its frames', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path, ['--rigs', '0', '--nodes', '50'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await figureThat(page, 'Frame', (ms) => ms > 0)
  await expect(page.getByRole('region', { name: 'Cost by rig' })).toContainText('has no rig that Rigscope knows', {
    timeout: 20_000,
  })
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})
