// How long to wait before a try. The first ones come fast, so that a host that only blinked is back at once.

const firstMs = 100
const longestMs = 5000

/** Milliseconds before try number `attempt` (from 1); `random` is 0 to 1 and spreads many hubs and sessions apart. */
export function backoffMs(attempt: number, random: number): number {
  const plain = Math.min(longestMs, firstMs * 2 ** Math.max(0, attempt - 1))
  return plain * (0.8 + 0.4 * random)
}
