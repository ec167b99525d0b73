// Captures from file to verdict against the real hub in a real browser: opened, renamed, compared in a thread of the page, exported, removed
// and had back, and taken again of a live session to be compared.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { chromeTrace } from '../../model/capture/write/chrome-trace'
import { shoot, shots, type Shot } from '../renderer/scripted-captures'
import { accessibility, complaints, overflows } from './page'
import { clearStage, openPanel, runtimeFolder, startFakeHost, startPanel } from './stage'

test.afterEach(clearStage)

function recorded(folder: string, id: string): string {
  const path = join(folder, `${id}.json`)
  writeFileSync(path, [...chromeTrace(shoot(shots[id] as Shot))].join(''))
  return path
}

async function open(page: Page, path: string) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a file…' }).first().click(),
  ])
  await chooser.setFiles(path)
}

/** The page listens for keys once it is drawn. */
async function showEvaluation(page: Page) {
  await expect(page.getByRole('button', { name: 'Evaluation', exact: true })).toBeVisible()
  await page.keyboard.press('2')
  await expect(page.locator('.captures-button')).toBeVisible()
}

const title = (page: Page) => page.locator('.captures-title')
const list = (page: Page) => page.getByRole('dialog', { name: 'Captures' })
const showList = async (page: Page) => {
  if (!(await list(page).isVisible())) await page.locator('.captures-button').click()
  await expect(list(page)).toBeVisible()
}

test('Two recordings that somebody made are opened and compared, and the verdict can be taken along', async ({
  browser,
}) => {
  const runtime = runtimeFolder()
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await openPanel(context, panel.opener)
  const heard = complaints(page)
  await showEvaluation(page)
  for (const id of ['before1', 'after1']) {
    await showList(page)
    await open(page, recorded(runtime.path, id))
    await expect(page.locator('.capture-box').getByRole('heading', { name: id })).toBeVisible()
  }

  // By keyboard: Down to a capture, F2 renames it, A and B pick it.
  await showList(page)
  await page.getByRole('button', { name: 'Open a file…' }).first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('F2')
  await page.keyboard.type('After the new mesh')
  await page.keyboard.press('Enter')
  await expect(list(page).locator('.capture-title').first()).toHaveText('After the new mesh')
  for (const width of [400, 1400]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await overflows(page), `at ${width} px`).toBe(false)
    expect(await accessibility(page), `at ${width} px`).toEqual([])
  }
  await list(page).locator('.capture-title').first().focus()
  await page.keyboard.press('b')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()

  await expect(page.locator('.compared-verdict')).toContainText('hero:body_tension is new')
  const rows = page.getByRole('grid', { name: 'Compared nodes' }).locator('.grid-body').getByRole('row')
  await expect(rows.filter({ hasText: 'hero:body_skinCluster' })).toContainText('slower')
  await rows.filter({ hasText: 'hero:body_skinCluster' }).click()
  await expect(page.getByRole('complementary', { name: 'Compared node' })).toContainText('is slower by')
  for (const width of [1400, 400, 360]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await overflows(page), `at ${width} px`).toBe(false)
    expect(await accessibility(page), `at ${width} px`).toEqual([])
  }
  await page.setViewportSize({ width: 1400, height: 900 })
  await page.getByRole('button', { name: 'Copy as Markdown' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('After the new mesh')
  expect(copied).toContain('| hero:body\\_skinCluster |')
  await page.getByRole('button', { name: 'Swap A and B' }).click()
  await expect(page.locator('.compared-verdict')).toContainText('hero:body_tension is gone')
  await page.getByRole('button', { name: 'End comparison' }).click()

  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /speedscope/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('After the new mesh.speedscope.json')
  const saved = join(runtime.path, 'saved.json')
  await download.saveAs(saved)
  expect(JSON.parse(readFileSync(saved, 'utf8'))).toHaveProperty('$schema')
  expect(statSync(saved).size).toBeGreaterThan(10_000)

  await showList(page)
  await list(page).locator('.capture-title').first().focus()
  await page.keyboard.press('Delete')
  await expect(list(page).locator('.capture-title')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(title(page)).toHaveText('After the new mesh')
  expect(heard).toEqual([])
  await context.close()
  await panel.process.end()
  runtime.remove()
})

test('A file that is no recording is refused with a sentence, and one that is dropped is opened', async ({
  browser,
}) => {
  const runtime = runtimeFolder()
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await showEvaluation(page)
  const notes = join(runtime.path, 'notes.txt')
  writeFileSync(notes, 'The hips are slow on Tuesdays.\n')
  await open(page, notes)
  await expect(page.locator('.main')).toContainText('This is no recording that Rigscope knows.')

  const text = [...chromeTrace(shoot(shots['before1'] as Shot))].join('')
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'dropped.json'))
    return transfer
  }, text)
  const section = page.locator('.drop-capture')
  await section.dispatchEvent('dragenter', { dataTransfer: data })
  await expect(page.getByText('Drop the file to open it')).toBeVisible()
  await section.dispatchEvent('drop', { dataTransfer: data })
  await expect(title(page)).toHaveText(/dropped/)
  await expect(page.locator('.capture-box')).toBeVisible()
  await page.close()
  await panel.process.end()
  runtime.remove()
})

test('A capture that is taken again is compared with the one before it', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path, ['--fps', '24', '--nodes', '200'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  await expect(page.locator('.tile-value').first()).toBeVisible()
  await showEvaluation(page)
  await page.keyboard.press('r')
  const again = page.getByRole('button', { name: 'Capture again and compare' })
  await expect(again).toBeEnabled({ timeout: 60_000 })
  await again.click()
  await expect(page.locator('.compared-verdict')).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.compared-side li')).toHaveCount(2)
  await page.close()
  await panel.process.end()
  await host.end()
  runtime.remove()
})
