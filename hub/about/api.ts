// What a panel can ask about the hub itself.
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
