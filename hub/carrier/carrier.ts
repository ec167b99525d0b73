// A carrier moves text and bytes between a hub and one panel, in order, and knows nothing of what they say.
// One contract suite runs over every carrier.
export interface Carrier {
  send(data: string | Uint8Array): void
  /** Called for each message; the returned function stops it. */
  onMessage(listener: (data: string | Uint8Array) => void): () => void
  /** Called once when the other side is gone. */
  onClose(listener: () => void): () => void
  close(): void
}
