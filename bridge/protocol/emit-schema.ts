// Makes schema.json for the Python side: JSON Schema of messages, address file, self-test report and settings, and the layout
// of the columns.
import { z } from 'zod'
import { address } from './address'
import { inCapture } from './capture-messages'
import * as columns from './columns'
import { fromBridge, fromHub, protocol, subprotocol } from './messages'
import { selfTest } from './self-test'
import { defaultSettings, settings } from './settings'

/** The text of schema.json. */
export function schemaText(): string {
  const schema = (type: z.ZodType) => z.toJSONSchema(type, { io: 'input', reused: 'inline' })
  const content = {
    protocol,
    subprotocol,
    fromBridge: schema(fromBridge),
    fromHub: schema(fromHub),
    inCapture: schema(inCapture),
    address: schema(address),
    selfTest: schema(selfTest),
    settings: schema(settings),
    defaultSettings,
    columns: {
      layoutVersion: columns.layoutVersion,
      headerBytes: columns.headerBytes,
      kinds: columns.kinds,
      layouts: columns.layouts,
      sampleFlags: columns.sampleFlags,
      marks: columns.marks,
      activities: columns.activities,
      speedModes: columns.speedModes,
      cachedStates: columns.cachedStates,
      evaluationModes: columns.evaluationModes,
      evaluationSources: columns.evaluationSources,
    },
  }
  return `${JSON.stringify(content, null, 1)}\n`
}
