// What electron-builder makes of electron-builder.yml: judged by its own schema, and packed for real around an Electron that is none, to see
// which files go in and which fuses are set.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import { buildStale } from '../../cli/build/build-stale.mjs'
import { ensureInstalled } from '../../cli/build/ensure-installed.mjs'
import { installers, pack } from '../../cli/pack/installers.mjs'
import { programs, root } from '../cli/program'

programs()
const packaging = join(root, 'packaging')
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>
let folder: string
let missing: string | null

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rigscope-packed-'))
  missing = await ensureInstalled(packaging, () => undefined)
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** electron-builder comes from the network, where there is one. */
const needsBuilder = (context: TestContext) =>
  context.skip(missing !== null, 'electron-builder cannot be installed here')

describe('The configuration', () => {
  it('fits the schema of electron-builder', async (context) => {
    needsBuilder(context)
    const validate = validator()
    await expect(validate(config)).resolves.toBeUndefined()
    await expect(validate({ ...config, elektronFuses: {} })).rejects.toThrow('elektronFuses')
    await expect(validate({ ...config, nsis: { ...(config['nsis'] as object), perMachine: 'no' } })).rejects.toThrow()
  })

  it('is for the Electron whose declarations the code is checked against', () => {
    expect(config['electronVersion']).toBe(manifest.devDependencies.electron)
  })

  it('makes what is promised for three platforms, per user on Windows, and takes links and files', () => {
    const targets = ['win', 'mac', 'linux'].map((platform) => (config[platform] as { target: string[] }).target)
    expect(targets).toEqual([
      ['nsis', 'zip'],
      ['dmg', 'zip'],
      ['AppImage', 'deb'],
    ])
    expect(config['nsis']).toMatchObject({ perMachine: false, allowElevation: false })
    expect(config['protocols']).toMatchObject([{ schemes: ['rigscope'] }])
    expect(config['fileAssociations']).toMatchObject([{ ext: 'rigscope' }])
  })
})

