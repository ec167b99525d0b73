// Reads what the hub sends on a carrier, by hand and free of zod, so that the page can use it. Anything that is not an envelope
// is null and left out: a newer hub may say more than this panel knows.
import type { HubError, Outcome } from '../api'
import { itemPrefixBytes } from './envelope'

export type FromHubEnvelope =
  | { readonly kind: 'answer'; readonly id: number; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'item'; readonly id: number; readonly item: unknown }
  | { readonly kind: 'end'; readonly id: number; readonly error: HubError | null }

/** One message of the hub; an item of bytes is a view on `data`, at a multiple of 8 where `data` is. */
export function decodeToPanel(data: string | Uint8Array): FromHubEnvelope | null {
  if (typeof data !== 'string') {
    if (data.byteLength < itemPrefixBytes) return null
    const id = new DataView(data.buffer, data.byteOffset, itemPrefixBytes).getUint32(0, true)
    return { kind: 'item', id, item: data.subarray(itemPrefixBytes) }
  }
  const envelope = parse(data)
  if (envelope === null) return null
  const { answer, item, end, value } = envelope
  const error = toError(envelope['error'])
  if (typeof answer === 'number')
    return { kind: 'answer', id: answer, outcome: error === null ? { ok: true, value } : { ok: false, error } }
  if (typeof item === 'number') return { kind: 'item', id: item, item: value }
  if (typeof end === 'number') return { kind: 'end', id: end, error }
  return null
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const kinds: readonly string[] = [
  'badRequest',
  'noSuchSession',
  'noSuchCapture',
  'refusedByHost',
  'notConnected',
  'cancelled',
  'gone',
  'failed',
] satisfies HubError['kind'][]

function toError(value: unknown): HubError | null {
  if (typeof value !== 'object' || value === null) return null
  const { kind, sentence } = value as Record<string, unknown>
  return {
    kind: typeof kind === 'string' && kinds.includes(kind) ? (kind as HubError['kind']) : 'failed',
    sentence: typeof sentence === 'string' ? sentence : 'The hub could not do this.',
  }
}
