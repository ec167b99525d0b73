// The Evaluation section against the real hub and the fake host: recording, cancelling, the table by keyboard, a row in full, what is saved.
import { readFileSync } from 'node:fs'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { accessibility, complaints, overflows } from './page'
import { clearStage, openPanel, runtimeFolder, startFakeHost, startPanel } from './stage'

test.afterEach(clearStage)

interface Played {
  readonly page: Page
  readonly end: () => Promise<void>
}

/** The panel on a fake host that plays, with no captures from before. */
async function play(browser: Browser, args: readonly string[] = []): Promise<Played> {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path, ['--nodes', '300', '--select-after', '1', ...args])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  // Keys are heard once the panel is drawn.
  await expect(page.locator('.live')).toBeVisible()
  return {
    page,
    end: async () => {
      await page.close()
      await panel.process.end()
      await host.end()
      runtime.remove()
    },
  }
}

const table = (page: Page) => page.getByRole('region', { name: 'Nodes of the capture' })
const rows = (page: Page) => table(page).locator('.grid-body').getByRole('row')

test('R records from anywhere, and the table names what costs, by node and by type', async ({ browser }) => {
  const { page, end } = await play(browser)
  const heard = complaints(page)
  await page.keyboard.press('2')
  await expect(page.getByRole('heading', { name: 'Which part of the rig is slow?' })).toBeVisible()
  await page.getByLabel('Frames', { exact: true }).fill('12')
  await expect(page.getByRole('button', { name: 'Capture 12 frames' }).first()).toBeEnabled()
  await page.locator('.main').focus()
  await page.keyboard.press('r')
  await expect(table(page)).toBeVisible({ timeout: 30_000 })
  await expect(table(page)).toContainText('12 frames')
  await expect(rows(page).first()).toBeVisible()
  const self = await rows(page).locator('.cell-self').allInnerTexts()
  const known = self.map(Number).filter((ms) => !Number.isNaN(ms))
  expect(known.length).toBeGreaterThan(3)
  expect(known).toEqual([...known].sort((a, b) => b - a))

  await page.getByLabel('Group the nodes').selectOption({ label: 'By type' })
  await page.keyboard.press('n')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(rows(page).first()).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('region', { name: 'The chosen row' })).toContainText('Why it evaluated')
  await page.keyboard.press('ArrowLeft')
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(rows(page).first()).toHaveAttribute('aria-expanded', 'false')
  await page.getByRole('region', { name: 'Nodes in it' }).getByRole('button').first().click()
  await expect(rows(page).first()).toHaveAttribute('aria-expanded', 'true')
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true')
  for (const width of [1400, 400, 360]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await overflows(page), `at ${width} px`).toBe(false)
    expect(await accessibility(page), `at ${width} px`).toEqual([])
  }
  expect(heard).toEqual([])
  await end()
})

test('Esc in the bar cancels, and nothing of the capture is kept', async ({ browser }) => {
  const { page, end } = await play(browser, ['--capture-ms', '60'])
  await page.keyboard.press('2')
  await page.getByLabel('Frames', { exact: true }).fill('500')
  await page.getByRole('button', { name: 'Capture 500 frames' }).first().click()
  await expect(page.getByRole('group', { name: 'Record a capture' })).toContainText(/Recording \d+ of 500 frames/)
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'The capture was cancelled' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Capture 500 frames' }).first()).toBeEnabled()
  await end()
})

test('The filter takes fields, says where it is not understood, and the CSV holds what is seen', async ({
  browser,
}) => {
  const { page, end } = await play(browser)
  await page.keyboard.press('2')
  await page.getByLabel('Frames', { exact: true }).fill('8')
  await page.getByRole('button', { name: 'Capture 8 frames' }).first().click()
  await expect(rows(page).first()).toBeVisible({ timeout: 30_000 })
  const costliest = (await rows(page).first().locator('.cell-name').innerText()).trim()

  await page.keyboard.press('/')
  await page.keyboard.type('sel')
  await expect(page.getByRole('listbox', { name: 'Fields' })).toContainText('self')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.locator('#capture-filter')).toHaveValue('self>')
  await expect(table(page).locator('mark')).toHaveText('self>')
  await page.keyboard.type('0')
  await expect(table(page).locator('mark')).toHaveCount(0)

  await page.locator('#capture-filter').fill(`name:"${costliest}"`)
  await expect(table(page).locator('.grid-totals')).toContainText('1 node shown')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('Self, mean (ms per frame)')
  expect(lines[1]).toContain(costliest)

  await rows(page).first().click()
  await page.getByRole('button', { name: 'Select in Fake' }).click()
  await expect(page.locator('header').first()).toContainText(costliest)
  await end()
})

test('A session that ends leaves its captures readable and says why nothing can be recorded', async ({ browser }) => {
  const { page, end } = await play(browser, ['--seconds', '14'])
  await page.keyboard.press('2')
  await page.getByLabel('Frames', { exact: true }).fill('5')
  await page.getByRole('button', { name: 'Capture 5 frames' }).first().click()
  await expect(rows(page).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('.capture-why')).toContainText('cannot record just now', { timeout: 40_000 })
  await rows(page).first().click()
  await expect(page.getByRole('region', { name: 'The chosen row' })).toContainText(
    'The session of this capture has ended',
  )
  await expect(page.getByRole('button', { name: /^Select in/ })).toBeDisabled()
  await end()
})
