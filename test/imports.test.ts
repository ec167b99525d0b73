// The import rules hold for the repository as it is, and the table catches what it should: planted violations.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findImports } from './imports/find-imports.mjs'
import { judgeImports, judgeRepository } from './imports/judge-imports.mjs'

const judge = (files: Record<string, string>) => judgeImports(new Map(Object.entries(files)))

describe('Who may import whom', () => {
  it('holds for every source file of the repository', () => {
    expect(judgeRepository(fileURLToPath(new URL('..', import.meta.url)))).toEqual([])
  })

  it.each([
    ['model/pure.ts', "import { readFileSync } from 'node:fs'", 'the model is pure'],
    ['model/pure.ts', "import { fromBridge } from '../bridge/protocol/messages'", 'the model is pure'],
    ['bridge/protocol/columns.ts', "import { z } from 'zod'", 'they carry nothing along'],
    ['bridge/protocol/messages.ts', "import { WebSocket } from 'ws'", 'the wire is the one source'],
    ['bridge/replay/start.ts', "import { startHub } from '../../hub/start-hub'", 'not the hub that listens'],
    ['container/read.ts', "import { startHub } from '../hub/start-hub'", 'it knows none of them'],
    ['hub/serve/serve.ts', "import { App } from '../../renderer/app'", 'no page'],
    ['hub/serve/serve.ts', "import { run } from '../../cli/commands/start'", 'no command'],
    ['hub/carrier/client.ts', "import { startHub } from '../start-hub'", 'brings nothing of the hub'],
    ['hub/carrier/client.ts', "import { readFileSync } from 'node:fs'", 'brings nothing of the hub'],
    ['renderer/store/live.ts', "import { Chart } from '../view/chart'", 'the store knows no view'],
    ['renderer/view/chart.tsx', "import { connect } from '../hub-client/connect'", 'it knows no port'],
    ['renderer/view/chart.tsx', "import { hello } from '../../bridge/protocol/messages'", 'it knows no port'],
    ['renderer/main.tsx', "import { join } from 'node:path'", 'loads nothing of Node'],
    ['renderer/main.tsx', "void import('../hub/start-hub')", 'loads nothing of Node'],
    ['electron/desktop-api.ts', "import { app } from 'electron'", 'types alone'],
    ['electron/preload.ts', "import { isOurs } from './locks'", 'one file'],
    ['electron/preload.ts', "import { readFileSync } from 'node:fs'", 'one file'],
    ['electron/run-hub.ts', "import { app } from 'electron'", 'no Electron but its port'],
    ['electron/main.ts', "import { startHub } from '../hub/start-hub'", 'holds no product'],
    ['electron/main.ts', "import { runHub } from './run-hub'", 'holds no product'],
    ['electron/main.ts', "import { median } from '../model/live/quantiles'", 'holds no product'],
    ['electron/main.ts', "import { shell } from '../renderer/shell/shell'", 'holds no product'],
    ['hub/serve/serve.ts', "import { app } from 'electron'", 'no page'],
    ['renderer/main.tsx', "import { isOurs } from '../electron/locks'", 'loads nothing of Node'],
    ['cli/commands/start.ts', "import { App } from '../../renderer/app'", 'the panel reaches it built'],
    ['cli/start.mjs', "import { z } from 'zod'", 'before anything is built'],
    ['hub/start-hub.ts', "export * from '../test/hub/fake'", 'does not know its tests'],
    ['model/pure.ts', "import '../bench/pure'", 'does not know its benches'],
    ['somewhere/else.ts', 'export {}', 'say what it may import'],
  ])('refuses in %s: %s', (file, text, because) => {
    const violations = judge({ [file]: text })
    expect(violations).toHaveLength(1)
    expect(violations[0]).toContain(because)
  })

  it.each([
    ['bridge/rigscope_bridge/sampler.py', 'import bpy', 'only the Blender host'],
    ['bridge/rigscope_bridge/hosts/fake.py', 'def f():\n    from mathutils import Vector', 'only the Blender host'],
    ['bridge/rigscope_bridge/hosts/blender.py', 'import maya.cmds as cmds', 'only the Maya host'],
    [
      'bridge/rigscope_bridge/settings.py',
      'if TYPE_CHECKING:\n    import os\nimport yaml',
      'take the one under _vendor',
    ],
    ['bridge/rigscope_bridge/server.py', 'import os, websockets', 'take the one under _vendor'],
    ['bridge/rigscope_bridge/conversation.py', 'import threading', 'does no I/O'],
    ['bridge/rigscope_bridge/conversation.py', 'from . import roster, server', 'does no I/O'],
    ['bridge/rigscope_bridge/conversation.py', 'from .hosts.blender import BlenderHost', 'does no I/O'],
    ['bridge/rigscope_bridge/hosts/blender.py', 'from ..server import Server', 'nothing of who listens'],
    ['bridge/rigscope_bridge/hosts/blender.py', 'from .. import (\n  clock,\n  wire,\n)', 'nothing of who listens'],
    ['bridge/rigscope_bridge/launch.py', 'import pytest', 'does not know its tests'],
  ])('refuses in %s: %s', (file, text, because) => {
    const violations = judge({ [file]: text })
    expect(violations).toHaveLength(1)
    expect(violations[0]).toContain(because)
  })

  it.each([
    [
      'model/live/median.ts',
      "import { layouts } from '../../bridge/protocol/columns'\nimport { a } from './quantiles'",
    ],
    ['hub/serve/serve.ts', "import { createServer } from 'node:http'\nimport { WebSocketServer } from 'ws'"],
    [
      'renderer/view/rig.tsx',
      "import type { Rig } from '../../bridge/protocol/messages'\nimport 'uplot/dist/uPlot.min.css'",
    ],
    ['renderer/feed/feed.ts', "import { type FromBridge } from '../../bridge/protocol/messages'"],
    ['test/hub/hub.test.ts', "import { startHub } from '../../hub/start-hub'\nimport { fake } from './fake'"],
    ['bridge/rigscope_bridge/hosts/blender.py', 'import bpy\nfrom .host import Host'],
    [
      'bridge/rigscope_bridge/conversation.py',
      '"""import threading is not done here."""\nfrom .hosts.host import Host',
    ],
  ])('lets %s import what its row allows', (file, text) => {
    expect(judge({ [file]: text })).toEqual([])
  })

  it('lets one file of the product know recharts, not two', () => {
    const knows = "import { Line } from 'recharts'"
    expect(judge({ 'renderer/view/history.tsx': knows, 'bench/peer.ts': knows })).toEqual([])
    expect(judge({ 'renderer/view/history.tsx': knows, 'renderer/view/second.tsx': knows })).toEqual([
      'renderer/view/history.tsx, renderer/view/second.tsx import recharts: only one file knows it, so that it can be replaced there',
    ])
  })

  it('tells types from values, and the line', () => {
    const text =
      "\nimport type { A } from './a'\nimport { type B } from './b'\nimport { type C, d } from './c.mjs'\nexport type { E } from './e'"
    expect(findImports('x/y.ts', text)).toEqual([
      { to: 'x/a', typesOnly: true, line: 2 },
      { to: 'x/b', typesOnly: true, line: 3 },
      { to: 'x/c', typesOnly: false, line: 4 },
      { to: 'x/e', typesOnly: true, line: 5 },
    ])
  })
})
