// What the desktop application does for its page, asked through the calls that its preload gives. What each call may is the
// application's to judge.
import type { DesktopApi, OfferedFile } from '../../electron/desktop-api'
import type { Shell } from './shell'

export function desktopShell(api: DesktopApi): Shell {
  const untilReload = new Map<string, string>()
  return {
    async save(name, content) {
      const saved = await api.save(name, new Uint8Array(await content.arrayBuffer()))
      if (saved.kind !== 'saved') return saved
      return { kind: 'saved', name: saved.name, reveal: () => void api.reveal(saved.file) }
    },
    async pickFile() {
      const offered = await api.pickFile()
      return offered === null ? null : readOffered(offered)
    },
    async copyText(text) {
      await api.copyText(text)
      return true
    },
    openLink: (address) => api.openLink(address),
    picture: async () => new Blob([(await api.picture()) as Uint8Array<ArrayBuffer>], { type: 'image/png' }),
    raise: () => void api.raise(),
    async keepSecret(name, secret) {
      untilReload.delete(name)
      if (await api.keepSecret(name, secret)) return 'kept'
      if (secret !== null) untilReload.set(name, secret)
      return 'untilReload'
    },
    readSecret: async (name) => untilReload.get(name) ?? (await api.readSecret(name)),
    onOpened(listener) {
      let isHeard = true
      api.onOpened((opened) => {
        if (!isHeard) return
        if (opened.kind === 'session') listener(opened)
        else listener({ kind: 'file', name: opened.file.name, read: () => readOffered(opened.file) })
      })
      return () => void (isHeard = false)
    },
  }
}

async function readOffered({ name, address }: OfferedFile): Promise<File | null> {
  try {
    const response = await fetch(address)
    return response.ok ? new File([await response.blob()], name) : null
  } catch {
    // It is gone, or may not be read: who asked says so.
    return null
  }
}
