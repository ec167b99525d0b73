// How long a selection made in a real Blender, in a window under Xvfb, takes to be shown in the panel: while Blender is idle
// and while it plays. The selecting is done by blender/select_by_hand.py; it and this share the clock of the machine.
import { join } from 'node:path'
import { checkout, clearStage, openPanel, runtimeFolder, stage, startDisplay, startPanel } from '../test/e2e/stage'
import { quantile, startBrowser } from './browser'
import { type Line, withinBudget } from './line'

export const name = 'selection'

const budgetMs = 150

interface Shown {
  readonly atMs: number
  readonly text: string
}
type ProbeWindow = Window & { shown: Shown[] }

/** Runs in the page: keeps what its header said and when. */
function probeHeader() {
  const seen: { atMs: number; text: string }[] = []
  ;(window as unknown as ProbeWindow).shown = seen
  const look = () => {
    const text = document.querySelector('header')?.textContent ?? ''
    if (seen.at(-1)?.text !== text) seen.push({ atMs: performance.timeOrigin + performance.now(), text })
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
}

function line(pace: string, tookMs: readonly number[], lost: number): Line {
  const p95 = quantile(tookMs, 0.95)
  const missing = lost > 0 ? `, ${lost} never shown` : ''
  return {
    name: `selection in Blender to the panel, ${pace}, p95 of ${tookMs.length}${missing}`,
    figure: p95,
    unit: 'ms',
    budget: budgetMs,
    within: lost > 0 ? false : withinBudget(p95, budgetMs),
    peer: { name: 'median', figure: quantile(tookMs, 0.5) },
  }
}

export async function run(): Promise<readonly Line[]> {
  const runtime = runtimeFolder()
  const display = await startDisplay()
  const panel = await startPanel(runtime.path, ['--hub-only'])
  const browser = await startBrowser()
  try {
    const starter = join(checkout, 'bridge', 'install', 'blender', 'start_in_blender.py')
    const script = join(checkout, 'bench', 'blender', 'select_by_hand.py')
    const blender = stage(
      process.env['RIGSCOPE_BLENDER'] ?? 'blender',
      ['--factory-startup', '-p', '0', '0', '1000', '700', '--python', starter, '--', '--rigify', '--script', script],
      { RIGSCOPE_RUNTIME_DIR: runtime.path, DISPLAY: display.name },
    )
    await panel.process.line(/Blender .* is connected/, 120)
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    await context.addInitScript(probeHeader)
    const page = await openPanel(context, panel.opener)
    await blender.line(/^SELECTED all/, 240)
    await page.waitForTimeout(2000)
    const shown = await page.evaluate(() => (window as unknown as ProbeWindow).shown)
    // Blender's clock is CLOCK_MONOTONIC of this machine, as process.hrtime is here.
    const offsetMs = Date.now() - Number(process.hrtime.bigint()) / 1e6
    const made = blender.lines.flatMap((text) => {
      const found = /^SELECTED (idle|playing) ([\d.]+) (\S+)/.exec(text)
      return found === null ? [] : [{ pace: found[1], atMs: Number(found[2]) * 1000 + offsetMs, bone: found[3] ?? '' }]
    })
    return ['idle', 'playing'].map((pace) => {
      const mine = made.filter((one) => one.pace === pace)
      const took = mine.flatMap(({ atMs, bone }) => {
        const first = shown.find((one) => one.atMs >= atMs && one.text.includes(bone))
        return first === undefined ? [] : [first.atMs - atMs]
      })
      took.sort((a, b) => a - b)
      return line(pace, took, mine.length - took.length)
    })
  } finally {
    await browser.close()
    await clearStage()
    await display.end()
    runtime.remove()
  }
}
