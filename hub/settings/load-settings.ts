// The settings that hold: defaults, then site, show and user files, then the environment, the last one that sets a value wins.
// The bridge reads the same sources by the same rules in rigscope_bridge/settings.py.
import type { z } from 'zod'
import { defaultSettings, type Settings, settings } from '../../bridge/protocol/settings'
import type { Environment } from '../discovery/runtime-folder'
import type { EffectiveSetting } from './api'
import { leafSchemas, readSettingFile } from './read-setting-file'
import { settingFiles } from './setting-files'

export interface LoadedSettings {
  readonly values: Settings
  readonly effective: readonly EffectiveSetting[]
  /** A sentence for each file or variable that was refused, or that names a file that is not there. */
  readonly problems: readonly string[]
}

export async function loadSettings(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<LoadedSettings> {
  const effective = new Map<string, EffectiveSetting>()
  const problems: string[] = []
  for (const [section, values] of Object.entries(defaultSettings))
    for (const [key, value] of Object.entries(values)) put(effective, `${section}.${key}`, value, 'default')
  for (const { path, namedBy } of settingFiles(env, platform)) {
    const outcome = await readSettingFile(path)
    if (outcome.kind === 'refused') problems.push(outcome.sentence)
    else if (outcome.kind === 'read') for (const [name, value] of outcome.leaves) put(effective, name, value, path)
    else if (namedBy !== null)
      problems.push(`${namedBy} names ${path}, which is not there. Correct the variable or unset it.`)
  }
  for (const [name, schema] of leafSchemas) {
    const variable = variableOf(name)
    const text = env[variable]
    if (text === undefined || text === '') continue
    const checked = readVariable(text, schema)
    if (checked.success) put(effective, name, checked.data, variable)
    else
      problems.push(`${variable}: ${checked.error.issues[0]?.message ?? 'it does not fit'}. The variable is left out.`)
  }
  return { values: toSettings(effective), effective: [...effective.values()], problems }
}

/** The environment variable of a setting: RIGSCOPE_HUB_MEMORY_PER_SESSION_BYTES for hub.memoryPerSessionBytes. */
export function variableOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2').replace('.', '_')
  return `RIGSCOPE_${words.toUpperCase()}`
}

/** Text where text is meant, else JSON. */
function readVariable(text: string, schema: z.ZodType): z.ZodSafeParseResult<unknown> {
  const plain = schema.safeParse(text)
  if (plain.success) return plain
  try {
    return schema.safeParse(JSON.parse(text))
  } catch {
    // Not JSON: the check of the plain text says what was expected.
    return plain
  }
}

function put(effective: Map<string, EffectiveSetting>, name: string, value: unknown, from: string): void {
  effective.set(name, { name, value, from })
}

/** Every leaf was checked alone, so the whole fits. */
function toSettings(effective: ReadonlyMap<string, EffectiveSetting>): Settings {
  const sections: Record<string, Record<string, unknown>> = {}
  for (const { name, value } of effective.values()) {
    const [section = '', key = ''] = name.split('.')
    ;(sections[section] ??= {})[key] = value
  }
  return settings.parse(sections)
}
