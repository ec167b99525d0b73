// Files of the user's that the page may read or have revealed, each under an id that cannot be guessed: the page never names a path.
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { OfferedFile } from './desktop-api'
import { pageAddress } from './locks'

export class OfferedFiles {
  private readonly paths = new Map<string, string>()

  /** The id of a path. */
  add(path: string): string {
    const id = randomUUID()
    this.paths.set(id, path)
    return id
  }

  offer(path: string): OfferedFile {
    return { name: basename(path), address: `${pageAddress}offered/${this.add(path)}` }
  }

  pathOf(id: unknown): string | undefined {
    return typeof id === 'string' ? this.paths.get(id) : undefined
  }
}
