// From the end of a frame in a host to the picture of it: a host process with a real bridge, the real hub, the real page.
// The host is the fake one, so that frames come at an even pace; its bridge, socket and clock are the real ones.
import { openPanel, runtimeFolder, startFakeHost, startPanel } from '../test/e2e/stage'
import { quantile, startBrowser } from './browser'
import { probeFrameToPixel, type ProbeWindow } from './frame-to-pixel-probe'
import { type Line, withinBudget } from './line'

export const name = 'frame-to-pixel'

const seconds = 30

export async function run(): Promise<readonly Line[]> {
  const runtime = runtimeFolder()
  const host = startFakeHost(runtime.path, ['--fps', '60', '--nodes', '800'])
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const browser = await startBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    await context.addInitScript(probeFrameToPixel)
    const page = await openPanel(context, panel.opener)
    await page.getByRole('group', { name: 'Frame', exact: true }).waitFor()
    await page.waitForTimeout(5000)
    await page.evaluate(() => void ((window as unknown as ProbeWindow).frameToPixel.length = 0))
    await page.waitForTimeout(seconds * 1000)
    const seen = await page.evaluate(() => (window as unknown as ProbeWindow).frameToPixel)
    // The host's clock is CLOCK_MONOTONIC of this machine, as process.hrtime is here.
    const offsetMs = Date.now() - Number(process.hrtime.bigint()) / 1e6
    const latest = seen.map((one) => one.pixelMs - (one.frameTime * 1000 + offsetMs)).sort((a, b) => a - b)
    const wire = seen.map((one) => one.arrivedMs - (one.frameTime * 1000 + offsetMs)).sort((a, b) => a - b)
    const p95 = quantile(latest, 0.95)
    return [
      {
        name: `host frame to pixel, p95 of ${seen.length} messages`,
        figure: p95,
        unit: 'ms',
        budget: 50,
        within: withinBudget(p95, 50),
        peer: { name: 'host frame to page, p95', figure: quantile(wire, 0.95) },
      },
      {
        name: 'host frame to pixel, median',
        figure: quantile(latest, 0.5),
        unit: 'ms',
        budget: null,
        within: null,
        peer: { name: 'host frame to page, median', figure: quantile(wire, 0.5) },
      },
    ]
  } finally {
    await browser.close()
    await panel.process.end()
    await host.end()
    runtime.remove()
  }
}
