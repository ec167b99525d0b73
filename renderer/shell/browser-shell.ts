// The browser's next best to what the desktop application does: downloads, its own file dialog, a mark on the title.
import { takeFromFragment } from '../hub-client/fragment'
import type { Shell } from './shell'

/** Browsers read the content after the click has returned. */
const keptForMs = 60_000
const mark = '● '

export function browserShell(): Shell {
  const secrets = new Map<string, string>()
  return {
    save(name, content) {
      const address = URL.createObjectURL(content)
      const link = document.createElement('a')
      link.href = address
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), keptForMs)
      return Promise.resolve({ kind: 'saved', name, reveal: null })
    },
    pickFile: () =>
      new Promise((resolve) => {
        const field = document.createElement('input')
        field.type = 'file'
        field.addEventListener('change', () => resolve(field.files?.[0] ?? null), { once: true })
        field.addEventListener('cancel', () => resolve(null), { once: true })
        field.click()
      }),
    async copyText(text) {
      try {
        await navigator.clipboard.writeText(text)
        return true
      } catch {
        // The browser or its user forbids it, and does not say which.
        return false
      }
    },
    openLink(address) {
      if (!address.startsWith('https://')) return Promise.resolve(false)
      window.open(address, '_blank', 'noopener,noreferrer')
      return Promise.resolve(true)
    },
    picture: () => Promise.resolve(null),
    raise() {
      // Browsers let no page come to the front by itself.
      window.focus()
      if (document.hasFocus() || document.title.startsWith(mark)) return
      document.title = mark + document.title
      const unmark = () => (document.title = document.title.replace(mark, ''))
      addEventListener('focus', unmark, { once: true })
    },
    keepSecret(name, secret) {
      if (secret === null) secrets.delete(name)
      else secrets.set(name, secret)
      return Promise.resolve('untilReload')
    },
    readSecret: (name) => Promise.resolve(secrets.get(name) ?? null),
    onOpened(listener) {
      const look = () => {
        const session = takeFromFragment('session')
        if (session !== null) listener({ kind: 'session', session })
      }
      look()
      addEventListener('hashchange', look)
      return () => removeEventListener('hashchange', look)
    },
  }
}
