// What tests of captures stand on: a hub with a panel that is signed in, files that anybody may open, and waiting for a state.
import { readdir } from 'node:fs/promises'
import { request, type ClientRequest } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { HubClient } from '../../../hub/api'
import type { CaptureState, CaptureSummary } from '../../../hub/captures/api'
import type { Hub } from '../../../hub/hub'
import { encodeCapture, joinBytes } from '../../../model/capture/encode-capture'
import { decodeCapture } from '../../../model/capture/decode-capture'
import type { Capture } from '../../../model/capture/capture'
import { collect, type Pass, signIn, until, type Workbench, workbench } from '../workbench'

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: Buffer
}

export interface CaptureBench {
  readonly hub: Hub
  readonly panel: HubClient
  readonly folder: string
  readonly pass: Pass
  /** What a page sends with every request: cookie and key. */
  readonly signedIn: Record<string, string>
  list(): readonly CaptureSummary[]
  /** The capture once it is in that state. */
  in(capture: string, kind: CaptureState['kind']): Promise<CaptureSummary>
  ask(path: string, headers?: Record<string, string>, method?: string, body?: Buffer | string): Promise<Answer>
  /** Opens a file as the page does. */
  send(name: string, body: Buffer | string): Promise<string>
  /** Ends the hub and starts the next on the same folders. */
  restart(): Promise<void>
  files(): Promise<string[]>
}

export function captureBench(): CaptureBench {
  let bench: Workbench
  let hub: Hub
  let panel: HubClient
  let pass: Pass
  let items: (readonly CaptureSummary[])[]
  const begin = async () => {
    hub = await bench.hub()
    panel = bench.panel(hub)
    pass = await signIn(hub)
    items = collect(panel, 'captures.list', {}).items
  }
  beforeEach(async () => {
    bench = await workbench()
    await begin()
  })
  afterEach(() => bench.end())
  const self: CaptureBench = {
    get hub() {
      return hub
    },
    get panel() {
      return panel
    },
    get pass() {
      return pass
    },
    get folder() {
      return join(bench.runtime, 'state', 'captures')
    },
    get signedIn() {
      return { cookie: pass.cookie, authorization: `Bearer ${pass.key}` }
    },
    list: () => items.at(-1) ?? [],
    in: (capture, kind) =>
      until(`${capture} is ${kind}`, () => {
        const found = self.list().find((one) => one.capture === capture)
        if (found?.state.kind === 'failed' && kind !== 'failed') throw new Error(found.state.sentence)
        return found?.state.kind === kind ? found : null
      }),
    ask: (path, headers = {}, method = 'GET', body = '') =>
      new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port: hub.port, path, method, headers }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
          )
          response.on('error', reject)
        })
        sent.on('error', reject)
        sent.end(body)
      }),
    async send(name, body) {
      const headers = { ...self.signedIn, origin: hub.address }
      const answer = await self.ask(`/captures?name=${encodeURIComponent(name)}`, headers, 'POST', body)
      if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body.toString()}`)
      return (JSON.parse(answer.body.toString()) as { capture: string }).capture
    },
    async restart() {
      await hub.close()
      await begin()
    },
    files: async () => (await readdir(self.folder)).sort(),
  }
  return self
}

/** A body that goes on until it is ended. */
export function openUpload(bench: CaptureBench, name: string): ClientRequest {
  const headers = { ...bench.signedIn, origin: bench.hub.address }
  const path = `/captures?name=${name}`
  const sent = request({ host: '127.0.0.1', port: bench.hub.port, path, method: 'POST', headers })
  // Tests that break it off expect this.
  sent.on('error', () => undefined)
  return sent
}

export const encoded = (capture: Capture): Buffer => Buffer.from(joinBytes(encodeCapture(capture)))

export function decoded(body: Buffer): Capture {
  const outcome = decodeCapture(new Uint8Array(body))
  if (outcome.kind === 'refused') throw new Error(outcome.sentence)
  return outcome.capture
}

/** A Chrome trace with one event a millisecond. */
export function traceOf(events: number, name = 'skin'): string {
  const rows = Array.from(
    { length: events },
    (_, i) => `{"ph":"X","pid":1,"tid":1,"name":"${name}","cat":"deform","ts":${i * 1000},"dur":500}`,
  )
  return `{"traceEvents":[${rows.join(',\n')}]}`
}
