// Reads one file of settings. A file with anything wrong in it is refused whole, with the file and the line, because half of
// what somebody meant is worse than none.
import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { devNull } from 'node:os'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { settings } from '../../bridge/protocol/settings'

/** Values by setting, as in `hub.port`. */
export type Leaves = ReadonlyMap<string, unknown>

export type FileOutcome =
  | { readonly kind: 'read'; readonly leaves: Leaves }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly sentence: string }

const sections = Object.entries(settings.shape)

/** Every setting with the check of its value. */
export const leafSchemas: ReadonlyMap<string, z.ZodType> = new Map(
  sections.flatMap(([section, { shape }]) =>
    Object.entries(shape).map(([key, schema]): [string, z.ZodType] => [`${section}.${key}`, schema as z.ZodType]),
  ),
)

/** Every part may be missing; names that nobody knows are mistakes of typing. */
const fileSchema = z.strictObject(
  Object.fromEntries(sections.map(([name, section]) => [name, z.strictObject(section.shape).partial().optional()])),
)

const longestBytes = 1_000_000

export async function readSettingFile(path: string): Promise<FileOutcome> {
  let bytes: Buffer
  try {
    const facts = await stat(path)
    // Reading a pipe would wait for ever; the null device is how one says: no file.
    if (!facts.isFile() && path !== devNull) return refuse(path, null, 'it is not a file')
    if (facts.size > longestBytes) return refuse(path, null, 'no settings are that long')
    bytes = await readFile(path)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return isMissing ? { kind: 'missing' } : refuse(path, null, 'it cannot be read')
  }
  const text = bytes.toString('utf8')
  return isUtf8(bytes) ? parseSettings(path, text) : refuse(path, null, 'it is not UTF-8 text')
}

/** `path` is for the sentence. */
export function parseSettings(path: string, text: string): FileOutcome {
  const lines = new LineCounter()
  // The bridge's reader speaks YAML 1.1: yes and on must mean the same to both.
  const document = parseDocument(text, { version: '1.1', lineCounter: lines, prettyErrors: false })
  const lineOf = (offset: number | undefined) => (offset === undefined ? null : lines.linePos(offset).line)
  const mistake = document.errors[0]
  if (mistake !== undefined) return refuse(path, lineOf(mistake.pos[0]), `it is not YAML: ${mistake.message}`)
  const content = toContent(document)
  if (content === undefined) return refuse(path, null, 'its anchors are nested too deeply')
  if (content === null) return { kind: 'read', leaves: new Map() }
  const checked = fileSchema.safeParse(content)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    const at = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? [])
    return refuse(path, lineOf(offsetOf(document, at)), say(at, issue))
  }
  const leaves = new Map<string, unknown>()
  for (const [section, values] of Object.entries(checked.data))
    for (const [key, value] of Object.entries(values ?? {}))
      if (value !== undefined) leaves.set(`${section}.${key}`, value)
  return { kind: 'read', leaves }
}

function toContent(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    // A bomb of aliases, told by undefined.
    return undefined
  }
}

function say(at: readonly PropertyKey[], issue: z.core.$ZodIssue | undefined): string {
  const name = at.map(String).join('.')
  if (issue?.code === 'unrecognized_keys') return `${name} is no setting`
  return name === '' ? 'it is not a list of settings by section' : `${name}: ${issue?.message ?? 'it does not fit'}`
}

/** Where in the text the value lies, or the nearest thing around it that is there. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return undefined
}

function refuse(path: string, line: number | null, why: string): FileOutcome {
  const where = line === null ? path : `${path}, line ${line}`
  return { kind: 'refused', sentence: `${where}: ${why}. The file is left out.` }
}
