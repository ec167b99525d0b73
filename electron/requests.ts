// What the application is asked to show: by its command line, a rigscope:// link or a file, on each platform's own way. Pure; who hears
// of it is main.ts's.
import path, { type PlatformPath } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Request =
  { readonly kind: 'session'; readonly session: string } | { readonly kind: 'file'; readonly path: string }

const session = /^[A-Za-z0-9-]{8,64}$/
const mostRequests = 20

const ofSession = (id: string): Request | null => (session.test(id) ? { kind: 'session', session: id } : null)

/** rigscope://session/ID. Links come from anywhere, so they choose among what is there and do nothing else. */
export function readLink(link: string): Request | null {
  return ofSession(/^rigscope:\/\/session\/([^/?#]*)\/?$/i.exec(link)?.[1] ?? '')
}

/** A `.rigscope` file by its path or, as Linux desktops say it, its file:// address. */
export function readFile(text: string, folder: string, paths: PlatformPath = path): Request | null {
  if (!/\.rigscope$/i.test(text)) return null
  if (!/^file:/i.test(text)) return { kind: 'file', path: paths.resolve(folder, text) }
  try {
    return { kind: 'file', path: fileURLToPath(text) }
  } catch {
    // An address of another machine, which is no file here.
    return null
  }
}

/** @param args without the program and, where it runs from a checkout, its folder. What is not known is somebody else's switch. */
export function readArguments(args: readonly string[], folder: string, paths: PlatformPath = path): readonly Request[] {
  const found = args.map((arg, at) => {
    if (arg === '--session') return ofSession(args[at + 1] ?? '')
    if (arg.startsWith('--session=')) return ofSession(arg.slice('--session='.length))
    return readLink(arg) ?? (arg.startsWith('-') ? null : readFile(arg, folder, paths))
  })
  return found.filter((request) => request !== null).slice(0, mostRequests)
}

/** What a second start of the application handed over; it is checked as if it came from anybody. */
export function readHandedOver(data: unknown): readonly Request[] {
  const { args, folder } = (data ?? {}) as { readonly args?: unknown; readonly folder?: unknown }
  if (!Array.isArray(args) || typeof folder !== 'string') return []
  return readArguments(
    args.filter((arg) => typeof arg === 'string'),
    folder,
  )
}
