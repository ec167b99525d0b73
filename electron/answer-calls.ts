// Lets the page call what the preload names, and nobody else: whoever asks from elsewhere is refused before anything is looked at.
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { DesktopCalls } from './desktop-api'
import { isOurs } from './locks'

/** What a call may be given is checked by itself: the page could send anything. */
export type UncheckedCalls = {
  readonly [K in keyof DesktopCalls]: (...args: readonly unknown[]) => ReturnType<DesktopCalls[K]>
}

export function answerCalls(calls: UncheckedCalls): void {
  for (const [name, answer] of Object.entries(calls))
    ipcMain.handle(`rigscope.${name}`, (event, ...args: readonly unknown[]): Promise<unknown> => {
      if (!isFromPage(event)) throw new Error('Only the panel may ask this.')
      return answer(...args)
    })
}

/** The panel itself, not a frame inside it and not a page that took its place. */
function isFromPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url)
}
