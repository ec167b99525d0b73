// Makes a folder for each platform that holds hub and panel and runs from wherever it lies: from a share that nobody may write to, beside
// other versions, without installing anything. The folder of this platform brings the Node that makes it.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

const here = `${process.platform}-${process.arch}`
const platforms = ['linux-x64', 'darwin-arm64', 'darwin-x64', 'win32-x64']
const recordings = join('bridge', 'replay', 'recordings')

/** @param {string} root @param {(line: string) => void} say @returns {Promise<null>} */
export function portableFolders(root, say) {
  for (const platform of [...new Set([...platforms, here])]) {
    const folder = makePortable(root, platform, join(root, 'dist', 'portable'))
    const node = platform === here ? 'with Node' : 'Node to be laid into its folder node, or named by RIGSCOPE_NODE'
    say(`Made ${folder} (${node})`)
  }
  return Promise.resolve(null)
}

/** @param {string} root @param {string} platform @param {string} into @param {string} node the program that this platform's folder brings */
export function makePortable(root, platform, into, node = process.execPath) {
  const { name, version, license } = /** @type {Record<string, string>} */ (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  )
  const folder = join(into, `rigscope-${version}-${platform}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'node'), { recursive: true })
  mkdirSync(join(folder, 'dist'))
  const isOurs = (/** @type {string} */ path) => !path.endsWith('.map')
  for (const part of ['node', 'panel'])
    cpSync(join(root, 'dist', part), join(folder, 'dist', part), { recursive: true, filter: isOurs })
  if (existsSync(join(root, recordings))) cpSync(join(root, recordings), join(folder, recordings), { recursive: true })
  for (const zip of readdirSync(join(root, 'dist')).filter((file) => /^rigscope-(blender|maya)-.*\.zip$/.test(file))) {
    mkdirSync(join(folder, 'bridges'), { recursive: true })
    copyFileSync(join(root, 'dist', zip), join(folder, 'bridges', zip))
  }
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  // By this the program knows its own folder.
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ name, version, license, type: 'module' }, null, 2)}\n`,
  )
  const isWindows = platform.startsWith('win32')
  const launcher = isWindows ? 'rigscope.cmd' : 'rigscope'
  copyFileSync(join(root, 'cli', 'pack', launcher), join(folder, launcher))
  if (!isWindows) chmodSync(join(folder, launcher), 0o755)
  if (platform === here) copyFileSync(node, join(folder, 'node', isWindows ? 'node.exe' : 'node'))
  return folder
}
