// What the desktop application offers its page beyond what browsers do, as types alone: preload.ts makes it, renderer/shell uses it.

export type Saved =
  /** `file` stands for the file when it is asked to be revealed. */
  | { readonly kind: 'saved'; readonly name: string; readonly file: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly sentence: string }

/** A file that somebody picked or double-clicked; the page, and nobody else, reads its content at the address. */
export interface OfferedFile {
  readonly name: string
  readonly address: string
}

/** What the application was asked to show, by a link, a file or another start of it. */
export type Opened =
  { readonly kind: 'session'; readonly session: string } | { readonly kind: 'file'; readonly file: OfferedFile }

export interface DesktopCalls {
  /** A MessagePort to the hub follows as a message of the window, with HubPortMessage as its data. */
  connectHub(): Promise<void>
  save(name: string, content: Uint8Array): Promise<Saved>
  pickFile(): Promise<OfferedFile | null>
  /** Shows a file that was saved here in its folder. */
  reveal(file: string): Promise<void>
  /** False where the address is not on the list of those that may be opened. */
  openLink(address: string): Promise<boolean>
  copyText(text: string): Promise<void>
  /** Null forgets it. False where the system keeps no secrets safely: then nothing is kept. */
  keepSecret(name: string, secret: string | null): Promise<boolean>
  readSecret(name: string): Promise<string | null>
  /** The panel as it looks now, as PNG. */
  picture(): Promise<Uint8Array>
  raise(): Promise<void>
}

/** `window.rigscope` in the application; browsers have none. */
export interface DesktopApi extends DesktopCalls {
  /** What was asked before somebody listens is told then. */
  onOpened(listener: (opened: Opened) => void): void
  onHubLost(listener: () => void): void
}

export type HubPortMessage = 'rigscope.hubPort'
