// `rigscope record` writes what a session tells, and start plays it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeRecording } from '../../replay/make-recording'
import { programs } from '../program'

const bench = programs()

describe('rigscope record', () => {
  it('records the session that runs into a file that start plays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rigscope-recording-'))
    try {
      const first = join(folder, 'walk.rigscope')
      const again = join(folder, 'again.rigscope')
      await makeRecording(first)
      const playing = bench.rigscope(['start', '--no-open', '--recording', first])
      await playing.says('Recording “A made-up walk” is connected.')
      const recording = bench.rigscope(['record', '--seconds', '1', '--title', 'Again', again])
      expect(await recording.exit).toBe(0)
      expect(await recording.says('Wrote')).toMatch(/^\d+ messages of [\d.]+ s, \d+ kB: .*again\.rigscope$/)
      const twice = bench.rigscope(['record', again])
      expect(await twice.exit).toBe(2)
      expect(twice.output).toContain('recordings are not written over')
      await playing.stop()
      const replaying = bench.rigscope(['start', '--no-open', '--recording', again])
      await replaying.says('Recording “Again” is connected.')
      await replaying.stop()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('says that no session runs', async () => {
    const recording = bench.rigscope(['record', join(bench.runtime, 'x.rigscope')])
    expect(await recording.exit).toBe(1)
    expect(recording.output).toContain('No session runs.')
  })
})
