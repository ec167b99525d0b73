// `rigscope start` where a hub runs already: it uses that one, tells what happens in it, and takes its place when it ends.
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeRecording } from '../../replay/make-recording'
import { kept, programs } from '../program'

const bench = programs()

describe('a second rigscope start', () => {
  it('uses the hub that runs, and leaves it running', async () => {
    const first = bench.rigscope(['start', '--no-open', '--hub-only'])
    const address = await first.says('Panel:')
    const second = bench.rigscope(['start', '--no-open', '--hub-only', '--port', '9'])
    await second.says('Using the hub that runs already.')
    expect(await second.says('Panel:')).toBe(address)
    expect(second.output).toContain('--port 9 is not used.')
    expect(await second.says('Open:')).not.toBe(await first.says('Open:'))
    expect(await second.stop()).toBe(0)
    expect((await fetch(address)).status).not.toBe(0)
    expect(await first.stop()).toBe(0)
    expect(bench.left()).toEqual(kept)
  })

  it('tells each change of a session in that hub until it is stopped, which the hub outlives', async () => {
    const recording = join(bench.runtime, '..', `${basename(bench.runtime)}.rigscope`)
    await makeRecording(recording)
    const first = bench.rigscope(['start', '--no-open', '--hub-only'])
    const address = await first.says('Panel:')
    const second = bench.rigscope(['start', '--no-open', '--hub-only'])
    await second.says('Panel:')
    const third = bench.rigscope(['start', '--no-open', '--recording', recording])
    await second.says('Recording “A made-up walk” is connected.')
    await third.says('Recording “A made-up walk” is connected.')
    expect(await third.stop()).toBe(0)
    await second.says('Recording “A made-up walk” has ended:')
    expect(await second.stop('SIGINT')).toBe(0)
    expect((await fetch(address)).status).not.toBe(0)
    expect(await first.stop()).toBe(0)
    expect(second.output.match(/has ended/g)).toHaveLength(1)
    rmSync(recording)
  })

  it('takes the place of the hub that it used when that one ends', async () => {
    const first = bench.rigscope(['start', '--no-open', '--hub-only'])
    const address = await first.says('Panel:')
    const second = bench.rigscope(['start', '--no-open', '--hub-only'])
    await second.says('Panel:')
    await first.stop()
    await second.says(`The hub that was used has ended; this one took its place at ${address}.`)
    expect((await fetch(address)).status).not.toBe(0)
    expect(await second.stop()).toBe(0)
    expect(bench.left()).toEqual(kept)
  })
})
