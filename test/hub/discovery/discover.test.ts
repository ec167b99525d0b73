// Discovery goes on whatever becomes of one look, and says what went wrong.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { discover } from '../../../hub/discovery/discover'
import { thisMachine } from '../../../hub/discovery/process-alive'
import { sessionsFolder } from '../../../hub/discovery/runtime-folder'
import { type FakeBridge, fakeBridge } from '../fake-bridge'

let runtime: string
let bridge: FakeBridge
beforeEach(async () => {
  runtime = await mkdtemp(join(tmpdir(), 'rigscope-discovery-'))
  bridge = await fakeBridge({ runtime })
})
afterEach(async () => {
  await bridge.close()
  await rm(runtime, { recursive: true })
})

test('a look that fails is said and rejects nowhere, and the next one does its work', async () => {
  const problems: string[] = []
  const gone: string[] = []
  const discovery = discover(sessionsFolder(runtime), await thisMachine(), {
    appeared() {
      throw new Error('No more memory')
    },
    changed: () => undefined,
    disappeared: (session) => gone.push(session),
    problem: (sentence) => problems.push(sentence),
  })
  await discovery.look()
  expect(problems).toEqual([`The folder ${sessionsFolder(runtime)} was not read to its end: No more memory.`])
  await bridge.close()
  await discovery.look()
  expect(gone).toEqual([bridge.address.session])
  discovery.close()
})
