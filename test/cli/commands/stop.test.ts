// `rigscope stop` ends the hub that `rigscope open` left in the background, and no other.
import { describe, expect, it } from 'vitest'
import { programs } from '../program'

const bench = programs()

async function stop() {
  const stopping = bench.rigscope(['stop'])
  return { code: await stopping.exit, output: stopping.output.trim() }
}

/** Leaves a hub in the background and gives its process. */
async function leaveHub() {
  const opened = bench.rigscope(['open', '--no-open'])
  expect(await opened.exit).toBe(0)
  const address = await opened.says('Panel:')
  return { address, pid: Number(/process (\d+)/.exec(opened.output)?.[1]) }
}

describe('rigscope stop', () => {
  it('ends the hub in the background, once, and says so', async () => {
    const { address, pid } = await leaveHub()
    try {
      expect(await stop()).toEqual({ code: 0, output: `Stopped the hub that ran in the background as process ${pid}.` })
      await expect(fetch(address)).rejects.toThrow()
    } finally {
      await stop()
    }
    expect(bench.left()).not.toContain('hub.json')
  })

  it('says that nothing runs, and makes nothing', async () => {
    expect(await stop()).toEqual({ code: 0, output: 'No hub runs, so there is nothing to stop.' })
    expect(bench.left()).toEqual([])
  })

  it('leaves a hub alone that somebody started, whose host would end with it', async () => {
    const started = bench.rigscope(['start', '--no-open', '--hub-only'])
    const address = await started.says('Panel:')
    const sentence = `The hub belongs to a rigscope start or a window of Rigscope, process ${started.child.pid}, and was left alone: press Ctrl+C there, or close its window.`
    expect(await stop()).toEqual({ code: 1, output: sentence })
    expect((await fetch(address)).status).not.toBe(0)
    expect(await started.stop()).toBe(0)
  })

  it('says which process to end where the hub hangs', async () => {
    const { pid } = await leaveHub()
    process.kill(pid, 'SIGSTOP')
    try {
      expect(await stop()).toEqual({
        code: 1,
        output: `The hub, process ${pid}, does not answer. End that process yourself.`,
      })
    } finally {
      process.kill(pid, 'SIGKILL')
    }
  })
})
