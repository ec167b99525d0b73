// What the double of Electron remembers of what it was asked, and what the machine is like that it pretends to run on.
import type { Display, SafeStorage } from 'electron'

/** A part of one of Electron's own declarations. */
export type Part<T, K extends keyof T> = Pick<T, K>

/** Everything that was asked of the double, in order: `app.quit`, `shell.openExternal https://...`. */
export const asked: string[] = []

/** What the next application finds. */
export const world = {
  isFirstInstance: true,
  isPackaged: true,
  folder: '/app',
  userData: '/nowhere',
  displays: [display(1, 0, 0, 1920, 1080)],
  savePath: '' as string,
  openPaths: [] as string[],
  keychain: 'gnome_libsecret' as ReturnType<SafeStorage['getSelectedStorageBackend']>,
  hasKeychain: true,
}

export function display(id: number, x: number, y: number, width: number, height: number) {
  const bounds = { x, y, width, height }
  return { id, bounds, workArea: { ...bounds, y: y + 24, height: height - 24 } } satisfies Part<
    Display,
    'id' | 'bounds' | 'workArea'
  >
}

/** An event that can be prevented, and whether it was. */
export function preventable(): { preventDefault: () => void; readonly isPrevented: boolean } {
  let isPrevented = false
  return {
    preventDefault: () => (isPrevented = true),
    get isPrevented() {
      return isPrevented
    },
  }
}
