// The one file between the locked page and the application: named calls and nothing else of Electron. What they do is calls.ts's.
import { contextBridge, ipcRenderer } from 'electron'
import type { DesktopApi, DesktopCalls, HubPortMessage, Opened } from './desktop-api'

const call =
  <K extends keyof DesktopCalls>(name: K) =>
  (...args: Parameters<DesktopCalls[K]>) =>
    ipcRenderer.invoke(`rigscope.${name}`, ...args) as ReturnType<DesktopCalls[K]>

let tellOpened: ((opened: Opened) => void) | null = null
const opened: Opened[] = []
ipcRenderer.on('rigscope.opened', (_event, what: Opened) => {
  if (tellOpened === null) opened.push(what)
  else tellOpened(what)
})

const hubPort: HubPortMessage = 'rigscope.hubPort'
// The port belongs to the page: ports do not pass the context bridge, messages of the window carry them over.
ipcRenderer.on(hubPort, ({ ports }) => window.postMessage(hubPort, location.origin, [...ports]))

const api: DesktopApi = {
  connectHub: call('connectHub'),
  save: call('save'),
  pickFile: call('pickFile'),
  reveal: call('reveal'),
  openLink: call('openLink'),
  copyText: call('copyText'),
  keepSecret: call('keepSecret'),
  readSecret: call('readSecret'),
  picture: call('picture'),
  raise: call('raise'),
  onOpened(listener) {
    tellOpened = listener
    for (const what of opened.splice(0)) listener(what)
  },
  onHubLost: (listener) => void ipcRenderer.on('rigscope.hubLost', () => listener()),
}
contextBridge.exposeInMainWorld('rigscope', api)
