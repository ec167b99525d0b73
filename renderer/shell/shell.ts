// What the panel asks of whatever it is shown in, and cannot do by itself: the desktop application does all of it, a browser answers with
// the next best. The one place that names what the two differ in.

export type SaveOutcome =
  /** `reveal` shows the file in its folder; null where the browser keeps that to itself. */
  | { readonly kind: 'saved'; readonly name: string; readonly reveal: (() => void) | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly sentence: string }

/** What somebody opened from outside: by the host's button, a link, or a file that was double-clicked. */
export type Opened =
  | { readonly kind: 'session'; readonly session: string }
  /** `read` resolves to null where the file cannot be read. */
  | { readonly kind: 'file'; readonly name: string; readonly read: () => Promise<File | null> }

export interface Shell {
  save(name: string, content: Blob): Promise<SaveOutcome>
  /** Null where nothing was chosen. */
  pickFile(): Promise<File | null>
  /** False where it is not allowed here. */
  copyText(text: string): Promise<boolean>
  /** False where the address is not one that may be opened. */
  openLink(address: string): Promise<boolean>
  /** The panel as it looks now, as PNG; null where it cannot be had. */
  picture(): Promise<Blob | null>
  /** Brings the open panel to the front, or at least marks it. */
  raise(): void
  /** Null forgets it. Where the system keeps no secret, the page does, until it is reloaded. */
  keepSecret(name: string, secret: string | null): Promise<'kept' | 'untilReload'>
  readSecret(name: string): Promise<string | null>
  /** What was opened before is told at once. Returns the undo. */
  onOpened(listener: (opened: Opened) => void): () => void
}
