// Keeps the page's half of its pass to the hub: the key that belongs to the cookie. Storage knows ports, cookies do not.
const name = 'rigscope.key'

/** Where a browser gives pages no storage, the key lives as long as the page, and a reload signs out. */
let ofThisPage = ''

export function keepKey(key: string): void {
  ofThisPage = key
  try {
    localStorage.setItem(name, key)
  } catch (error) {
    console.info('The browser keeps nothing for this page, so that reloading it signs out.', error)
  }
}

/** Another tab that signed in changed the cookie and the key, so that it is read anew each time. */
export function keptKey(): string {
  try {
    return localStorage.getItem(name) ?? ofThisPage
  } catch {
    // No storage: keepKey said so.
    return ofThisPage
  }
}
