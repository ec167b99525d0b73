// What a panel can ask about settings: each effective value and where it came from.
export interface EffectiveSetting {
  readonly name: string
  readonly value: unknown
  /** default, or the file or environment variable that set it. */
  readonly from: string
}
export interface SettingsAsks {
  'settings.effective': {
    readonly args: Record<string, never>
    /** `problems`: one sentence for each file or variable that was refused. */
    readonly value: { readonly settings: readonly EffectiveSetting[]; readonly problems: readonly string[] }
  }
}
