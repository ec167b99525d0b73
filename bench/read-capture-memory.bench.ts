// The most memory that reading takes when a file is as large as 2 GB: one with more events than are read, which must be refused at
// the limit, and one whose events fit. Each in a Node process of its own, with the text made as it is read.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { type Line, withinBudget } from './line'

export const name = 'read-capture-memory'

interface Streamed {
  readonly read: string
  readonly bytes: number
  readonly seconds: number
  readonly peakBytes: number
}

/** What eight million events need as columns, twice while columns grow, beside Node itself. */
const budgetMegabytes = 1000

export async function run(): Promise<readonly Line[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'rigscope-stream-'))
  try {
    const entry = join(import.meta.dirname, 'read-capture-stream.ts')
    await build({
      ...{ configFile: false, logLevel: 'error' },
      build: {
        ssr: entry,
        outDir,
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: { output: { entryFileNames: 'stream.mjs' } },
      },
    })
    const lines: Line[] = []
    for (const kind of ['many', 'long'] as const) {
      const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', join(outDir, 'stream.mjs'), kind])
      const streamed = JSON.parse(stdout) as Streamed
      console.log(
        `  ${kind}: ${streamed.read} (${(streamed.bytes / 1e9).toFixed(2)} GB taken in ${streamed.seconds.toFixed(1)} s)`,
      )
      const figure = streamed.peakBytes / 1e6
      lines.push({
        name: `peak memory, 2 GB of Maya text ${kind === 'many' ? 'refused at 8,000,000 events' : 'read whole'}`,
        figure,
        unit: 'MB',
        budget: budgetMegabytes,
        within: withinBudget(figure, budgetMegabytes),
        peer: null,
      })
    }
    return lines
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
