// The link signs in once, tries again by itself, tells "not there" from "not signed in", and hears the hub's heartbeat.
import { expect, test, vi } from 'vitest'
import type { HubClient, HubError } from '../../hub/api'
import { backOffMs, keepLink, type Attempt, type Door, type LinkState } from '../../renderer/hub-client/hub-link'

interface Heart {
  beat(): void
  end(error: HubError | null): void
}
let heart: Heart
const client: HubClient = {
  close: vi.fn(),
  ask: () => new Promise(() => undefined),
  stream(_name, _args, onItem: (item: never) => void, onEnd) {
    heart = { beat: () => onItem({ atMs: 0 } as never), end: onEnd }
    return () => undefined
  },
}

function door(
  attempts: Attempt[],
  signIns: Awaited<ReturnType<Door['signIn']>>[] = ['noCode'],
): Door & { waits: number[] } {
  const waits: number[] = []
  return {
    waits,
    signIn: () => Promise.resolve(signIns.shift() ?? 'noCode'),
    connect: () => {
      const next = attempts.shift()
      return next === undefined ? new Promise<Attempt>(() => undefined) : Promise.resolve(next)
    },
    wait: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
    now: () => 0,
  }
}
const follow = async (of: Door, until: LinkState['kind'][]) => {
  const seen: LinkState[] = []
  const stop = keepLink(of, (state) => seen.push(state))
  await vi.waitFor(() => expect(seen.map(({ kind }) => kind)).toEqual(until))
  stop()
  return seen
}

test('A hub that is not there is tried again, ever more patiently', async () => {
  const never: Attempt = { kind: 'open', client, closed: new Promise(() => undefined) }
  const of = door([{ kind: 'unreachable' }, { kind: 'unreachable' }, never])
  await follow(of, ['signingIn', 'connecting', 'unreachable', 'unreachable', 'open'])
  expect(of.waits).toEqual([250, 500])
})
test('A lost connection is opened anew', async () => {
  const closed: Attempt = { kind: 'open', client, closed: Promise.resolve() }
  const never: Attempt = { kind: 'open', client, closed: new Promise(() => undefined) }
  await follow(door([closed, never]), ['signingIn', 'connecting', 'open', 'unreachable', 'open'])
})
test('A code that was used before is told from no code at all', async () => {
  const [, , refused] = await follow(door([{ kind: 'unauthorized' }], ['refused']), [
    'signingIn',
    'connecting',
    'signedOut',
  ])
  expect(refused).toEqual({ kind: 'signedOut', why: 'codeRefused' })
  const [, , none] = await follow(door([{ kind: 'unauthorized' }]), ['signingIn', 'connecting', 'signedOut'])
  expect(none).toEqual({ kind: 'signedOut', why: 'noCode' })
})
test('A hub that starts is tried again soon, however long it was gone', async () => {
  const never: Attempt = { kind: 'open', client, closed: new Promise(() => undefined) }
  const of = door([...Array.from({ length: 5 }, (): Attempt => ({ kind: 'unreachable' })), { kind: 'starting' }, never])
  await follow(of, ['signingIn', 'connecting', ...Array<'unreachable'>(6).fill('unreachable'), 'open'])
  expect(of.waits).toEqual([250, 500, 1000, 2000, 4000, 250])
})
test('Each heartbeat of the hub moves the time at which it was last heard', async () => {
  let nowMs = 1000
  const of = { ...door([{ kind: 'open', client, closed: new Promise<void>(() => undefined) }]), now: () => nowMs }
  const seen: LinkState[] = []
  const stop = keepLink(of, (state) => seen.push(state))
  const heard = () => seen.flatMap((state) => (state.kind === 'open' ? [state.heardMs] : []))
  await vi.waitFor(() => expect(heard()).toEqual([1000]))
  nowMs = 2000
  heart.beat()
  expect(heard()).toEqual([1000, 2000])
  heart.end({ kind: 'badRequest', sentence: 'This hub does not know "about.heartbeat".' })
  expect(heard()).toEqual([1000, 2000, Infinity])
  stop()
})
test('Waiting grows to four seconds at most', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(backOffMs)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000])
})
