// What the hub keeps of captures: names and pins, what was removed, what does not fit, what the next hub finds, and what becomes of
// files that were damaged or left half written.
import { chmod, open, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beyondBudget, type Kept } from '../../../hub/captures/budget'
import { CaptureFiles } from '../../../hub/captures/capture-files'
import { fileNameFor } from '../../../hub/captures/file-name-for'
import { writeCaptureFile } from '../../../hub/captures/reading/write-capture-file'
import { withEvents } from '../../model/capture/small-captures'
import { asked } from '../workbench'
import { captureBench, decoded, encoded, traceOf } from './capture-bench'

const bench = captureBench()
const readyCapture = async (name = 'walk.json') => {
  const capture = await bench.send(name, traceOf(3))
  await bench.in(capture, 'ready')
  return capture
}

describe('the list', () => {
  test('has the newest first, and what is known of each', async () => {
    const old = await readyCapture('old.json')
    const hero = await bench.send('hero.rigcap', encoded(withEvents))
    expect(await bench.in(hero, 'ready')).toEqual({
      ...{ capture: hero, title: 'Hero, playing', madeAt: 1_700_000_000, session: null, isPinned: false },
      addedAt: expect.any(Number) as number,
      state: { kind: 'ready' },
      content: {
        ...{ source: withEvents.source, conditions: withEvents.conditions, notices: [], isTruncated: false },
        ...{ frames: 2, nodes: 2, events: 4, meanFrame: 0.01, rigCosts: null, bytes: encoded(withEvents).length },
      },
    })
    expect(bench.list().map(({ capture }) => capture)).toEqual([hero, old])
  })

  test('tells titles and pins at once, and the next hub still knows them', async () => {
    const capture = await readyCapture()
    await asked(bench.panel, 'captures.rename', { capture, title: '  Before the fix ' })
    await asked(bench.panel, 'captures.pin', { capture, isPinned: true })
    await expect.poll(() => bench.list()[0]).toMatchObject({ title: 'Before the fix', isPinned: true })
    await bench.restart()
    await expect.poll(() => bench.list()[0]).toMatchObject({ capture, title: 'Before the fix', isPinned: true })
    const { headers } = await bench.ask(`/captures/${capture}/export?as=chrome`, bench.signedIn, 'HEAD')
    expect(headers['content-disposition']).toContain('Before the fix.trace.json')
  })

  test('refuses what is asked of a capture that is not there, or not ready', async () => {
    for (const ask of ['captures.cancel', 'captures.remove', 'captures.restore'] as const)
      expect(await bench.panel.ask(ask, { capture: 'AAAAAAAAAAAAAAAA' })).toMatchObject({
        error: { kind: 'noSuchCapture', sentence: 'This capture is not there any more.' },
      })
    const failed = await bench.send('noise.txt', 'noise')
    await bench.in(failed, 'failed')
    expect(await bench.panel.ask('captures.rename', { capture: failed, title: 'x' })).toMatchObject({ ok: false })
    expect(await bench.panel.ask('captures.cancel', { capture: failed })).toMatchObject({
      error: { sentence: 'This capture has ended already.' },
    })
    expect(await bench.panel.ask('captures.remove', { capture: '../../hub-state' })).toMatchObject({
      error: { kind: 'badRequest' },
    })
  })

  test('has no capture taken of a session that is not there, and says so', async () => {
    const wish = { session: 's', frames: 60, seconds: null, passes: 1 }
    expect(await bench.panel.ask('captures.start', wish)).toMatchObject({ error: { kind: 'noSuchSession' } })
    expect(await bench.panel.ask('captures.start', { ...wish, seconds: 2 })).toMatchObject({
      error: { kind: 'badRequest' },
    })
    expect(bench.list()).toEqual([])
  })
})

describe('what was removed', () => {
  test('is off the list, and comes back as it was', async () => {
    const capture = await readyCapture()
    const before = bench.list()[0]
    await asked(bench.panel, 'captures.remove', { capture })
    await expect.poll(() => bench.list()).toEqual([])
    expect((await bench.ask(`/captures/${capture}`, bench.signedIn)).status).toBe(404)
    await asked(bench.panel, 'captures.restore', { capture })
    await expect.poll(() => bench.list()).toEqual([before])
    expect((await bench.ask(`/captures/${capture}`, bench.signedIn)).status).toBe(200)
  })

  test('is gone once ten more were removed, and when the hub ends', async () => {
    const captures = await Promise.all(Array.from({ length: 4 }, (_, i) => readyCapture(`${i}.json`)))
    for (let i = 4; i < 12; i += 1) captures.push(await readyCapture(`${i}.json`))
    for (const capture of captures.slice(0, 11)) await asked(bench.panel, 'captures.remove', { capture })
    const [first, second] = captures as [string, string]
    expect(await bench.panel.ask('captures.restore', { capture: first })).toMatchObject({ ok: false })
    expect(await bench.panel.ask('captures.restore', { capture: second })).toMatchObject({ ok: true })
    await bench.hub.close()
    const left = (await bench.files()).filter((file) => file.includes('.rigcap'))
    expect(left.sort()).toEqual([`${second}.rigcap`, `${captures[11]}.rigcap`].sort())
  })

  test('while it was being read leaves nothing', async () => {
    const failed = await bench.send('noise.txt', 'noise')
    await bench.in(failed, 'failed')
    await asked(bench.panel, 'captures.remove', { capture: failed })
    await expect.poll(() => bench.list()).toEqual([])
  })
})

