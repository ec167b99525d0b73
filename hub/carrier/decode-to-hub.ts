// Reads what a panel sends on a carrier and checks it; anything else is null and left out.
import { z } from 'zod'
import type { ToHub } from './envelope'

const id = z.int().min(1).max(0xffffffff)
const name = z.string().max(100)
const credit = z.int().min(1).max(1024)

const toHub = z.union([
  z.object({ ask: name, id, args: z.unknown() }),
  z.object({ stream: name, id, args: z.unknown(), credit }),
  z.object({ cancel: id }),
  z.object({ credit, id }),
])

export function decodeToHub(data: string | Uint8Array): ToHub | null {
  if (typeof data !== 'string') return null
  let value: unknown
  try {
    value = JSON.parse(data)
  } catch {
    return null
  }
  return toHub.safeParse(value).data ?? null
}
