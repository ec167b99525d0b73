// Makes docs/protocol.md, the reference of the wire for people, from the same schemas that check it. Where a sentence on a
// field is wanted, it belongs to the field's description.
import { z } from 'zod'
import { address } from './address'
import { inCapture } from './capture-messages'
import { describeColumns } from './emit-columns-document'
import { fromBridge, fromHub, protocol, subprotocol } from './messages'
import { selfTest } from './self-test'
import { defaultSettings, settings } from './settings'

interface Schema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly const?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
}

const toSchema = (type: z.ZodType): Schema => z.toJSONSchema(type, { io: 'input', reused: 'inline' }) as Schema

/** The text of docs/protocol.md. */
export function documentText(): string {
  const sections = [
    introduction,
    '## From the bridge',
    ...fromBridge.options.map(describeMessage),
    '## From the hub',
    ...fromHub.options.map(describeMessage),
    `## In the file of a capture\n\n${captureIntroduction}`,
    ...inCapture.options.map(describeMessage),
    describeColumns(),
    `## The address file\n\n${addressIntroduction}\n\n${table(fields(toSchema(address)))}`,
    `## The report of a self-test\n\n${selfTestIntroduction}\n\n${table(fields(toSchema(selfTest)))}`,
    `## Settings\n\n${settingsIntroduction}\n\n${table(fields(toSchema(settings)), defaultOf)}`,
  ]
  return `${sections.join('\n\n')}\n`
}

const { min, max }: { readonly min: number; readonly max: number } = protocol
const spoken = min === max ? `version ${max}` : `versions ${min} to ${max}`

const introduction = `# The protocol

<!-- Generated from bridge/protocol by bridge/protocol/generate.mjs; change it there. -->

How a bridge inside a host and a hub on the same machine speak, ${spoken}. A WebSocket on 127.0.0.1 with the
subprotocol \`${subprotocol}\`, without compression and without the socket library's own ping. The hub knocks with
\`Authorization: Bearer <token>\` and no \`Origin\`; port and token are in the session's address file.

Text messages are JSON with a \`type\`: the bridge tells nouns, the hub asks with verbs, and each verb gets a \`reply\`. They are never
dropped. Binary messages carry columns of numbers; samples are newest-wins for a reader who is slow, and the number dropped is sent.

Every field is always present and unknown is \`null\`. Lists of words are closed unless a field says that it is an open set. Readers
tolerate fields that they do not know. Times are seconds of the host's monotonic clock ("host seconds"), which \`hello\` ties to the
wall clock; durations are seconds. Ids are whole numbers of 32 bits, never used twice in a session.`

const captureIntroduction = `A capture travels as a file in the runtime folder, which the last \`capture\` message names. The format \`rigscope.log\` is a log of
messages as in a recording: \`hello\`, \`scene\`, \`roster\` (with nodes that only captures know), then for each pass a \`capturePass\` and for each
frame one binary message of frames with one row and one of samples, at last \`captureNodes\` and \`captureEnd\`. Where the
host records costs by itself, as Maya's profiler does, samples are empty and a \`captureFile\` before \`captureEnd\` brings the recording.`

const addressIntroduction = `A bridge leaves \`sessions/<session>.json\` in the user's runtime folder and takes it away when it ends. The folder is
\`$RIGSCOPE_RUNTIME_DIR\` where set; else \`$XDG_RUNTIME_DIR/rigscope\` on Linux, \`/tmp/rigscope-<uid>\` where that is missing,
\`$TMPDIR/rigscope\` on macOS, \`%LOCALAPPDATA%\\Rigscope\\run\` on Windows. Folder and files are its owner's alone.`

const selfTestIntroduction = `\`rigscope_bridge.selftest()\` leaves it in the same folder as \`selftest-<host>-<version>-<time>.json\`. It says which facts
that the bridge relies on hold in that version of the host, and nothing of what is in a scene.`

const settingsIntroduction = `Read from YAML by hub and bridge alike: the site's file, the show's, the user's, then the environment
(\`RIGSCOPE_<SECTION>_<KEY>\`), the last that sets a value wins.`

