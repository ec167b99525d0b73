// Joins two carriers, so that whoever is at the far end of one speaks with whoever is at the far end of the other. Nothing is looked at.
import type { Carrier } from './carrier'

/** When one closes, so does the other. */
export function joinCarriers(one: Carrier, other: Carrier): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.onMessage((data) => to.send(data))
    from.onClose(() => to.close())
  }
}
