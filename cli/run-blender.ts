// Starts a real Blender with the bridge inside it and ends it again. The bridge's own starting is its script's, in
// bridge/install/blender; what Blender prints goes to a file, never through a pipe that could fill and hang it.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ownFile } from './checkout'
import { sweepEndedSessions } from './running-sessions'

export interface BlenderOptions {
  readonly program: string
  /** Null plays the Rigify human. */
  readonly scene: string | null
  readonly runtimeFolder: string
}

export interface RunningBlender {
  readonly pid: number
  /** Resolves when Blender has ended, with its exit code and a sentence where it was not 0. */
  readonly ended: Promise<{ readonly code: number; readonly sentence: string | null }>
  /** Asks it to end, insists after five seconds, and resolves once it is gone. */
  close(): Promise<void>
}

const patienceMs = 5000

/** Rejects with a sentence where Blender does not start. */
export async function runBlender({ program, scene, runtimeFolder }: BlenderOptions): Promise<RunningBlender> {
  const printed = join(runtimeFolder, `blender-${process.pid}.log`)
  const output = openSync(printed, 'w', 0o600)
  const bridge = ownFile('bridge')
  const inherited = process.env['PYTHONPATH']
  const child = spawn(program, blenderArguments(scene), {
    stdio: ['ignore', output, output],
    env: { ...process.env, PYTHONPATH: inherited ? `${bridge}${delimiter}${inherited}` : bridge },
  })
  closeSync(output)
  const lastWords = () => readFileSync(printed, 'utf8').trim().split('\n').slice(-5).join('\n')
  const ended = new Promise<{ code: number; sentence: string | null }>((resolve) =>
    child.once('exit', (code, signal) => {
      const sentence =
        signal !== null
          ? `Blender was ended by ${signal}.`
          : code === 0
            ? null
            : `Blender ended with code ${code}. Its last lines:\n${lastWords()}`
      rmSync(printed, { force: true })
      resolve({ code: code ?? 1, sentence })
    }),
  )
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => {
      rmSync(printed, { force: true })
      reject(new Error(`${program} does not start: ${error.message}`))
    })
  })
  return {
    pid: child.pid ?? 0,
    ended,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await ended
      clearTimeout(insist)
      // A terminated Blender has no time for a goodbye.
      await sweepEndedSessions(runtimeFolder)
    },
  }
}

/** What stands behind `blender` on its command line. */
export function blenderArguments(scene: string | null): string[] {
  const script = ownFile('bridge', 'install', 'blender', 'start_in_blender.py')
  return [
    ...(scene === null ? [] : [scene]),
    '--python',
    script,
    '--',
    ...(scene === null ? ['--rigify', '--play'] : []),
  ]
}
