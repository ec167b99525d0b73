// What whoever opened the page wrote behind the # of its address. Each part is taken out as it is read, so that it is neither bookmarked
// nor used twice.

/** Null where the part is not there. */
export function takeFromFragment(name: string): string | null {
  const parts = new URLSearchParams(location.hash.slice(1))
  const value = parts.get(name)
  if (value === null) return null
  parts.delete(name)
  const rest = parts.toString()
  history.replaceState(null, '', location.pathname + location.search + (rest === '' ? '' : `#${rest}`))
  return value
}
