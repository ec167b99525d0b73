// What messages are made of: the few kinds of value that the wire knows. What is said with them is left to messages.ts and
// capture-messages.ts.
import { z } from 'zod'

export const seconds = () => z.number()
export const id = () => z.int().min(0).max(0xffffffff)
export const count = () => z.int().min(0)
export const text = () => z.string()
export const message = <const T extends string, S extends z.ZodRawShape>(type: T, meaning: string, shape: S) =>
  z.object({ type: z.literal(type), ...shape }).describe(meaning)
