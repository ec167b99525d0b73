// The report that a self-test inside a host leaves in the per-user runtime folder: which facts that the bridge relies on
// hold in that very version. Facts, numbers and words of our own only: nothing of what is in a scene, and no file's name.
import { z } from 'zod'

const version = z
  .string()
  .max(80)
  .regex(/^[\w .()+-]*$/)
const word = z
  .string()
  .max(80)
  .regex(/^[\w .:-]*$/)

export const selfTest = z.object({
  kind: z.literal('rigscope.selfTest'),
  version: z.literal(1),
  bridge: version.describe('version of the bridge'),
  started: z.number().describe('wall seconds'),
  seconds: z.number().min(0).describe('how long it took'),
  ended: z.enum(['complete', 'cancelled', 'timeUp']).describe('whether every fact had its turn, and if not, why'),
  host: z.object({
    kind: word.describe('as in hello'),
    version,
    python: version,
    qt: version.nullable(),
    os: version,
    renderer: version.nullable().describe('what draws the views; null without a window'),
    hasWindow: z.boolean(),
  }),
  facts: z
    .array(
      z.object({
        id: word.describe('stays the same from version to version'),
        says: z.string().max(200).describe('the fact as a sentence of ours'),
        outcome: z.enum(['holds', 'fails', 'notAvailable']),
        because: z
          .enum([
            'noWindow',
            'sceneIsOpen',
            'profilerInUse',
            'undoIsOff',
            'notTurnedOn',
            'notInThisVersion',
            'tookTooLong',
            'raised',
            'stopped',
          ])
          .nullable()
          .describe('why it is not available, or failed without a measurement'),
        measured: z
          .array(z.object({ name: word, value: z.union([z.number(), z.boolean(), word]) }))
          .max(64)
          .describe('what was found: numbers, and words of our own'),
      }),
    )
    .max(500),
})

export type SelfTest = z.infer<typeof selfTest>
