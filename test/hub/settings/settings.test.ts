// Settings from site, show, user and environment: the cases that the bridge's reader is judged by too, and where each value is
// said to come from.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../../bridge/protocol/settings'
import { loadSettings, variableOf } from '../../../hub/settings/load-settings'
import { settingFiles } from '../../../hub/settings/setting-files'
import shared from '../../protocol/settings-cases.json' with { type: 'json' }

interface Case {
  readonly name: string
  readonly files: { readonly site?: string; readonly show?: string; readonly user?: string }
  /** Named, but not there. */
  readonly missing?: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly effective: Readonly<Record<string, unknown>>
  readonly problems: readonly string[]
}

async function load({ files, missing = [], env }: Pick<Case, 'files' | 'missing' | 'env'>) {
  const home = await mkdtemp(join(tmpdir(), 'rigscope-settings-'))
  const paths = {
    site: join(home, 'site.yaml'),
    show: join(home, 'show.yaml'),
    user: join(home, 'rigscope', 'rigscope.yaml'),
  }
  for (const level of ['site', 'show', 'user'] as const) {
    const text = files[level]
    if (text === undefined) continue
    await mkdir(dirname(paths[level]), { recursive: true })
    await writeFile(paths[level], text)
  }
  const isNamed = (level: 'site' | 'show') => files[level] !== undefined || missing.includes(level)
  const loaded = await loadSettings({
    RIGSCOPE_SITE: isNamed('site') ? paths.site : devNull,
    ...(isNamed('show') ? { RIGSCOPE_SHOW: paths.show } : {}),
    XDG_CONFIG_HOME: home,
    ...env,
  })
  await rm(home, { recursive: true })
  return { ...loaded, paths }
}

test.each(shared.cases as unknown as Case[])('$name', async (one) => {
  const { effective, problems } = await load(one)
  const found = new Map(effective.map(({ name, value }) => [name, value]))
  for (const [name, value] of Object.entries(one.effective)) expect(found.get(name), name).toEqual(value)
  if (one.problems.length === 0) expect(problems).toEqual([])
  else for (const words of one.problems) expect(problems.join('\n')).toContain(words)
  expect(problems.length > 0).toBe(one.problems.length > 0)
  // Said once, and only where it is so.
  for (const variable of ['RIGSCOPE_SITE', 'RIGSCOPE_SHOW'])
    expect(problems.join('\n').split(variable).length - 1).toBe(one.problems.includes(variable) ? 1 : 0)
})

test('each value says where it comes from', async () => {
  const { effective, paths } = await load({
    files: { site: 'hub: {port: 4000}\n', user: 'panel: {open: none}\n' },
    env: { RIGSCOPE_BRIDGE_SAMPLE_HZ: '2' },
  })
  const from = Object.fromEntries(effective.map((one) => [one.name, one.from]))
  expect(from).toMatchObject({
    'hub.port': paths.site,
    'panel.open': paths.user,
    'bridge.sampleHz': 'RIGSCOPE_BRIDGE_SAMPLE_HZ',
    'bridge.enabled': 'default',
  })
  expect(effective).toHaveLength(Object.values(defaultSettings).flatMap(Object.keys).length)
})

test('a file that is too long or not text is left out, and said', async () => {
  expect((await load({ files: { site: `# ${'x'.repeat(1_100_000)}` }, env: {} })).problems[0]).toContain('that long')
  const home = await mkdtemp(join(tmpdir(), 'rigscope-settings-'))
  const site = join(home, 'site.yaml')
  await writeFile(site, Uint8Array.of(0xff, 0xfe, 0x41))
  expect((await loadSettings({ RIGSCOPE_SITE: site, XDG_CONFIG_HOME: home })).problems[0]).toContain('not UTF-8')
  await rm(home, { recursive: true })
})

test('files and variables have the names that are documented', () => {
  expect(variableOf('hub.memoryPerSessionBytes')).toBe('RIGSCOPE_HUB_MEMORY_PER_SESSION_BYTES')
  expect(settingFiles({ XDG_CONFIG_HOME: '/config', RIGSCOPE_SHOW: '/show.yaml' }, 'linux')).toEqual([
    { path: '/etc/rigscope/rigscope.yaml', namedBy: null },
    { path: '/show.yaml', namedBy: 'RIGSCOPE_SHOW' },
    { path: '/config/rigscope/rigscope.yaml', namedBy: null },
  ])
  expect(settingFiles({ RIGSCOPE_SITE: '/s.yaml', APPDATA: '/appdata' }, 'win32')).toEqual([
    { path: '/s.yaml', namedBy: 'RIGSCOPE_SITE' },
    { path: join('/appdata', 'rigscope', 'rigscope.yaml'), namedBy: null },
  ])
})
