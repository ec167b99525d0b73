// Judges the table of good and bad messages in TypeScript. Python judges the same table in test/bridge, and schema.json,
// which stands between the two, is judged by both.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { address } from '../../bridge/protocol/address'
import { inCapture } from '../../bridge/protocol/capture-messages'
import { fromBridge, fromHub } from '../../bridge/protocol/messages'
import { settings } from '../../bridge/protocol/settings'

interface Case {
  readonly name: string
  readonly direction: keyof typeof judges
  readonly good: boolean
  readonly message: unknown
}

const judges = { fromBridge, fromHub, inCapture, address, settings }
const text = readFileSync(new URL('cases.json', import.meta.url), 'utf8')
const { cases } = JSON.parse(text) as { readonly cases: readonly Case[] }

describe.each(['fromBridge', 'fromHub', 'inCapture', 'address', 'settings'] as const)('%s', (direction) => {
  const own = cases.filter((one) => one.direction === direction)
  test.each(own.map((one) => [one.good ? 'takes' : 'refuses', one.name, one] as const))('%s %s', (_, __, one) => {
    expect(judges[direction].safeParse(one.message).success).toBe(one.good)
  })
})

describe('The table of cases', () => {
  test('has a good and a bad case of every message', () => {
    for (const [direction, union] of Object.entries({ fromBridge, fromHub, inCapture }))
      for (const option of union.options) {
        const type = option.shape.type.value
        const own = cases.filter(
          (one) => one.direction === direction && (one.message as { type?: unknown } | null)?.type === type,
        )
        expect(
          own.map((one) => one.good),
          type,
        ).toContain(true)
        expect(
          own.map((one) => one.good),
          type,
        ).toContain(false)
      }
  })

  test('names each case once', () => {
    expect(new Set(cases.map((one) => one.name)).size).toBe(cases.length)
    expect(cases.length).toBeGreaterThanOrEqual(60)
  })
})
