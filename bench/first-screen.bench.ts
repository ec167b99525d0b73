// From navigation to a panel that can be used, and the compressed script that comes before it.
import { gzipSync } from 'node:zlib'
import { openPanel, runtimeFolder, startPanel } from '../test/e2e/stage'
import { quantile, startBrowser } from './browser'
import { probeFirstScreen, type FirstScreenWindow } from './first-screen-probe'
import { type Line, withinBudget } from './line'

export const name = 'first-screen'

const rounds = 9

export async function run(): Promise<readonly Line[]> {
  const runtime = runtimeFolder()
  const panel = await startPanel(runtime.path)
  const browser = await startBrowser()
  const taken: number[] = []
  let scriptBytes = 0
  try {
    const page = await openPanel(browser, panel.opener)
    await page.locator('.tile-number').first().waitFor()
    await page.addInitScript(probeFirstScreen)
    for (let round = 0; round <= rounds; round++) {
      scriptBytes = 0
      const bodies: Promise<void>[] = []
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script')
          bodies.push(response.body().then((body) => void (scriptBytes += gzipSync(body).byteLength)))
      })
      // A new context each time would need a new code; a hard reload without the cache does the same work.
      const cdp = await page.context().newCDPSession(page)
      await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
      await page.reload({ waitUntil: 'commit' })
      const ms = await page.evaluate(() => (window as unknown as FirstScreenWindow).firstFigure)
      await Promise.all(bodies)
      page.removeAllListeners('response')
      await cdp.detach()
      if (round > 0) taken.push(ms)
    }
  } finally {
    await browser.close()
    await panel.process.end()
    runtime.remove()
  }
  taken.sort((a, b) => a - b)
  const figure = quantile(taken, 0.5)
  return [
    {
      name: 'first screen: navigation to figures on screen, median',
      figure,
      unit: 'ms',
      budget: 500,
      within: withinBudget(figure, 500),
      peer: { name: 'slowest of the rounds', figure: taken.at(-1) ?? NaN },
    },
    {
      name: 'compressed script before the first screen',
      figure: scriptBytes / 1024,
      unit: 'KB',
      budget: 250,
      within: withinBudget(scriptBytes / 1024, 250),
      peer: null,
    },
  ]
}
