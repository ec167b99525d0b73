// Settings from site, show, user and environment: the cases that the bridge's reader is judged by too, and where each value is
// said to come from.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../../bridge/protocol/settings'
import { loadSettings, variableOf } from '../../../hub/settings/load-settings'
import { settingFiles } from '../../../hub/settings/setting-files'
import shared from '../../protocol/settings-cases.json' with { type: 'json' }

interface Case {
  readonly name: string
  readonly files: { readonly site?: string; readonly show?: string; readonly user?: string }
  readonly env: Readonly<Record<string, string>>
  readonly effective: Readonly<Record<string, unknown>>
  readonly problems: readonly string[]
}

async function load({ files, env }: Pick<Case, 'files' | 'env'>) {
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
  const loaded = await loadSettings({
    RIGSCOPE_SITE: paths.site,
    RIGSCOPE_SHOW: paths.show,
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
    '/etc/rigscope/rigscope.yaml',
    '/show.yaml',
    '/config/rigscope/rigscope.yaml',
  ])
  expect(settingFiles({ RIGSCOPE_SITE: '/s.yaml', APPDATA: '/appdata' }, 'win32').at(-1)).toBe(
    join('/appdata', 'rigscope', 'rigscope.yaml'),
  )
})
