// What a comparison is for, in a real Blender: a modifier that somebody left behind is found and named, and no change is reported as
// no change. RIGSCOPE_REGRESSION_REPEATS and RIGSCOPE_REGRESSION_CAPTURES (a side) and RIGSCOPE_REGRESSION_FRAMES set its length.
import type { Capture } from '../model/capture/capture'
import { compareCaptures, judgedNodes } from '../model/capture/compare/compare'
import { comparisonMarkdown } from '../model/capture/compare/markdown'
import { guard } from '../model/capture/compare/guard'
import { isChange, nodeName, verdictOf } from '../model/capture/compare/sentences'
import type { Line } from './line'
import { startCapturingBlender } from './take-captures'

export const name = 'regression'

const repeats = Number(process.env['RIGSCOPE_REGRESSION_REPEATS'] ?? 20)
const captures = Number(process.env['RIGSCOPE_REGRESSION_CAPTURES'] ?? 5)
const frames = Number(process.env['RIGSCOPE_REGRESSION_FRAMES'] ?? 20)

interface Found {
  readonly name: string
  readonly verdict: string
}

/** Nodes whose cost is said to have changed. */
function changed(a: readonly Capture[], b: readonly Capture[]): Found[] {
  const comparison = compareCaptures({ a, b })
  const judged = judgedNodes(comparison)
  return [...judged.verdict.keys()]
    .filter((node) => isChange(verdictOf(judged, node)))
    .map((node) => ({ name: nodeName(comparison, node), verdict: verdictOf(judged, node) }))
}

export async function run(): Promise<readonly Line[]> {
  const blender = await startCapturingBlender()
  const side = async () => {
    const taken: Capture[] = []
    for (let i = 0; i < captures; i += 1) taken.push(await blender.take(frames, 1))
    return taken
  }
  try {
    let quiet = 0
    let before = await side()
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const after = await side()
      const found = changed(before, after)
      if (found.length === 0) quiet += 1
      else console.log(`  no change, repeat ${repeat + 1}: ${JSON.stringify(found)}`)
      before = after
    }
    blender.plant(true)
    // The gate is looked at between captures.
    await new Promise((resolve) => setTimeout(resolve, 2000))
    const planted = await side()
    const found = changed(before, planted)
    console.log(`  planted: ${JSON.stringify(found)}`)
    console.log(comparisonMarkdown(compareCaptures({ a: before, b: planted }), guard({ a: before, b: planted })))
    const isNamed = found.some(({ name: node, verdict }) => node.includes('human_body') && verdict === 'slower')
    const line = (what: string, figure: number, wanted: number): Line => ({
      name: what,
      figure,
      unit: `of ${wanted}`,
      budget: null,
      within: figure === wanted,
      peer: null,
    })
    return [
      line(`no change said to be none, ${captures} captures of ${frames} frames a side`, quiet, repeats),
      line('a modifier more found, its object named', Number(isNamed), 1),
    ]
  } finally {
    await blender.end()
  }
}
