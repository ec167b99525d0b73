// What the page may ask of the application, each with the check of what it was given. Who asks is answer-calls.ts's.
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, clipboard, dialog, MessageChannelMain, shell } from 'electron'
import type { UncheckedCalls } from './answer-calls'
import type { HubPortMessage, Saved } from './desktop-api'
import type { KeptHub } from './keep-hub'
import type { OfferedFiles } from './offered-files'
import type { Secrets } from './secrets'

/** Where links of the panel may lead; all of them over https. */
const linkHosts = ['help.autodesk.com', 'docs.blender.org', 'ui.perfetto.dev', 'www.speedscope.app']
const hubPort: HubPortMessage = 'rigscope.hubPort'

export function panelCalls(
  window: BrowserWindow,
  hub: KeptHub,
  files: OfferedFiles,
  secrets: Secrets,
  raise: () => void,
): UncheckedCalls {
  return {
    connectHub() {
      const { port1, port2 } = new MessageChannelMain()
      hub.serve(port1)
      window.webContents.postMessage(hubPort, null, [port2])
      return Promise.resolve()
    },
    async save(name, content): Promise<Saved> {
      if (typeof name !== 'string' || !(content instanceof Uint8Array))
        return { kind: 'failed', sentence: 'There was nothing to save.' }
      const defaultPath = join(app.getPath('downloads'), basename(name))
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath })
      if (canceled) return { kind: 'cancelled' }
      try {
        await writeFile(filePath, content)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        return { kind: 'failed', sentence: `${basename(filePath)} could not be saved: ${why}.` }
      }
      return { kind: 'saved', name: basename(filePath), file: files.add(filePath) }
    },
    async pickFile() {
      const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'] })
      return filePaths[0] === undefined ? null : files.offer(filePaths[0])
    },
    reveal(file) {
      const path = files.pathOf(file)
      if (path !== undefined) shell.showItemInFolder(path)
      return Promise.resolve()
    },
    async openLink(address) {
      if (typeof address !== 'string' || !URL.canParse(address)) return false
      const { protocol, host, username, href } = new URL(address)
      if (protocol !== 'https:' || !linkHosts.includes(host) || username !== '') return false
      await shell.openExternal(href)
      return true
    },
    async copyText(text) {
      if (typeof text === 'string') await clipboard.writeText(text)
    },
    keepSecret: (name, secret) => secrets.keep(name, secret),
    readSecret: (name) => secrets.read(name),
    picture: async () => (await window.webContents.capturePage()).toPNG(),
    raise() {
      raise()
      return Promise.resolve()
    },
  }
}
