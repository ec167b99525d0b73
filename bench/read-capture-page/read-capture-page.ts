// Opens the recording that the address names, reads it into a capture and shows the thirty costliest nodes: what speedscope's page
// is measured against. Not part of the product: the bench builds it and opens it.
import { textOf, type Capture } from '../../model/capture/capture'
import { readCapture } from '../../model/capture/read/read-capture'

declare global {
  interface Window {
    /** Milliseconds since navigation. */
    reading?:
      { readonly readMs: number; readonly shownMs: number; readonly events: number } | { readonly sentence: string }
  }
}

async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    yield value
  }
}

function showCostliest(capture: Capture): void {
  const { nodes, costs } = capture
  const self = new Float64Array(nodes.count)
  for (let node = 0; node < nodes.count; node++)
    for (let row = costs.first[node] as number; row < (costs.first[node + 1] as number); row++)
      self[node] = (self[node] as number) + (costs.self[row] as number)
  const costliest = Array.from(self.keys()).sort((a, b) => (self[b] as number) - (self[a] as number))
  const rows = costliest.slice(0, 30).map((node) => {
    const row = document.createElement('tr')
    row.insertCell().textContent = textOf(capture, nodes.name[node])
    row.insertCell().textContent = `${((self[node] as number) * 1000).toFixed(1)} ms`
    return row
  })
  document.getElementById('costliest')?.append(...rows)
}

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))

const fileName = location.hash.slice(1)
const { body } = await fetch(fileName)
if (body === null) throw new Error(`${fileName} has no body.`)
const outcome = await readCapture(pieces(body), { fileName })
const readMs = performance.now()
if (outcome.kind === 'refused') window.reading = { sentence: outcome.sentence }
else {
  showCostliest(outcome.capture)
  // As speedscope is waited for: until it has been on the screen for a frame.
  await nextFrame()
  await nextFrame()
  window.reading = { readMs, shownMs: performance.now(), events: outcome.capture.events?.count ?? 0 }
}
