// `rigscope open` as a person or a host's button runs it: one hub, in the background where none runs, and a fresh way in.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { programs } from '../program'

const bench = programs()

describe('rigscope open', () => {
  it('asks the hub that runs for a fresh opener', async () => {
    const hub = bench.rigscope(['start', '--no-open', '--hub-only'])
    const address = await hub.says('Panel:')
    const opened = bench.rigscope(['open', '--no-open', '--session', 'session-12'])
    expect(await opened.exit).toBe(0)
    expect(await opened.says('Panel:')).toBe(address)
    const opener = await opened.says('Open:')
    expect(opener).not.toBe(await hub.says('Open:'))
    expect(readFileSync(opener, 'utf8')).toMatch(/#code=[\w-]+&amp;session=session-12"/)
    await hub.stop()
  })

  it('leaves a hub in the background where none runs, once', async () => {
    const opened = bench.rigscope(['open', '--no-open'])
    expect(await opened.exit).toBe(0)
    const address = await opened.says('Panel:')
    try {
      expect(opened.output).toMatch(/^The hub runs in the background as process \d+\.$/m)
      expect((await fetch(address)).status).not.toBe(0)
      const again = bench.rigscope(['open', '--no-open'])
      expect(await again.exit).toBe(0)
      expect(await again.says('Panel:')).toBe(address)
      expect(again.output).not.toContain('background')
    } finally {
      expect(await bench.rigscope(['stop']).exit).toBe(0)
    }
  })

  it('refuses what cannot be a session', async () => {
    const opened = bench.rigscope(['open', '--session', '../x'])
    expect(await opened.exit).toBe(2)
    expect(opened.output).toContain('../x is no session')
  })
})
