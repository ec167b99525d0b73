// Runs one program to its end and keeps what it said, for the checks and for setting things up.
import { spawn } from 'node:child_process'

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, timeoutSeconds?: number }} options
 * @returns {Promise<{ code: number, output: string }>} code 127 where the program does not exist, 124 where it took too long
 */
export function runCommand(program, args, { cwd, env = process.env, onLine, timeoutSeconds = 3600 }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, timeoutSeconds * 1000)
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream.setEncoding('utf8')
      stream.on('data', (/** @type {string} */ text) => {
        output += text
        if (onLine === undefined) return
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        lines.forEach(onLine)
      })
    }
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 127, output: `${program} does not start: ${error.message}` })
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (late) output += `\n${program} was stopped after ${timeoutSeconds} s.`
      else if (signal !== null) output += `\n${program} was ended by ${signal}.`
      resolve({ code: late ? 124 : (code ?? 1), output })
    })
  })
}
