// Looks at everything that Rigscope needs on this machine and says what is there and what is wrong; changes nothing.
// How it is printed is the doctor command's.
import { existsSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { thisMachine } from '../hub/discovery/process-alive'
import { readAddress } from '../hub/discovery/read-address'
import { prepareFolder, runtimeFolder, sessionsFolder } from '../hub/discovery/runtime-folder'
import type { EffectiveSetting } from '../hub/settings/api'
import { loadSettings } from '../hub/settings/load-settings'
import { controlHub } from '../hub/single/control-hub'
import { findHub } from '../hub/single/hub-file'
import { ownFile, version } from './checkout'
import { blender, chromium, findProgram, type Found } from './find-program'
import { hasDisplay } from './open-in-browser'

export interface SeenHub {
  readonly address: string
  readonly pid: number
  readonly version: string
  /** Wall seconds; null where it does not answer. */
  readonly startedAt: number | null
}

export interface SeenSession {
  readonly file: string
  readonly state: 'runs' | 'ended' | 'elsewhere' | 'refused'
  readonly host: string | null
  readonly scene: string | null
  readonly pid: number | null
  readonly recording: boolean
}

export interface Examination {
  readonly version: string
  readonly node: string
  readonly platform: string
  readonly display: boolean
  readonly built: { readonly panel: boolean; readonly bridgeLibraries: boolean; readonly recording: boolean }
  readonly runtimeFolder: { readonly path: string; readonly exists: boolean }
  readonly hub: SeenHub | null
  readonly sessions: readonly SeenSession[]
  readonly programs: { readonly blender: Found; readonly chromium: Found }
  readonly settings: readonly EffectiveSetting[]
  /** One sentence each; none is well. */
  readonly problems: readonly string[]
}

export const shippedRecording = () => ownFile('bridge', 'replay', 'recordings', 'rigify-human.rigscope')

export async function examine(): Promise<Examination> {
  const problems: string[] = []
  const runtime = runtimeFolder()
  const exists = await lstat(runtime).then(
    () => true,
    () => false,
  )
  // A folder that is there is only judged; one that is missing is made by whoever starts first.
  const distrust = exists ? await prepareFolder(runtime) : null
  if (distrust !== null) problems.push(distrust)
  const panel = existsSync(ownFile('dist', 'panel', 'index.html'))
  if (!panel) problems.push('The panel is not built. Run: npm run build')
  const { effective, problems: refusedSettings } = await loadSettings()
  problems.push(...refusedSettings)
  const programs = { blender: findProgram(blender), chromium: findProgram(chromium) }
  for (const [found, { variable }] of [
    [programs.blender, blender],
    [programs.chromium, chromium],
  ] as const)
    if (found.kind === 'missing' && (process.env[variable] ?? '') !== '') problems.push(found.sentence)
  const hub = distrust === null && exists ? await seeHub(runtime, problems) : null
  return {
    version: version(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    display: hasDisplay(),
    built: {
      panel,
      bridgeLibraries: existsSync(ownFile('bridge', 'rigscope_bridge', '_vendor')),
      recording: existsSync(shippedRecording()),
    },
    runtimeFolder: { path: runtime, exists },
    hub,
    sessions: distrust === null ? await seeSessions(sessionsFolder(runtime), problems) : [],
    programs,
    settings: effective,
    problems,
  }
}

async function seeHub(runtime: string, problems: string[]): Promise<SeenHub | null> {
  const file = await findHub(runtime, await thisMachine())
  if (file === null) return null
  const about = await controlHub(file).about()
  if (about === null) problems.push(`The hub runs as process ${file.pid} but does not answer. End it and start again.`)
  const { port, pid, version } = file
  return { address: `http://127.0.0.1:${port}`, pid, version, startedAt: about?.startedAt ?? null }
}

async function seeSessions(folder: string, problems: string[]): Promise<SeenSession[]> {
  if (!existsSync(folder)) return []
  const here = await thisMachine()
  const seen: SeenSession[] = []
  for (const name of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const file = join(folder, name)
    const verdict = await readAddress(file, here)
    const unknown = { file, host: null, scene: null, pid: null, recording: false }
    switch (verdict.kind) {
      case 'here': {
        const { host, scene, pid, origin } = verdict.address
        const title = `${host.name} ${host.version}`
        seen.push({ file, state: 'runs', host: title, scene, pid, recording: origin === 'recording' })
        break
      }
      case 'dead':
        seen.push({ ...unknown, state: 'ended' })
        break
      case 'elsewhere':
        seen.push({ ...unknown, state: 'elsewhere' })
        break
      case 'refused':
        seen.push({ ...unknown, state: 'refused' })
        problems.push(verdict.sentence)
        break
      case 'gone':
        break
    }
  }
  return seen
}
