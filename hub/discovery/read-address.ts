// Reads one address file and judges it: a session of this machine, one of another machine, a dead one, or not to be trusted.
import { lstat, readFile } from 'node:fs/promises'
import { type Address, address } from '../../bridge/protocol/address'
import { isProcessAlive } from './process-alive'

export type AddressVerdict =
  | { readonly kind: 'here'; readonly address: Address }
  /** Another machine's or another boot's: left alone. */
  | { readonly kind: 'elsewhere' }
  /** This machine's, but its process is gone. */
  | { readonly kind: 'dead' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly sentence: string }

export interface Machine {
  readonly machine: string
  readonly bootId: string | null
}

const longestBytes = 65_536

export async function readAddress(path: string, here: Machine): Promise<AddressVerdict> {
  const refuse = (sentence: string): AddressVerdict => ({ kind: 'refused', sentence })
  let text: string
  try {
    const found = await lstat(path)
    if (!found.isFile()) return refuse(`${path} is not a plain file. It is left out.`)
    if (process.getuid !== undefined && (found.uid !== process.getuid() || (found.mode & 0o077) !== 0))
      return refuse(`${path} belongs to another user or is open to others. It is left out.`)
    if (found.size > longestBytes) return refuse(`${path} is too long for an address file. It is left out.`)
    text = await readFile(path, 'utf8')
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isGone ? { kind: 'gone' } : refuse(`${path} cannot be read. It is left out.`)
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return refuse(`${path} is not JSON. It is left out.`)
  }
  const checked = address.safeParse(content)
  if (!checked.success) return refuse(`${path} is not an address file of a session. It is left out.`)
  const { data } = checked
  if (data.machine !== here.machine) return { kind: 'elsewhere' }
  if (data.bootId !== null && here.bootId !== null && data.bootId !== here.bootId) return { kind: 'elsewhere' }
  return (await isProcessAlive(data)) ? { kind: 'here', address: data } : { kind: 'dead' }
}
