// Makes the zips that bring the bridge into hosts, each by the packer that lies beside its installer. What is in them is theirs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findPython } from '../build/vendor-bridge.mjs'

/** Each prints the path of the zip that it made. */
const packers = [
  { host: 'Blender', script: 'bridge/install/blender/package.py' },
  { host: 'Maya', script: 'bridge/install/maya/package.py' },
]

/** @param {string} root @param {(line: string) => void} say @returns {Promise<string | null>} */
export function bridgeZips(root, say) {
  const python = findPython(root)
  if (python === null) return Promise.resolve('The zips for hosts need Python 3.9 or later; RIGSCOPE_PYTHON names one.')
  for (const { host, script } of packers) {
    if (!existsSync(join(root, script))) {
      say(`Left out the zip for ${host}: there is no ${script}.`)
      continue
    }
    const { status, stdout, stderr, error } = spawnSync(python, [script], { cwd: root, encoding: 'utf8' })
    if (status !== 0)
      return Promise.resolve(`The zip for ${host} was not made: ${error?.message ?? `${stdout}${stderr}`.trim()}`)
    say(`Made ${stdout.trim().split('\n').at(-1)}`)
  }
  return Promise.resolve(null)
}
