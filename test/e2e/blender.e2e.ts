// The main job end to end: a real Blender in a window under Xvfb plays the Rigify human, the real hub, the real page.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { figureThat, stateWords } from './page'
import { clearStage, cli, has, openPanel, runtimeFolder, sessions, stage, startDisplay, startPanel } from './stage'

test.afterEach(clearStage)

test.skip(!has('blender') || !has('Xvfb'), 'blender and Xvfb are needed: apt-get install blender xvfb')

test('Blender plays the Rigify human: figures, cost by rig, and selection both ways', async ({ browser }) => {
  test.setTimeout(240_000)
  const runtime = runtimeFolder()
  const display = await startDisplay()
  // A hub of its own outlives Blender, and a second start finds and uses it.
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const host = stage(process.execPath, [cli, 'start', '--no-open', '--host', 'blender'], {
    RIGSCOPE_RUNTIME_DIR: runtime.path,
    DISPLAY: display.name,
  })
  await panel.process.line(/Blender .* is connected/, 120)
  const page = await openPanel(browser, panel.opener)
  const fps = await figureThat(page, 'fps', (value) => value > 0, 90)
  expect(fps).toBeLessThan(26)
  // The first frames are marked as warm-up and describe nothing: the frame's own figure comes a little later.
  const frame = await figureThat(page, 'Frame', (ms) => Math.abs(1000 / ms - fps) / fps < 0.3)
  await figureThat(page, 'Evaluation', (ms) => ms > 0 && ms < frame)
  await figureThat(page, 'Draw submit (CPU)', (value) => value > 0)
  await expect(page.getByRole('region', { name: 'Cost by rig' })).toContainText('human', { timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Cost by rig' })).toContainText(/v001/)

  await page.keyboard.press('/')
  await page.keyboard.type('human_body')
  const row = page.getByRole('grid').locator('.grid-body').getByRole('row').first()
  await expect(row).toContainText('human_body')
  await row.click()
  await page.getByRole('button', { name: 'Select in Blender' }).click()
  // Blender says itself what is selected now; the panel shows nothing of its own making there.
  await expect(page.locator('header').first()).toContainText('human_body', { timeout: 20_000 })
  await expect(page.locator('.said')).toContainText('Selected')

  const pid = sessions(runtime.path)[0]?.pid
  expect(readFileSync(`/proc/${pid}/comm`, 'utf8').trim()).toBe('blender')
  process.kill(pid as number, 'SIGKILL')
  await expect(stateWords(page)).toContainText('crashed', { timeout: 15_000 })
  await page.close()
  await host.end()
  await panel.process.end()
  await display.end()
  runtime.remove()
})
