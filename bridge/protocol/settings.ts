// What can be set, by site, show, user and environment (last wins), the same for the hub and every bridge.
// Reading the files is left to hub/settings and rigscope_bridge/settings.py; both check against this.
import { z } from 'zod'

export const resolverRule = z.object({
  from: z
    .enum(['path', 'property', 'name', 'environment'])
    .describe(
      "where to look: library or reference path, custom property or attribute, the rig's name, an environment variable",
    ),
  key: z.string().nullable().describe('which property or variable; null for path and name'),
  pattern: z.string().describe('regular expression with the named groups asset and version, either may be missing'),
})

export const settings = z.object({
  hub: z.object({
    port: z.int().min(0).max(65535).describe('0 keeps the port of last time, or takes a free one'),
    memoryPerSessionBytes: z.int().min(1_000_000).describe('how much of the past the hub keeps for each session'),
  }),
  bridge: z.object({
    enabled: z.boolean().describe('false keeps the bridge off, as RIGSCOPE_DISABLE=1 does'),
    sampleHz: z.number().min(0.1).max(4).describe('sampled frames a second while the live view is open'),
    ownCostMsPerFrame: z.number().min(0.01).describe('p99 on the main thread for frames not sampled, milliseconds'),
    ownCostMsPerSample: z.number().min(0.01).describe('p95 on the main thread for a sampled frame, milliseconds'),
    mayaOutput: z
      .boolean()
      .describe("true shows lines of Maya's script editor; listening to them can hang or crash Maya"),
  }),
  panel: z.object({
    targetFps: z.number().min(1).nullable().describe("target line; null takes the scene's rate"),
    open: z
      .enum(['auto', 'browser', 'none'])
      .describe("what start and the host's button open: auto is the application where it is there, else the browser"),
    stayAboveHost: z.boolean().describe("keeps the application's window above the host's while the host is worked in"),
  }),
  resolver: z.object({
    rules: z.array(resolverRule).describe('tried in order, the first match names asset and version of a rig'),
  }),
})

export type Settings = z.infer<typeof settings>
export type ResolverRule = z.infer<typeof resolverRule>

/** What holds where nothing is set. */
export const defaultSettings: Settings = {
  hub: { port: 0, memoryPerSessionBytes: 24_000_000 },
  bridge: { enabled: true, sampleHz: 1, ownCostMsPerFrame: 0.25, ownCostMsPerSample: 1, mayaOutput: false },
  panel: { targetFps: null, open: 'auto', stayAboveHost: false },
  resolver: {
    rules: [
      { from: 'property', key: 'rigscope_asset', pattern: '^(?<asset>[^@]+)(?:@(?<version>.+))?$' },
      {
        from: 'path',
        key: null,
        pattern: '(?:^|[/\\\\])(?<asset>[^/\\\\]+?)[_.-](?:rig[_.-])?(?<version>v\\d+)(?:\\.[^/\\\\]*)?$',
      },
      {
        from: 'path',
        key: null,
        pattern:
          '(?:^|[/\\\\])(?<asset>[^/\\\\]+)[/\\\\](?:(?:rig|rigging|maya|publish|published|release|versions)[/\\\\]){0,3}(?<version>v\\d+)[/\\\\][^/\\\\]+$',
      },
      { from: 'name', key: null, pattern: '^(?<asset>.+?)[_.-](?<version>v\\d+)$' },
      { from: 'path', key: null, pattern: '(?:^|[/\\\\])(?<asset>[^/\\\\]+?)(?:\\.[^./\\\\]+)?$' },
    ],
  },
}
