// How much a file may hold before it is refused, and the sentences that say so. Generous for any recording of a scene; what
// keeps hostile files from taking the memory of the machine.

export interface ReadLimits {
  readonly events: number
  readonly texts: number
  /** That a file marks itself. */
  readonly frames: number
  readonly textBytes: number
  readonly threads: number
  /** Of a line, or of one event in JSON. */
  readonly recordBytes: number
  /** How much is gathered before it is read. */
  readonly batchBytes: number
}

export const readLimits: ReadLimits = {
  events: 8_000_000,
  texts: 1_000_000,
  frames: 1_000_000,
  textBytes: 64 * 2 ** 20,
  threads: 4096,
  recordBytes: 2 ** 20,
  batchBytes: 2 ** 18,
}

const shown = (count: number) => count.toLocaleString('en')
const shorter = 'Record a shorter stretch, or fewer categories, and open that.'

/** `where`: "at byte 12", "in line 7". */
export const tooMany = {
  events: (limits: ReadLimits, where: string) =>
    `The file holds more than ${shown(limits.events)} events, the most that can be read; the next one is ${where}. ${shorter}`,
  frames: (limits: ReadLimits, where: string) =>
    `The file marks more than ${shown(limits.frames)} frames, the most that can be read; the next one is ${where}. ${shorter}`,
  texts: (limits: ReadLimits, where: string) =>
    `The file holds more than ${shown(limits.texts)} different texts or ${shown(limits.textBytes)} bytes of them, the most that can be read; the next one is ${where}. ${shorter}`,
  threads: (limits: ReadLimits, where: string) =>
    `The file names more than ${shown(limits.threads)} threads, the most that can be read; the next one is ${where}. ${shorter}`,
  recordBytes: (limits: ReadLimits, where: string) =>
    `What begins ${where} is longer than ${shown(limits.recordBytes)} bytes, and no recording has that: the file is damaged, or is none.`,
}

/** What is not as it must be, and where. */
export const damaged = (where: string, what: string) =>
  `The file is damaged ${where}: ${what}. Save or copy it again from where it was recorded.`

export const cutShort = (where: string, what: string) =>
  `The file ends ${where}, ${what}: it was cut short. Save or copy it again from where it was recorded.`