describe('the next hub', () => {
  test('sets a damaged capture aside with a sentence, and keeps the others', async () => {
    const whole = await readyCapture('whole.json')
    const cut = await readyCapture('cut.json')
    await truncate(join(bench.folder, `${cut}.rigcap`), 100)
    await writeFile(join(bench.folder, 'AAAAAAAAAAAAAAAA.rigcap'), 'not a capture at all')
    await bench.restart()
    await expect.poll(() => bench.list().map(({ capture }) => capture)).toEqual([whole])
    const told = bench.hub.notices.filter((notice) => notice.includes('set aside'))
    expect(told).toHaveLength(2)
    expect(told.join()).toContain(`${cut}.rigcap.damaged`)
    expect(told.join()).toContain('This is not a Rigscope capture.')
    expect(await bench.files()).toContain(`${cut}.rigcap.damaged`)
  })

  test('never shows half a capture: what a hub that was killed left is no capture, and is swept in time', async () => {
    const half = join(bench.folder, 'AAAAAAAAAAAAAAAA.rigcap.part')
    await writeFile(half, encoded(withEvents).subarray(0, 200))
    await bench.restart()
    expect(bench.list()).toEqual([])
    // Another hub may still be writing it.
    expect(await bench.files()).toEqual(['AAAAAAAAAAAAAAAA.rigcap.part'])
    await new CaptureFiles(bench.folder).list(Date.now() / 1000 + 4000)
    expect(await bench.files()).toEqual([])
  })

  test('starts without captures where their folder cannot be trusted, and says what to do', async () => {
    await readyCapture()
    await chmod(bench.folder, 0o777)
    await bench.restart()
    expect(bench.hub.notices.join()).toContain(`Run: chmod 700 ${bench.folder}`)
    await expect(bench.send('walk.json', traceOf(2))).rejects.toThrow(/503: .*chmod 700/)
    await chmod(bench.folder, 0o700)
  })
})

describe('the budget', () => {
  const kept = fc.array(
    fc.record({ bytes: fc.nat(1000), addedAt: fc.nat(100), isPinned: fc.boolean() }).map((one) => one),
    { minLength: 1, maxLength: 12 },
  )

  test('lets the oldest go that nobody pinned, and no more of them than it must', () => {
    fc.assert(
      fc.property(kept, fc.record({ bytes: fc.nat(3000), captures: fc.nat(8) }), (some, budget) => {
        const all: Kept[] = some.map((one, i) => ({ ...one, capture: String(i) }))
        const newest = String(all.length - 1)
        const gone = beyondBudget(all, newest, budget)
        const left = all.filter(({ capture }) => !gone.includes(capture))
        const fits = (ones: readonly Kept[]) =>
          ones.length <= budget.captures && ones.reduce((sum, { bytes }) => sum + bytes, 0) <= budget.bytes
        expect(left.map(({ capture }) => capture)).toContain(newest)
        for (const one of all.filter(({ isPinned }) => isPinned)) expect(left).toContain(one)
        const spare = left.filter(({ capture, isPinned }) => !isPinned && capture !== newest)
        expect(fits(left) || spare.length === 0).toBe(true)
        const last = all.find(({ capture }) => capture === gone.at(-1))
        if (last !== undefined) {
          expect(fits([...left, last])).toBe(false)
          for (const one of spare) expect(one.addedAt).toBeGreaterThanOrEqual(last.addedAt)
        }
      }),
    )
  })
})

describe('writing', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })

  test('to a disk that gets full says so and leaves nothing', async () => {
    const path = join(bench.folder, 'x.part')
    const openFull: typeof open = async (...args) => {
      const handle = await open(...args)
      let writes = 0
      handle.write = () => {
        writes += 1
        return writes < 3
          ? Promise.resolve({ bytesWritten: 8, buffer: new Uint8Array(8) as never })
          : Promise.reject(full)
      }
      return handle
    }
    const written = await writeCaptureFile(path, withEvents, openFull)
    expect(written).toEqual({
      kind: 'refused',
      sentence: `The disk is full: this capture takes ${encoded(withEvents).length} bytes in ${bench.folder}. Free some space, or remove captures.`,
    })
    expect(await bench.files()).toEqual([])
  })

  test('is for its owner’s eyes only, and whole', async () => {
    const capture = await bench.send('hero.rigcap', encoded(withEvents))
    await bench.in(capture, 'ready')
    const path = join(bench.folder, `${capture}.rigcap`)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(bench.folder)).mode & 0o777).toBe(0o700)
    expect(decoded(await readFile(path))).toEqual(withEvents)
  })
})

test('any title becomes a file name that every system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const name = fileNameFor(title)
      expect(name).toMatch(/^[^<>:"/\\|?*\p{C}]{1,110}$/u)
      expect(name).not.toMatch(/^[.\s]|[.\s]$/)
      expect(() => encodeURIComponent(name)).not.toThrow()
    }),
  )
  expect(['con', '...', '', 'Hänsel/2'].map(fileNameFor)).toEqual(['capture con', 'capture', 'capture', 'Hänsel_2'])
})
