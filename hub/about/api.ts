// What a panel can ask about the hub itself, and have streamed by it.
export interface About {
  readonly version: string
  readonly pid: number
  readonly node: string
  readonly startedAt: number
  readonly runtimeFolder: string
}
export interface AboutAsks {
  'about.hub': { readonly args: Record<string, never>; readonly value: About }
}

export interface AboutStreams {
  /** At once and then once a second, so that a panel tells a hub that hangs from one with nothing to say. Wall milliseconds. */
  'about.heartbeat': { readonly args: Record<string, never>; readonly item: { readonly atMs: number } }
}
