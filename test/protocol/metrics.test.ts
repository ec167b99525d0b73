// The plan of metrics: every number has a name that Prometheus takes, a unit, a meaning, an owner and a day on which it is looked at again.
import { describe, expect, test } from 'vitest'
import { metrics, type Metric } from '../../bridge/protocol/metrics'

const plan: readonly (readonly [string, Metric])[] = Object.entries(metrics)
const suffixes = { seconds: '_seconds', ratio: '_ratio', bytes: '_bytes', hertz: '_fps' } as const

describe.each(plan)('The metric %s', (_, metric) => {
  test('has a name that Prometheus takes, ending in its unit', () => {
    expect(metric.name).toMatch(/^rigscope_[a-z][a-z0-9]*(_[a-z0-9]+)*$/)
    expect(metric.name.endsWith(suffixes[metric.unit])).toBe(true)
    expect(metric.name).not.toMatch(/_(milliseconds|ms|percent|total|count|sum|bucket)$/)
  })

  test('says in a sentence what it means', () => {
    expect(metric.meaning).toMatch(/^[A-Z].{20,}\.$/)
    expect(metric.title.length).toBeLessThanOrEqual(20)
  })

  test('has an owner and is due for review within two years', () => {
    expect(metric.owner).not.toBe('')
    expect(metric.reviewBy).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    const years = (Date.parse(metric.reviewBy) - Date.now()) / (365.25 * 24 * 3600 * 1000)
    expect(years, 'overdue: look at this metric again, then move its date').toBeGreaterThan(0)
    expect(years).toBeLessThan(2)
  })
})

describe('The plan', () => {
  test('names each metric once', () => {
    expect(new Set(plan.map(([, metric]) => metric.name)).size).toBe(plan.length)
    expect(new Set(plan.map(([, metric]) => metric.title)).size).toBe(plan.length)
  })

  test('has leaves, which people feel, and intermediates, which need context', () => {
    expect(new Set(plan.map(([, metric]) => metric.kind))).toEqual(new Set(['leaf', 'intermediate']))
  })
})
