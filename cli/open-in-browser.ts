// Opens a file in the user's browser. It is handed the opener file, never an address: command lines are seen by everyone.
import { spawn } from 'node:child_process'

/** Whether a browser could show itself here. */
export function hasDisplay(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === 'darwin' || platform === 'win32') return true
  return (environment['DISPLAY'] ?? '') !== '' || (environment['WAYLAND_DISPLAY'] ?? '') !== ''
}

/** Resolves to null once handed over, or to a sentence saying why it was not. */
export function openInBrowser(file: string, platform: NodeJS.Platform = process.platform): Promise<string | null> {
  const [program, ...args] =
    platform === 'darwin' ? ['open', file] : platform === 'win32' ? ['explorer.exe', file] : ['xdg-open', file]
  if (!hasDisplay(process.env, platform))
    return Promise.resolve('There is no display here: open the file above in a browser.')
  const instead = `Open this file in your browser yourself: ${file}`
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true })
    // Some browsers stay in the foreground of xdg-open: what did not fail by then has opened.
    const opened = setTimeout(() => resolve(null), 3000)
    child.once('error', (error) => {
      clearTimeout(opened)
      resolve(`No browser was opened (${error.message}). ${instead}`)
    })
    child.once('exit', (code) => {
      clearTimeout(opened)
      // Explorer answers 1 when all is well.
      resolve(code === 0 || platform === 'win32' ? null : `${program} could not open a browser. ${instead}`)
    })
    child.unref()
  })
}
