// Installs the bridge's two Python libraries under the bridge's own package name, by bridge/install/vendor.py, with
// whatever Python has pip. Only a real host needs this: the panel, the hub and the recording do without Python.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** @param {string} root @returns {Promise<void>} rejects with a sentence */
export function vendorBridge(root) {
  const python = findPython(root)
  if (python === null)
    return Promise.reject(
      new Error(
        'A real host needs Python 3.9 or later with pip, to install the bridge’s libraries once; on Debian install python3-pip. RIGSCOPE_PYTHON names another one.',
      ),
    )
  const { status, stdout, stderr, error } = spawnSync(python, [join('bridge', 'install', 'vendor.py')], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status === 0) return Promise.resolve()
  return Promise.reject(new Error(`bridge/install/vendor.py failed: ${error?.message ?? `${stdout}${stderr}`.trim()}`))
}

/** A Python of 3.9 or later with pip; null where there is none. @param {string} root */
export function findPython(root) {
  const inEnvironment =
    process.platform === 'win32' ? join(root, '.venv', 'Scripts', 'python.exe') : join(root, '.venv', 'bin', 'python')
  const asked = process.env['RIGSCOPE_PYTHON']
  const candidates = asked === undefined ? [inEnvironment, 'python3', 'python', 'py'] : [asked]
  const probe = 'import sys, pip; sys.exit(sys.version_info < (3, 9))'
  return candidates.find((name) => spawnSync(name, ['-c', probe], { stdio: 'ignore' }).status === 0) ?? null
}
