// The one window: locked, opened where placement.ts says once the host has told where it is, and told what to show.
import { app, BrowserWindow, type BrowserWindowConstructorOptions, dialog, type Rectangle, screen } from 'electron'
import type { Opened } from './desktop-api'
import type { Hosts } from './hosts'
import { keepPlace, readPlace } from './kept-place'
import { pageAddress } from './locks'
import { leastWidth, placeWindow, type Screen } from './placement'

/** So long a host is waited for before the window shows. */
const hostMs = 500
/** A page that lived so long did not die of its start. */
const steadyMs = 10_000

export interface PanelWindow {
  readonly window: BrowserWindow
  /** Tells the page, now or once it is there, and brings it to the front. */
  show(opened: readonly Opened[]): void
  raise(): void
}

export function windowOptions(preload: string, place: Rectangle, isPackaged: boolean): BrowserWindowConstructorOptions {
  return {
    ...place,
    minWidth: leastWidth,
    show: false,
    title: 'Rigscope',
    backgroundColor: '#393939',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  }
}

export function openPanelWindow(preload: string, placeFile: string, isPackaged: boolean, hosts: Hosts): PanelWindow {
  const saved = readPlace(placeFile)
  const place = (host: Parameters<typeof placeWindow>[0]['host']) => placeWindow({ saved, host, screens: screens() })
  const window = new BrowserWindow(windowOptions(preload, place(null), isPackaged))
  const raise = () => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  let isThere = false
  const held: Opened[] = []
  const tell = () => {
    for (const opened of held.splice(0)) window.webContents.send('rigscope.opened', opened)
  }
  window.webContents.once('did-finish-load', () => {
    isThere = true
    tell()
  })
  window.once('ready-to-show', () => {
    const host = saved === null ? hosts.first(hostMs) : Promise.resolve(null)
    void host.then((found) => {
      if (window.isDestroyed()) return
      if (found !== null) window.setBounds(place(found))
      window.show()
    })
  })
  hosts.onActive((isActive) => {
    if (!window.isDestroyed()) window.setAlwaysOnTop(isActive, 'floating')
  })
  let brokeMs = -Infinity
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const isAgain = performance.now() - brokeMs < steadyMs
    brokeMs = performance.now()
    if (!isAgain) return window.webContents.reload()
    dialog.showErrorBox('Rigscope', `The panel's page ended twice (${reason}). Start Rigscope again.`)
    app.quit()
  })
  window.on('close', () => keepPlace(placeFile, window.getNormalBounds()))
  void window.loadURL(pageAddress)
  return {
    window,
    raise,
    show(opened) {
      held.push(...opened)
      if (!isThere) return
      tell()
      raise()
    },
  }
}

function screens(): [Screen, ...Screen[]] {
  const main = screen.getPrimaryDisplay()
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)]
}
