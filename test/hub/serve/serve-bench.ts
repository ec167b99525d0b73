// What tests of the hub's server stand on: a hub with a built panel beside a secret, and requests exactly as they are given.
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { WebSocket } from 'ws'
import { offeredProtocols } from '../../../hub/carrier/ws-carrier'
import type { Hub } from '../../../hub/hub'
import { type Workbench, workbench } from '../workbench'

export interface RawAnswer {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly text: string
}

export interface ServeBench {
  readonly runtime: string
  readonly hub: Hub
  /** A request exactly as given: paths are not tidied, and Host can be anything. */
  raw(path: string, headers?: Record<string, string>, method?: string, body?: string): Promise<RawAnswer>
  /** The status with which an upgrade is refused, or 101; a null `key` offers no protocol. */
  upgrade(headers: Record<string, string>, key: string | null, path?: string): Promise<number>
}

/** For the tests of one file: a new hub for each. */
export function serveBench(): ServeBench {
  let bench: Workbench
  let hub: Hub
  beforeEach(async () => {
    bench = await workbench()
    const panelFolder = join(bench.runtime, '..', 'panel')
    await mkdir(join(panelFolder, 'assets'), { recursive: true })
    await writeFile(join(panelFolder, 'index.html'), '<!doctype html><title>Rigscope</title>')
    await writeFile(join(panelFolder, 'assets', 'main-Dk3jd93s.js'), 'export {}')
    await writeFile(join(panelFolder, '..', 'secret.txt'), 'secret')
    await symlink(join(panelFolder, '..', 'secret.txt'), join(panelFolder, 'link.txt'))
    hub = await bench.hub()
  })
  afterEach(() => bench.end())
  return {
    get runtime() {
      return bench.runtime
    },
    get hub() {
      return hub
    },
    raw(path, headers = {}, method = 'GET', body = '') {
      return new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port: hub.port, path, method, headers }, (response) => {
          let text = ''
          response.on('data', (chunk: Buffer) => (text += chunk.toString()))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
        })
        sent.on('error', reject)
        sent.end(body)
      })
    },
    upgrade: (headers, key, path = '/hub') => upgradeOn(hub.port, headers, key, path),
  }
}

export function upgradeOn(
  port: number,
  headers: Record<string, string>,
  key: string | null,
  path = '/hub',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const protocols = key === null ? [] : offeredProtocols(key)
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', reject)
  })
}
