// The address file that a bridge leaves in the per-user runtime folder, so that hubs on the same machine find it.
// Where that folder is and how the file is written is discovery's business, on each side.
import { z } from 'zod'
import { protocolRange } from './messages'

export const address = z.object({
  kind: z.literal('rigscope.session'),
  session: z
    .string()
    .min(8)
    .max(64)
    .regex(/^[A-Za-z0-9-]+$/)
    .describe('letters, digits and hyphens; also the name of the file'),
  port: z.int().min(1).max(65535).describe('on 127.0.0.1'),
  token: z
    .string()
    .min(22)
    .max(256)
    .regex(/^[\x21-\x7e]+$/)
    .describe('at least 128 random bits, for the Authorization header'),
  pid: z.int().min(1).describe('of the process that serves the session'),
  processStarted: z.number().nullable().describe('wall seconds; tells a reused pid from the same process'),
  machine: z.string().describe('host name of the machine'),
  bootId: z.string().nullable().describe('changes with each boot; null where the system has none'),
  host: z.object({ kind: z.string(), name: z.string(), version: z.string() }).describe('as in hello'),
  scene: z.string().nullable().describe('name of the scene when the file was written'),
  origin: z.enum(['live', 'recording']).describe('whether it happens now or was recorded'),
  protocol: protocolRange.describe('versions that the bridge speaks'),
})

export type Address = z.infer<typeof address>
