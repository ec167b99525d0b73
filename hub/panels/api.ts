// What the hub wishes of the panels that are open.

export interface PanelWish {
  /** The session to show; null where only the panel is to come to the front. */
  readonly session: string | null
}

export interface PanelStreams {
  /** Each wish for the panel that was opened last: somebody asked for a panel while it is open. */
  'panels.wishes': { readonly args: Record<string, never>; readonly item: PanelWish }
}
