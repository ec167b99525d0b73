// Checks one text of a capture's log against the wire's schema, as hub/connection does with what comes over a socket.
import { inCapture } from '../../../bridge/protocol/capture-messages'
import { fromBridge } from '../../../bridge/protocol/messages'
import type { JudgedText } from '../../../model/capture/log/capture-log'

const live = new Set<string>(fromBridge.options.map(({ shape }) => shape.type.value))
const filed = new Set<string>(inCapture.options.map(({ shape }) => shape.type.value))

export function judgeLogText(text: string): JudgedText {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'refused', sentence: `a message of ${text.length} characters is not JSON.` }
  }
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  if (typeof type !== 'string') return { kind: 'refused', sentence: 'a message has no type.' }
  if (!live.has(type) && !filed.has(type)) return { kind: 'unknown' }
  const checked = filed.has(type) ? inCapture.safeParse(value) : fromBridge.safeParse(value)
  if (checked.success) return { kind: 'message', message: checked.data }
  const issue = checked.error.issues[0]
  return { kind: 'refused', sentence: `a ${type} message is malformed: ${issue?.path.join('.')}: ${issue?.message}.` }
}
