// Captures over HTTP: files that people open, encoded captures for the page, and files for others. Every way in that is not the
// panel's own is shut.
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signIn, until } from '../workbench'
import { withEvents } from '../../model/capture/small-captures'
import { captureBench, decoded, encoded, openUpload, traceOf } from './capture-bench'

const bench = captureBench()
const origin = () => bench.hub.address

describe('a file that is opened', () => {
  test('becomes a capture that the list tells of, and that the page gets as it is kept', async () => {
    const capture = await bench.send('walk.json', traceOf(100))
    const summary = await bench.in(capture, 'ready')
    expect(summary).toMatchObject({ title: 'walk', session: null, isPinned: false, content: { events: 100 } })
    const answer = await bench.ask(`/captures/${capture}`, bench.signedIn)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-length': String(summary.content?.bytes),
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${capture}"`,
      'x-content-type-options': 'nosniff',
    })
    expect(decoded(answer.body).events?.count).toBe(100)
    expect(await bench.files()).toContain(`${capture}.rigcap`)
  })

  test('that the browser has already is not sent again', async () => {
    const capture = await bench.send('walk.json', traceOf(3))
    await bench.in(capture, 'ready')
    const again = await bench.ask(`/captures/${capture}`, { ...bench.signedIn, 'if-none-match': `"${capture}"` })
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect((await bench.ask(`/captures/${capture}`, bench.signedIn, 'HEAD')).body.length).toBe(0)
  })

  test('that is no recording fails with the reader’s sentence, and leaves nothing', async () => {
    const capture = await bench.send('shopping.txt', 'milk, bread')
    const { state } = await bench.in(capture, 'failed')
    expect(state).toMatchObject({ sentence: expect.stringMatching(/^[A-Z].*\.$/) as string })
    expect(await bench.files()).toEqual([])
    expect((await bench.ask(`/captures/${capture}`, bench.signedIn)).status).toBe(404)
  })

  test('twice under one name is two captures that can be told apart', async () => {
    const first = await bench.send('walk.json', traceOf(2))
    await bench.in(first, 'ready')
    const second = await bench.send('walk.json', traceOf(2))
    expect((await bench.in(second, 'ready')).title).toBe('walk (2)')
    expect((await bench.in(first, 'ready')).title).toBe('walk')
  })

  test('keeps nothing of its sender’s folders in its name', async () => {
    const capture = await bench.send('../../etc/\u0007passwd.json', traceOf(2))
    expect((await bench.in(capture, 'ready')).title).toBe('passwd')
  })

  test('whose sender goes away is cancelled, and leaves nothing', async () => {
    const sent = openUpload(bench, 'walk.json')
    sent.write(traceOf(1000).slice(0, 20_000))
    const begun = await until('it is being read', () => bench.list().find(({ state }) => state.kind === 'reading'))
    sent.destroy()
    await bench.in(begun.capture, 'cancelled')
    expect(await bench.files()).toEqual([])
  })

  test('can be cancelled while it is sent, and its sender hears of it', async () => {
    const sent = openUpload(bench, 'walk.json')
    const answered = new Promise<number>((resolve) =>
      sent.on('response', (response) => resolve(response.statusCode ?? 0)),
    )
    sent.write(traceOf(1000).slice(0, 20_000))
    const begun = await until('it is being read', () => bench.list().find(({ state }) => state.kind === 'reading'))
    expect(await bench.panel.ask('captures.cancel', { capture: begun.capture })).toEqual({ ok: true, value: null })
    await bench.in(begun.capture, 'cancelled')
    sent.end()
    expect(await answered).toBe(200)
  })

  test('that is refused half way is taken in to its end, so that its sender hears the answer', async () => {
    const capture = await bench.send('noise.bin', Buffer.alloc(8_000_000, 'x'))
    await bench.in(capture, 'failed')
  })

  test('waits for its turn where many are read already', async () => {
    const uploads = Array.from({ length: 4 }, (_, i) => openUpload(bench, `${i}.json`))
    for (const upload of uploads) upload.write(traceOf(100).slice(0, 5000))
    await until('four are being read', () => bench.list().filter(({ state }) => state.kind === 'reading').length === 4)
    await expect(bench.send('fifth.json', traceOf(2))).rejects.toThrow(
      '503: 4 captures are being made already. Wait until one is ready.',
    )
    for (const upload of uploads) upload.destroy()
    await until('all are cancelled', () => bench.list().every(({ state }) => state.kind === 'cancelled'))
    await bench.in(await bench.send('fifth.json', traceOf(2)), 'ready')
  })
})

