// The live streams of one session. Opening samples is what switches T1 on in the host; the last one closed switches it off.
import type { FromBridge } from '../../bridge/protocol/messages'

export interface LiveStreams {
  /** The state now as messages (hello, scene, roster, selection, recent log and hitches...), `current` once that is whole,
   *  then each message as it comes. A new hello means: forget what was before. */
  'live.messages': {
    readonly args: { readonly session: string }
    readonly item: FromBridge | { readonly type: 'current' } | { readonly type: 'skipped'; readonly messages: number }
  }
  /** Binary frames messages of the wire, from `seconds` back on; kept until credit comes, as long as the ring holds them. */
  'live.frames': { readonly args: { readonly session: string; readonly seconds: number }; readonly item: Uint8Array }
  /** Binary samples messages of the wire: always the newest, those that nobody had credit for are skipped. */
  'live.samples': { readonly args: { readonly session: string }; readonly item: Uint8Array }
}
