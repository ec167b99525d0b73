// From a restarted host's address file to frames of it in the page.
import { openPanel, runtimeFolder, startFakeHost, startPanel } from '../test/e2e/stage'
import { quantile, startBrowser } from './browser'
import { type Line, withinBudget } from './line'

export const name = 'reconnect'

const rounds = 5

export async function run(): Promise<readonly Line[]> {
  const runtime = runtimeFolder()
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const browser = await startBrowser()
  const taken: number[] = []
  try {
    const page = await openPanel(browser, panel.opener)
    for (let round = 0; round < rounds; round++) {
      const scene = `round_v00${round}`
      const host = startFakeHost(runtime.path, ['--scene', scene])
      await host.line(/port \d+/)
      const began = Date.now()
      await page.locator('header', { hasText: scene }).filter({ hasText: 'Live' }).first().waitFor({ timeout: 20_000 })
      await page.getByRole('group', { name: 'Frame', exact: true }).locator('.tile-number').waitFor({ timeout: 20_000 })
      taken.push((Date.now() - began) / 1000)
      await host.end('SIGKILL')
      await page
        .getByText(/crashed/)
        .first()
        .waitFor({ timeout: 20_000 })
    }
  } finally {
    await browser.close()
    await panel.process.end()
    runtime.remove()
  }
  taken.sort((a, b) => a - b)
  const worst = taken.at(-1) ?? NaN
  return [
    {
      name: `reconnect after the host restarts, worst of ${rounds}`,
      figure: worst,
      unit: 's',
      budget: 2,
      within: withinBudget(worst, 2),
      peer: { name: 'median', figure: quantile(taken, 0.5) },
    },
  ]
}
