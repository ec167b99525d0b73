// Checks what a bridge sends, once, on receipt: text against the wire's schema, bytes against the layout of the columns.
// What is wrong becomes a sentence; nothing throws.
import { type ColumnMessage, decodeColumns } from '../../bridge/protocol/columns'
import { type FromBridge, fromBridge } from '../../bridge/protocol/messages'

export type Received =
  | { readonly kind: 'message'; readonly message: FromBridge }
  | { readonly kind: 'columns'; readonly columns: ColumnMessage; readonly bytes: Uint8Array }
  /** A message of a newer bridge, to be left out. */
  | { readonly kind: 'unknown'; readonly type: string }
  | { readonly kind: 'malformed'; readonly sentence: string }

const knownTypes: ReadonlySet<string> = new Set(fromBridge.options.map(({ shape }) => shape.type.value))

/** One message of a bridge. Bytes are handed on as they are; who keeps them copies them. */
export function receive(data: string | Uint8Array): Received {
  return typeof data === 'string' ? receiveText(data) : receiveBytes(data)
}

function receiveText(text: string): Received {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'malformed', sentence: `A message of ${text.length} characters is not JSON.` }
  }
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  if (typeof type !== 'string') return { kind: 'malformed', sentence: 'A message has no type.' }
  if (!knownTypes.has(type)) return { kind: 'unknown', type: type.slice(0, 60) }
  const checked = fromBridge.safeParse(value)
  if (checked.success) return { kind: 'message', message: checked.data }
  const issue = checked.error.issues[0]
  return {
    kind: 'malformed',
    sentence: `A ${type} message is malformed: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it does not fit'}.`,
  }
}

function receiveBytes(bytes: Uint8Array): Received {
  const columns = decodeColumns(bytes)
  return columns.kind === 'refused'
    ? { kind: 'malformed', sentence: columns.sentence }
    : { kind: 'columns', columns, bytes }
}
