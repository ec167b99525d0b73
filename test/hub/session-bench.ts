// What tests of sessions stand on: a whole hub with one panel, and bridges that it finds by their address files.
import { afterEach, beforeEach } from 'vitest'
import type { HubClient } from '../../hub/api'
import type { Hub } from '../../hub/hub'
import type { SessionState, SessionSummary } from '../../hub/sessions/api'
import { type FakeBridge, fakeBridge, type FakeBridgeOptions } from './fake-bridge'
import { until, type Workbench, workbench } from './workbench'

export interface SessionBench {
  readonly runtime: string
  readonly hub: Hub
  readonly panel: HubClient
  /** A bridge that ends with the test. */
  bridge(options?: Omit<FakeBridgeOptions, 'runtime'>): Promise<FakeBridge>
  summary(session: string): SessionSummary | undefined
  stateOf(session: string): SessionState | undefined
  /** Resolves once the hub calls its session live. */
  live(made: FakeBridge, ms?: number): Promise<unknown>
}

/** For the tests of one file: a new hub, panel and folder for each. */
export function sessionBench(): SessionBench {
  let bench: Workbench
  let hub: Hub
  let panel: HubClient
  const bridges: FakeBridge[] = []
  const summary = (session: string) => hub.sessions().find((one) => one.session === session)
  const stateOf = (session: string) => summary(session)?.state
  beforeEach(async () => {
    bench = await workbench()
    hub = await bench.hub()
    panel = bench.panel(hub)
  })
  afterEach(async () => {
    for (const made of bridges.splice(0)) await made.close()
    await bench.end()
  })
  return {
    get runtime() {
      return bench.runtime
    },
    get hub() {
      return hub
    },
    get panel() {
      return panel
    },
    async bridge(options = {}) {
      const made = await fakeBridge({ runtime: bench.runtime, ...options })
      bridges.push(made)
      return made
    },
    summary,
    stateOf,
    live: (made, ms) => until('live', () => stateOf(made.address.session)?.kind === 'live', ms),
  }
}
