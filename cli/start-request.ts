// What a command line of `rigscope start` asks for, checked before anything is started.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Given } from './command-line'

export type Source =
  /** Plays the shipped recording, or the one named. */
  | { readonly kind: 'recording'; readonly file: string | null }
  /** Scene null: the Rigify human, animated. */
  | { readonly kind: 'blender'; readonly scene: string | null }
  | { readonly kind: 'none' }

export interface StartRequest {
  readonly source: Source
  readonly isToOpen: boolean
  /** Null keeps the port of last time, or takes the setting's. */
  readonly port: number | null
  /** The hub stays behind for whoever comes, and rigscope stop may end it. */
  readonly isBackground: boolean
}

/** The request, or a sentence saying what is wrong with it. */
export function readStartRequest({ flags, values, positionals }: Given): StartRequest | string {
  const port = readPort(values.get('port'))
  if (typeof port === 'string') return port
  const source = readSource(values.get('host'), values.get('recording'), flags.has('hub-only'), positionals[0])
  if (typeof source === 'string') return source
  const isBackground = flags.has('background')
  if (isBackground && source.kind !== 'none') return '--background needs --hub-only: rigscope stop ends no host.'
  return { source, isToOpen: !flags.has('no-open'), port, isBackground }
}

function readPort(text: string | undefined): number | null | string {
  if (text === undefined) return null
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65535 ? port : `--port takes a number from 1 to 65535, not ${text}.`
}

function readSource(
  host: string | undefined,
  recording: string | undefined,
  hubOnly: boolean,
  scene: string | undefined,
): Source | string {
  const asked = [host !== undefined, recording !== undefined, hubOnly].filter(Boolean).length
  if (asked > 1) return 'Only one of --host, --recording and --hub-only can be given.'
  if (host !== undefined && host !== 'blender')
    return `--host can be blender, not ${host}; in Maya the bridge starts from the shelf.`
  if (host === undefined && scene !== undefined)
    return `A scene (${scene}) needs --host blender; to play a recording use --recording.`
  for (const file of [scene, recording])
    if (file !== undefined && !existsSync(file)) return `There is no file ${resolve(file)}.`
  if (host !== undefined) return { kind: 'blender', scene: scene === undefined ? null : resolve(scene) }
  if (hubOnly) return { kind: 'none' }
  return { kind: 'recording', file: recording === undefined ? null : resolve(recording) }
}
