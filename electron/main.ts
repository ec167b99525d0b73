// The application's entry: one instance with one locked window and the hub's process beside it. Joins the parts; each does its own.
import { join } from 'node:path'
import { app, dialog, Menu, protocol, session } from 'electron'
import { answerCalls } from './answer-calls'
import { answerApp, appScheme } from './app-scheme'
import { Hosts } from './hosts'
import type { HubDoor, HubWord } from './hub-word'
import { keepHub } from './keep-hub'
import { lockContents, lockSession } from './locks'
import { OfferedFiles } from './offered-files'
import { panelCalls } from './panel-calls'
import { openPanelWindow } from './panel-window'
import { readArguments, readFile, readHandedOver, readLink, type Request } from './requests'
import { keptSecrets } from './secrets'

/** From a checkout the program is Electron's, and its folder comes first. */
const args = process.argv.slice(app.isPackaged ? 1 : 2)
const own = (...parts: readonly string[]) => join(app.getAppPath(), 'dist', ...parts)
const kept = (name: string) => join(app.getPath('userData'), name)

protocol.registerSchemesAsPrivileged([appScheme])
app.enableSandbox()
app.on('web-contents-created', (_event, contents) => lockContents(contents))
if (app.requestSingleInstanceLock({ args, folder: process.cwd() })) begin()
else app.quit()

function begin(): void {
  const early: Request[] = [...readArguments(args, process.cwd())]
  let show = (requests: readonly Request[]): void => void early.push(...requests)
  const showOne = (request: Request | null) => show(request === null ? [] : [request])
  app.on('second-instance', (_event, _args, _folder, data) => show(readHandedOver(data)))
  app.on('open-url', (event, link) => {
    event.preventDefault()
    showOne(readLink(link))
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    showOne(readFile(path, process.cwd()))
  })
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(() => {
    show = start(early)
  })
}

/** Starts everything; gives what shows what is asked for from then on. */
function start(early: readonly Request[]): (requests: readonly Request[]) => void {
  const files = new OfferedFiles()
  const hosts = new Hosts()
  const refusals = new Set<string>()
  let door: HubDoor | null = null
  const hear = (word: HubWord) => {
    if (word.kind === 'hosts') return hosts.told(word.hosts)
    if (word.kind === 'serving') {
      door = word.door
      hosts.isStayingAbove = word.stayAboveHost
    } else if (!refusals.has(word.sentence)) {
      refusals.add(word.sentence)
      dialog.showErrorBox('Rigscope', word.sentence)
    }
  }
  const choose = (requests: readonly Request[]) =>
    requests.map((request) => {
      if (request.kind === 'file') return { kind: 'file', file: files.offer(request.path) } as const
      hosts.wanted = request.session
      return request
    })

  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate(macMenu) : null)
  if (app.isPackaged) app.setAsDefaultProtocolClient('rigscope')
  lockSession(session.defaultSession)
  const sources = { panelFolder: own('panel'), hubDoor: () => door, offered: (id: string) => files.pathOf(id) }
  protocol.handle('app', answerApp(sources))
  const first = choose(early)
  const hub = keepHub(own('node', 'electron-hub.mjs'), own('panel'), hear, () => {
    door = null
    if (!panel.window.isDestroyed()) panel.window.webContents.send('rigscope.hubLost')
  })
  const panel = openPanelWindow(own('electron', 'preload.cjs'), kept('window.json'), app.isPackaged, hosts)
  answerCalls(panelCalls(panel.window, hub, files, keptSecrets(kept('secrets.json')), panel.raise))
  panel.show(first)

  app.once('will-quit', (event) => {
    event.preventDefault()
    void hub.stop().then(() => app.quit())
  })
  return (requests) => {
    panel.show(choose(requests))
    panel.raise()
  }
}

/** Without these menus macOS has no keys for copying and closing. */
const macMenu = [{ role: 'appMenu' as const }, { role: 'editMenu' as const }, { role: 'windowMenu' as const }]