describe('for others', () => {
  test('a capture is a Chrome trace, a speedscope file or a container, each under a name that says what it is', async () => {
    const capture = await bench.send('hero.rigcap', encoded({ ...withEvents, title: 'Hänsel "walk"/2' }))
    await bench.in(capture, 'ready')
    const given = async (as: string) => await bench.ask(`/captures/${capture}/export?as=${as}`, bench.signedIn)
    const chrome = await given('chrome')
    expect(chrome.headers['content-disposition']).toBe(
      `attachment; filename="H_nsel _walk__2.trace.json"; filename*=UTF-8''H%C3%A4nsel%20_walk__2.trace.json`,
    )
    expect((JSON.parse(chrome.body.toString()) as { traceEvents: unknown[] }).traceEvents.length).toBeGreaterThan(6)
    expect((JSON.parse((await given('speedscope')).body.toString()) as { name: string }).name).toBe('Hänsel "walk"/2')
    const container = await given('rigscope')
    expect(container.body.subarray(0, 2).toString()).toBe('PK')
    expect(container.headers['content-length']).toBe(String(container.body.length))
    await expect.poll(() => bench.files()).toEqual([`${capture}.rigcap`])
  })

  test('all three can be opened again', async () => {
    const capture = await bench.send('hero.rigcap', encoded(withEvents))
    await bench.in(capture, 'ready')
    for (const as of ['chrome', 'speedscope', 'rigscope']) {
      const { body } = await bench.ask(`/captures/${capture}/export?as=${as}`, bench.signedIn)
      const again = await bench.send(`again.${as}`, body)
      expect((await bench.in(again, 'ready')).content?.events).toBe(4)
    }
    const whole = bench.list().find(({ title }) => title === 'Hero, playing (2)')
    const { body } = await bench.ask(`/captures/${whole?.capture}`, bench.signedIn)
    expect(decoded(body)).toEqual(withEvents)
  })

  test('a container of a session is told from one of a capture', async () => {
    const recording = await readFile(join('bridge', 'replay', 'recordings', 'rigify-human.rigscope')).catch(() => null)
    if (recording === null) throw new Error('The shipped recording is not where it was.')
    const capture = await bench.send('walk.rigscope', recording)
    expect((await bench.in(capture, 'failed')).state).toEqual({
      kind: 'failed',
      sentence:
        'walk.rigscope is a recording of a session, not a capture. Play it with: rigscope start --recording walk.rigscope',
    })
    expect(await bench.files()).toEqual([])
  })

  test('a reader who leaves in the middle costs nothing further', async () => {
    const capture = await bench.send('long.json', traceOf(50_000))
    await bench.in(capture, 'ready')
    const control = new AbortController()
    const response = await fetch(`${origin()}/captures/${capture}/export?as=chrome`, {
      headers: bench.signedIn,
      signal: control.signal,
    })
    await response.body?.getReader().read()
    control.abort()
    for (let i = 0; i < 6; i += 1)
      expect((await bench.ask(`/captures/${capture}/export?as=speedscope`, bench.signedIn)).status).toBe(200)
  })

  test('another format is refused in a sentence that names those there are', async () => {
    const capture = await bench.send('walk.json', traceOf(2))
    await bench.in(capture, 'ready')
    for (const as of ['', '?as=', '?as=exe', '?as=constructor']) {
      const answer = await bench.ask(`/captures/${capture}/export${as}`, bench.signedIn)
      expect([answer.status, answer.body.toString()]).toEqual([
        400,
        'Ask for ?as=chrome, ?as=speedscope or ?as=rigscope.\n',
      ])
    }
  })
})

