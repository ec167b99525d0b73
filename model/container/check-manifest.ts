// Judges the text of a manifest before anything else in a container is believed.
// Whether the entries it lists are really there, with the right bytes, is left to container/read-container.ts.
import { containerFormat, containerVersion, messagesEntry, type ContainerEntry, type Manifest } from './manifest'

export interface ManifestRefusal {
  readonly kind: 'refused'
  readonly sentence: string
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** The manifest that `text` holds, or a sentence saying what is wrong with it. Unknown fields are tolerated. */
export function checkManifest(
  text: string,
): { readonly kind: 'manifest'; readonly manifest: Manifest } | ManifestRefusal {
  const refuse = (sentence: string): ManifestRefusal => ({ kind: 'refused', sentence })
  const value = parse(text)
  if (!isFields(value)) return refuse('Its manifest.json is not a JSON object.')
  if (value.format !== containerFormat) return refuse('Its manifest.json does not say that it is a Rigscope container.')
  const { version } = value
  if (!isSize(version)) return refuse('Its manifest.json does not say its version.')
  if (version !== containerVersion)
    return refuse(
      `It has container version ${version}; this Rigscope reads version ${containerVersion}. Update Rigscope.`,
    )
  const { madeBy, madeAt, title, how, seconds, entries } = value
  if (!isFields(madeBy) || !isText(madeBy.name) || !isText(madeBy.version))
    return refuse('Its manifest.json does not say what made it (madeBy).')
  if (!isText(madeAt) || Number.isNaN(Date.parse(madeAt)))
    return refuse('Its manifest.json does not say when it was made (madeAt).')
  if (!isText(title) || !isText(how)) return refuse('Its manifest.json has no title or does not say how it was made.')
  if (typeof seconds !== 'number' || !(seconds >= 0))
    return refuse('Its manifest.json does not say how many seconds it spans.')
  if (!Array.isArray(entries)) return refuse('Its manifest.json does not list its entries.')
  const listed: ContainerEntry[] = []
  for (const entry of entries as readonly unknown[]) {
    if (!isFields(entry) || !isText(entry.name) || !isSize(entry.bytes) || !isText(entry.sha256))
      return refuse(`Entry ${listed.length + 1} of its manifest.json lacks a name, a size or a sha256.`)
    if (!/^[0-9a-f]{64}$/.test(entry.sha256))
      return refuse(`The sha256 of ${entry.name} in its manifest.json is not one.`)
    if (listed.some((other) => other.name === entry.name)) return refuse(`Its manifest.json lists ${entry.name} twice.`)
    listed.push({ name: entry.name, bytes: entry.bytes, sha256: entry.sha256 })
  }
  if (!listed.some((entry) => entry.name === messagesEntry))
    return refuse(`Its manifest.json does not list ${messagesEntry}, the messages themselves.`)
  const maker = { name: madeBy.name, version: madeBy.version }
  return {
    kind: 'manifest',
    manifest: { format: containerFormat, version, madeBy: maker, madeAt, title, how, seconds, entries: listed },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