describe('The packed application', () => {
  const out = () => join(folder, 'out', 'linux-unpacked')
  const asar = () => {
    const { listPackage, extractFile } = require(join(packaging, 'node_modules', '@electron', 'asar')) as {
      listPackage: (path: string, options: { isPack: boolean }) => string[]
      extractFile: (path: string, file: string) => Buffer
    }
    const path = join(out(), 'resources', 'app.asar')
    return { files: listPackage(path, { isPack: false }), read: (file: string) => extractFile(path, file).toString() }
  }

  beforeAll(async () => {
    if (missing !== null) return
    const problem = await buildStale(root, { parts: ['panel', 'application'] }, () => undefined)
    if (problem !== null) throw new Error(problem)
    const electron = join(folder, 'electron')
    mkdirSync(join(electron, 'resources'), { recursive: true })
    writeFileSync(join(electron, 'electron'), `\x7fELF ${sentinel}\x01\x09${'1'.repeat(9)}`, 'latin1')
    chmodSync(join(electron, 'electron'), 0o755)
    writeFileSync(join(electron, 'version'), manifest.devDependencies.electron)
    const target = [`-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'out')}`]
    const failure = await pack(root, ['--linux', 'dir', ...target])
    if (failure !== null) throw new Error(failure)
  }, 300_000)

  it('holds what was built and nothing else: no package, no source, no map, no test', (context) => {
    needsBuilder(context)
    const { files } = asar()
    const shape = files.map((file) => file.replaceAll('\\', '/').replace(/-[\w-]{8}\.(mjs|js|css)$/, '-*.$1'))
    expect(shape.filter((file) => !/^\/dist\/(node|panel)\//.test(file)).sort()).toEqual([
      ...['/LICENSE', '/dist', '/dist/electron', '/dist/electron/main.cjs', '/dist/electron/preload.cjs'],
      ...['/dist/node', '/dist/panel', '/package.json'],
    ])
    for (const file of ['/dist/node/electron-hub.mjs', '/dist/node/capture-worker.mjs', '/dist/panel/index.html'])
      expect(shape).toContain(file)
    expect(shape.filter((file) => /^\/dist\/node\//.test(file) && !file.endsWith('.mjs'))).toEqual([])
    expect(shape.filter((file) => /\.map$|\.tsx?$|node_modules|test/.test(file))).toEqual([])
  })

  it('starts with its main file and asks for no package', (context) => {
    needsBuilder(context)
    const { read } = asar()
    const packed = JSON.parse(read('package.json')) as Record<string, unknown>
    expect(packed).toMatchObject({ name: 'rigscope', version: manifest.version, main: 'dist/electron/main.cjs' })
    for (const field of ['devDependencies', 'scripts']) expect(packed[field], field).toBeUndefined()
  })

  it('has every fuse as the security page says', (context) => {
    needsBuilder(context)
    const binary = readFileSync(join(out(), 'rigscope'), 'latin1')
    const wire = binary.slice(binary.indexOf(sentinel) + sentinel.length + 2)
    expect(Object.fromEntries(fuses.map((name, at) => [name, wire[at] === '1']))).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      embeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      wasmTrapHandlers: true,
    })
  })

  it('carries the zips for hosts that lie in dist', (context) => {
    needsBuilder(context)
    const resources = config['extraResources'] as { from: string; to: string; filter: string[] }[]
    expect(resources).toEqual([
      { from: 'dist', to: 'bridges', filter: ['rigscope-blender-*.zip', 'rigscope-maya-*.zip'] },
    ])
    const zip = `rigscope-blender-${manifest.version}.zip`
    const isMade = existsSync(join(root, 'dist', zip))
    expect(existsSync(join(out(), 'resources', 'bridges', zip))).toBe(isMade)
  })

  it('parses as JavaScript', (context) => {
    needsBuilder(context)
    for (const name of ['main.cjs', 'preload.cjs'])
      execFileSync(process.execPath, ['--check', join(root, 'dist', 'electron', name)])
  })
})

it('installers are left out, in one line, where there is no Electron or another one', async () => {
  const said: string[] = []
  const before = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  try {
    for (const version of [null, '44.0.0']) {
      const electron = join(folder, `electron ${version ?? 'none'}`)
      mkdirSync(electron)
      if (version !== null) for (const name of ['electron', 'version']) writeFileSync(join(electron, name), version)
      process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electron
      expect(await installers(root, (line) => said.push(line))).toBeNull()
    }
  } finally {
    if (before === undefined) delete process.env['ELECTRON_OVERRIDE_DIST_PATH']
    else process.env['ELECTRON_OVERRIDE_DIST_PATH'] = before
  }
  expect(said).toEqual([
    expect.stringMatching(/^Left out the installers: .* where there is no Electron; /),
    expect.stringMatching(/^Left out the installers: .* holds Electron 44\.0\.0, not 45\.4\.1\.$/),
  ])
})

/** Marks where an Electron keeps its fuses; their order is the wire's. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuses = [
  ...['runAsNode', 'cookieEncryption', 'nodeOptions', 'nodeCliInspect', 'embeddedAsarIntegrityValidation'],
  ...['onlyLoadAppFromAsar', 'loadBrowserProcessSpecificV8Snapshot', 'grantFileProtocolExtraPrivileges'],
  'wasmTrapHandlers',
]

const require = createRequire(import.meta.url)

function validator(): (config: unknown) => Promise<void> {
  const out = join(packaging, 'node_modules', 'app-builder-lib', 'out', 'util', 'config', 'config.js')
  const { validateConfiguration } = require(out) as {
    validateConfiguration: (config: unknown, log: { isEnabled: boolean; add: () => void }) => Promise<void>
  }
  return (config) => validateConfiguration(config, { isEnabled: false, add: () => undefined })
}
