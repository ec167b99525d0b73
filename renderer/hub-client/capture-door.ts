// The bytes of captures between page and hub: fetching an encoded one, sending a file that somebody opens, fetching one written out in
// a format of others. What they mean, and saving them, is others' business.
import { keptKey } from './page-key'

/** What a capture can be given to others as. */
export type ExportFormat = 'chrome' | 'speedscope' | 'rigscope'

/** Bytes; `total` is null where nobody said how many there are. */
export type OnProgress = (bytes: number, total: number | null) => void

export type Transfer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'cancelled' }

export interface ExportedFile {
  readonly name: string
  readonly content: Blob
}

/** All resolve, whatever happens; an abort ends the transfer in the hub too. */
export interface CaptureDoor {
  /** The encoded capture. */
  fetch(capture: string, onProgress: OnProgress, signal: AbortSignal): Promise<Transfer<Uint8Array>>
  /** Resolves to the id under which the hub reads it. */
  send(file: File, onProgress: OnProgress, signal: AbortSignal): Promise<Transfer<string>>
  fetchAs(capture: string, format: ExportFormat, signal: AbortSignal): Promise<Transfer<ExportedFile>>
}

const noAnswer = 'The hub does not answer: try again once it is connected.'
const signedOut = 'This page is not signed in any more: open Rigscope again.'

export const browserCaptureDoor: CaptureDoor = {
  async fetch(capture, onProgress, signal) {
    return attempt(signal, async () => {
      const response = await get(pathOf(capture), signal)
      if (!response.ok) return refusal(response)
      return { kind: 'done', value: await readAll(response, onProgress) }
    })
  },
  send,
  async fetchAs(capture, format, signal) {
    return attempt(signal, async () => {
      const response = await get(`${pathOf(capture)}/export?as=${format}`, signal)
      if (!response.ok) return refusal(response)
      const name = nameIn(response.headers.get('Content-Disposition')) ?? `capture.${format}.json`
      return { kind: 'done', value: { name, content: await response.blob() } }
    })
  },
}

const pathOf = (capture: string) => `/captures/${encodeURIComponent(capture)}`

const get = (path: string, signal: AbortSignal) =>
  fetch(path, { headers: { Authorization: `Bearer ${keptKey()}` }, credentials: 'same-origin', signal })

async function attempt<T>(signal: AbortSignal, run: () => Promise<Transfer<T>>): Promise<Transfer<T>> {
  try {
    return await run()
  } catch {
    // fetch() does not say why; whether somebody ended it is known here.
    return signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', sentence: noAnswer }
  }
}

/** The hub answers refusals with one sentence of plain text. */
async function refusal(response: Response): Promise<{ readonly kind: 'failed'; readonly sentence: string }> {
  return { kind: 'failed', sentence: sentenceOf(response.status, await response.text()) }
}

function sentenceOf(status: number, text: string): string {
  if (status === 401) return signedOut
  return text.trim() === '' ? `The hub answered ${status} and did not say why.` : text.trim().slice(0, 500)
}

/** Where the length is known, the bytes are laid into one piece as they come. */
async function readAll(response: Response, onProgress: OnProgress): Promise<Uint8Array> {
  const length = Number(response.headers.get('Content-Length') ?? NaN)
  const total = Number.isSafeInteger(length) ? length : null
  if (total === null || response.body === null) {
    const bytes = new Uint8Array(await response.arrayBuffer())
    onProgress(bytes.byteLength, bytes.byteLength)
    return bytes
  }
  const whole = new Uint8Array(total)
  const reader = response.body.getReader()
  let at = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (at + part.value.byteLength > total) throw new Error('The answer is longer than its header said.')
    whole.set(part.value, at)
    at += part.value.byteLength
    onProgress(at, total)
  }
  if (at < total) throw new Error('The answer broke off.')
  return whole
}

/** Not fetch(): in the browser that tells nothing of how much was sent. */
function send(file: File, onProgress: OnProgress, signal: AbortSignal): Promise<Transfer<string>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/captures?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('Authorization', `Bearer ${keptKey()}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    const abort = () => request.abort()
    const end = (outcome: Transfer<string>) => {
      signal.removeEventListener('abort', abort)
      resolve(outcome)
    }
    request.upload.onprogress = ({ loaded }) => onProgress(loaded, file.size)
    request.onload = () => {
      const capture = request.status === 200 ? captureIn(request.responseText) : null
      end(
        capture === null
          ? { kind: 'failed', sentence: sentenceOf(request.status, request.responseText) }
          : { kind: 'done', value: capture },
      )
    }
    request.onerror = () => end({ kind: 'failed', sentence: noAnswer })
    request.onabort = () => end({ kind: 'cancelled' })
    signal.addEventListener('abort', abort)
    if (signal.aborted) return end({ kind: 'cancelled' })
    request.send(file)
  })
}

function captureIn(answer: string): string | null {
  try {
    const { capture } = JSON.parse(answer) as { readonly capture?: unknown }
    return typeof capture === 'string' ? capture : null
  } catch {
    return null
  }
}

/** Prefers the whole name to the one in ASCII. */
function nameIn(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? null
}
