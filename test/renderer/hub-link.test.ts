// The link signs in once, tries again by itself, and tells "not there" from "not signed in".
import { expect, test, vi } from 'vitest'
import type { HubClient } from '../../hub/api'
import { backOffMs, keepLink, type Attempt, type Door, type LinkState } from '../../renderer/hub-client/hub-link'

const client = { close: vi.fn() } as unknown as HubClient

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
test('Waiting grows to four seconds at most', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(backOffMs)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000])
})
