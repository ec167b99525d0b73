// A process of its own that reads 2 GB of a made-up Maya recording as they come into being, and tells the most memory it ever
// had. `many` has more events than are read, `long` has lines so long that all of its events fit.
import { readCapture } from '../model/capture/read/read-capture'

const totalBytes = 2e9
const encoder = new TextEncoder()
const kind = process.argv[2] === 'long' ? 'long' : 'many'

/** Lines with the time left open: twelve digits that are counted up in place. */
function* chunks(): Generator<Uint8Array> {
  const names = Array.from({ length: 4000 }, (_, i) => `@${i + 2} = hero:body_skinCluster_${i}\n`).join('')
  yield encoder.encode(
    `#File Version, # of events, # of CPUs\n1\t50000000\t8\nMain\tEvaluation\n#Comment mapping---------\n@0 = EvaluateNode\n@1 = \n${names}#End comment mapping---------\n#Event time, Comment, Extra comment, Category id, Duration, Thread Duration, Thread id, Cpu id, Color id\n`,
  )
  const more = kind === 'long' ? `\t${'x'.repeat(210)}` : ''
  const lines = 5000
  const firstTime = 100_000_000_000
  const rows = Array.from(
    { length: lines },
    (_, i) => `${firstTime + 50 * i}\t@0\t@${2 + (i % 4000)}\t1\t40\t40000\t7000\t1\t7${more}\n`,
  )
  const piece = encoder.encode(rows.join(''))
  const places: number[] = []
  for (let at = 0, i = 0; i < lines; at += (rows[i] as string).length, i++) places.push(at)
  for (let sent = 0, round = 0; sent < totalBytes; sent += piece.length, round++) {
    const next = piece.slice()
    for (let i = 0; i < lines; i++) {
      let time = firstTime + 50 * (round * lines + i)
      for (let digit = 11; digit >= 0; digit--) {
        next[(places[i] as number) + digit] = 48 + (time % 10)
        time = Math.floor(time / 10)
      }
    }
    yield next
  }
}

async function* source() {
  for (const chunk of chunks()) yield await Promise.resolve(chunk)
}

let bytes = 0
const began = performance.now()
const outcome = await readCapture(source(), { fileName: 'made-up.txt', onProgress: (taken) => (bytes = taken) })
const seconds = (performance.now() - began) / 1000
const read = outcome.kind === 'refused' ? outcome.sentence : `${outcome.capture.events?.count ?? 0} events`
console.log(JSON.stringify({ kind, read, bytes, seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }))