describe('who is let in', () => {
  test('is the page that signed in, or a program that can read hub.json', async () => {
    const capture = await bench.send('walk.json', traceOf(2))
    await bench.in(capture, 'ready')
    const { controlToken } = JSON.parse(await readFile(join(bench.hub.runtimeFolder, 'hub.json'), 'utf8')) as {
      controlToken: string
    }
    const { cookie, key } = await signIn(bench.hub)
    const authorization = `Bearer ${key}`
    const program = { authorization: `Bearer ${controlToken}` }
    const cases: [Record<string, string>, number][] = [
      [{ cookie, authorization }, 200],
      [{ cookie, authorization, origin: origin() }, 200],
      [program, 200],
      [{}, 401],
      [{ cookie }, 401],
      [{ authorization }, 401],
      [{ cookie, authorization: 'Bearer x' }, 401],
      [{ cookie, authorization, origin: 'http://evil.example' }, 403],
      [{ ...program, origin: 'http://evil.example' }, 403],
      [{ ...program, origin: origin() }, 401],
      [{ cookie, authorization, host: 'evil.example' }, 421],
    ]
    for (const [headers, status] of cases)
      for (const path of [`/captures/${capture}`, `/captures/${capture}/export?as=chrome`])
        expect([path, headers, (await bench.ask(path, headers)).status]).toEqual([path, headers, status])
  })

  test('posts only from our own page: a form elsewhere sends another Origin, a script none of ours', async () => {
    const post = async (headers: Record<string, string>) =>
      (await bench.ask('/captures?name=a.json', headers, 'POST', traceOf(2))).status
    expect(await post(bench.signedIn)).toBe(403)
    expect(await post({ ...bench.signedIn, origin: 'null' })).toBe(403)
    expect(await post({ ...bench.signedIn, origin: 'http://evil.example' })).toBe(403)
    expect(await post({ cookie: bench.pass.cookie, origin: origin() })).toBe(401)
    expect(await post({ ...bench.signedIn, origin: origin() })).toBe(200)
  })

  test('asks by the right method for what is there', async () => {
    const { signedIn } = bench
    const capture = await bench.send('walk.json', traceOf(2))
    await bench.in(capture, 'ready')
    const post = { ...signedIn, origin: origin() }
    const told = async (path: string, method: string, headers: Record<string, string> = post) => {
      const answer = await bench.ask(path, headers, method)
      return [answer.status, answer.headers['allow'], answer.body.toString()]
    }
    expect(await told('/captures', 'GET', signedIn)).toEqual([405, 'POST', 'A file with a capture is posted here.\n'])
    expect(await told(`/captures/${capture}`, 'POST')).toEqual([405, 'GET, HEAD', 'A capture can only be read here.\n'])
    expect(await told(`/captures/${capture}`, 'DELETE')).toEqual([
      405,
      'GET, HEAD',
      'A capture can only be read here.\n',
    ])
    for (const id of ['AAAAAAAAAAAAAAAA', '..', '%2e%2e%2fhub-state.json', 'constructor'])
      expect((await told(`/captures/${id}`, 'GET', signedIn))[0]).toBe(404)
    expect((await told(`/captures/${capture}/secret`, 'GET', signedIn))[0]).toBe(404)
  })

  test('a link that somebody laid into the folder is no capture', async () => {
    await writeFile(join(bench.folder, '..', 'secret'), encoded(withEvents))
    await symlink(join(bench.folder, '..', 'secret'), join(bench.folder, 'AAAAAAAAAAAAAAAA.rigcap'))
    await bench.restart()
    expect(bench.list()).toEqual([])
    expect((await bench.ask('/captures/AAAAAAAAAAAAAAAA', bench.signedIn)).status).toBe(404)
  })
})