function describeMessage(option: z.ZodType): string {
  const schema = toSchema(option)
  const type = schema.properties?.type?.const ?? ''
  return `### ${type}\n\n${schema.description ?? ''}\n\n${table(fields(schema).filter(([name]) => name !== 'type'))}`
}

type Field = readonly [name: string, schema: Schema]

/** The fields of an object and of what lies in it, under dotted names. */
function fields(schema: Schema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]): Field[] => {
    const path = `${prefix}${name}`
    const element = field.items ?? withoutNull(field)
    const inner = element.items ?? element
    const below = (element.oneOf ?? [inner]).flatMap((one) => fields(one, `${path}${field.items ? '[]' : ''}.`))
    return [[path, field], ...merged(below)]
  })
}

// The choices of a union share fields: the one that tells them apart lists every word.
function merged(below: readonly Field[]): Field[] {
  const byName = new Map<string, Schema>()
  for (const [name, schema] of below) {
    const other = byName.get(name)
    if (other === undefined) byName.set(name, schema)
    else if (other.enum !== undefined || other.const !== undefined)
      byName.set(name, { ...other, enum: [...(other.enum ?? [other.const ?? '']), schema.const ?? ''] })
  }
  return [...byName]
}

function table(rows: readonly Field[], defaultOf?: (name: string) => string): string {
  const head = defaultOf === undefined ? ['field', 'type', 'meaning'] : ['field', 'type', 'default', 'meaning']
  const lines = rows.map(([name, schema]) => {
    const cells = [`\`${name}\``, typeOf(schema), schema.description ?? '']
    if (defaultOf !== undefined) cells.splice(2, 0, defaultOf(name))
    return cells
  })
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.map(escape).join(' | ')} |`).join('\n')
}

const escape = (cell: string) => cell.replaceAll('|', '\\|')

function withoutNull(schema: Schema): Schema {
  const choices = (schema.anyOf ?? []).filter((choice) => choice.type !== 'null')
  return choices.length === 1 && choices[0] !== undefined ? choices[0] : schema
}

function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map((word) => `\`${word}\``).join(' ')
  if (schema.const !== undefined) return `\`${schema.const}\``
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) {
    const names = [...new Set(choices.map(typeOf))]
    return names.join(' or ')
  }
  if (Array.isArray(schema.type))
    return schema.type.map((type: string) => (type === 'null' ? 'null' : typeOf({ ...schema, type }))).join(' or ')
  if (schema.items !== undefined)
    return `list of ${plural(schema.items)}${schema.maxItems === undefined ? '' : `, at most ${schema.maxItems}`}`
  if (schema.type === 'integer') return `whole number${range(schema.minimum, schema.maximum)}`
  if (schema.type === 'number') return `number${range(schema.minimum, schema.maximum)}`
  if (schema.type === 'string') return `text${range(schema.minLength, schema.maxLength, ' characters')}`
  if (schema.type === 'boolean') return 'true or false'
  return typeof schema.type === 'string' ? schema.type : 'any JSON'
}

function plural(schema: Schema): string {
  const names: Record<string, string> = { object: 'objects', string: 'texts', number: 'numbers' }
  if (schema.type === 'integer') return schema.maximum === 0xffffffff ? 'ids' : 'whole numbers'
  return names[String(schema.type)] ?? typeOf(schema)
}

function range(low: number | undefined, high: number | undefined, unit = ''): string {
  const from = low === undefined || low === Number.MIN_SAFE_INTEGER ? null : low
  const to = high === undefined || high === Number.MAX_SAFE_INTEGER ? null : high
  if (from === 0 && to === 0xffffffff) return ' of 32 bits'
  if (from !== null && to !== null) return `, ${from} to ${to}${unit}`
  if (from !== null) return `, at least ${from}${unit}`
  return to === null ? '' : `, at most ${to}${unit}`
}

function defaultOf(name: string): string {
  const [section = '', key = '', ...deeper] = name.replaceAll('[]', '').split('.')
  const values = (defaultSettings as unknown as Record<string, Record<string, unknown>>)[section]
  if (values === undefined || key === '' || deeper.length > 0) return ''
  const value = values[key]
  return Array.isArray(value) ? `${value.length} rules` : `\`${JSON.stringify(value)}\``
}
