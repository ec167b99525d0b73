// Maya's host on the double of Maya, through the real bridge and hub to the panel: a shot with one rig referenced twice. No Maya runs,
// and the panel never says that one does.
import { expect, test } from '@playwright/test'
import { complaints, figureThat } from './page'
import { clearStage, hasMayaDeclarations, openPanel, runtimeFolder, startMayaDouble, startPanel } from './stage'

test.afterEach(clearStage)
test.skip(!hasMayaDeclarations, 'the declarations of Maya’s API are not installed (npm test installs them)')

test('a shot plays live, and a capture tells its two copies of one rig apart', async ({ browser }) => {
  const runtime = runtimeFolder()
  const host = startMayaDouble(runtime.path, 'walk_shot.ma', ['--play', '--scale', '3'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const page = await openPanel(browser, panel.opener)
  const heard = complaints(page)
  await figureThat(page, 'fps', (fps) => fps > 12 && fps < 30)
  await figureThat(page, 'Evaluation', (ms) => ms > 0)
  await expect(page.getByRole('combobox', { name: 'Session' })).toContainText('Maya double')
  const costs = page.getByRole('region', { name: 'Cost by rig' })
  await expect(costs).toContainText('only in a capture')
  await expect(page.getByText(/Lines of Maya's script editor are not shown/).first()).toBeVisible()

  await costs.getByRole('button', { name: 'Take one in Evaluation' }).click()
  await page
    .getByRole('button', { name: /^Capture 60 frames/ })
    .first()
    .click()
  const table = page.getByRole('region', { name: 'Nodes of the capture' })
  await expect(table).toContainText('60 frames', { timeout: 60_000 })
  for (const name of ['walker:body_skin', 'partner:body_skin']) await expect(table).toContainText(name)
  await page.keyboard.press('1')
  await expect(costs).toContainText('captured')
  for (const rig of ['walker', 'partner']) await expect(costs).toContainText(rig)

  expect(heard).toEqual([])
  await page.close()
  await host.end()
  expect(host.exit?.code, host.lines.join('\n')).toBe(0)
  await panel.process.end()
  runtime.remove()
})
