// Remembers where the window was put last, in a file of the user's. Where it opens is placement.ts's.
import { readFileSync, writeFileSync } from 'node:fs'
import type { Rectangle } from 'electron'

/** Null where nothing was kept, or nothing that can be used. */
export function readPlace(file: string): Rectangle | null {
  try {
    const { x, y, width, height } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const isWhole = [x, y, width, height].every(Number.isFinite)
    return isWhole ? ({ x, y, width, height } as Rectangle) : null
  } catch {
    // Missing or damaged: it opens as if for the first time.
    return null
  }
}

/** While the window closes: at once. */
export function keepPlace(file: string, place: Rectangle): void {
  try {
    writeFileSync(file, JSON.stringify(place))
  } catch (error) {
    console.warn(`Where the window was is not remembered: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
