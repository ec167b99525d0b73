// What travels on a carrier: envelopes of asks and streams. Text is JSON; bytes are an item of a stream, behind an
// 8-byte prefix (stream id u32 little endian, u32 zero) that keeps columns aligned.

/** From the panel. */
export type ToHub =
  | { readonly ask: string; readonly id: number; readonly args: unknown }
  | { readonly cancel: number }
  | { readonly stream: string; readonly id: number; readonly args: unknown; readonly credit: number }
  | { readonly credit: number; readonly id: number }

/** From the hub. */
export type ToPanel =
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly error: { readonly kind: string; readonly sentence: string } }
  | { readonly item: number; readonly value: unknown }
  | { readonly end: number; readonly error: { readonly kind: string; readonly sentence: string } | null }

export const itemPrefixBytes = 8
/** How many items a stream may have on the way. */
export const initialCredit = 8
