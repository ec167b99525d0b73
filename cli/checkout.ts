// Where Rigscope's own files lie, found from the running program upwards: the same built and unbuilt.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

let found: string | null = null

/** The folder that holds Rigscope's package.json. */
export function checkout(): string {
  found ??= findCheckout(dirname(fileURLToPath(import.meta.url)))
  return found
}

/** A file or folder of Rigscope's. */
export const ownFile = (...parts: readonly string[]): string => join(checkout(), ...parts)

export const version = (): string => readPackage(checkout())?.version ?? 'unknown'

function findCheckout(folder: string): string {
  if (readPackage(folder)?.name === 'rigscope') return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('The folder of Rigscope is not above its own program: it was moved in part.')
  return findCheckout(above)
}

function readPackage(folder: string): { readonly name?: string; readonly version?: string } | null {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return null
  return JSON.parse(readFileSync(file, 'utf8')) as { readonly name?: string; readonly version?: string }
}
