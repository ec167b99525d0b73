// Takes in a file that somebody opens: its bytes go to the reader as fast as that reads, and a sender who goes away cancels it.
// How it went is told by the list; the answer only names the capture.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { say, sayJson } from '../serve/say'
import type { Captures } from './captures'

const longestName = 255

export async function receiveCapture(
  captures: Captures,
  name: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const length = Number(request.headers['content-length'] ?? NaN)
  let tellWhole: () => void = () => undefined
  const whole = new Promise<void>((resolve) => (tellWhole = resolve))
  let capture: string | null = null
  const giveUp = () => {
    if (capture !== null) captures.cancel(capture)
  }
  const options = { fileName: plainName(name), total: Number.isSafeInteger(length) ? length : null }
  const begun = captures.read(bodyOf(request, tellWhole, giveUp), options)
  if (!begun.ok) {
    request.resume()
    return say(response, 503, begun.error.sentence)
  }
  capture = begun.value.capture
  await Promise.race([whole, begun.value.settled])
  if (response.destroyed) return
  sayJson(response, { capture })
}

/** Whatever the reader leaves is taken in and thrown away: who still sends hears the answer only then. */
async function* bodyOf(
  request: IncomingMessage,
  onWhole: () => void,
  onBroken: () => void,
): AsyncGenerator<Uint8Array> {
  const waiting: Buffer[] = []
  let wake: () => void = () => undefined
  const take = (chunk: Buffer) => {
    waiting.push(chunk)
    request.pause()
    wake()
  }
  request.on('data', take)
  request.on('end', () => {
    onWhole()
    wake()
  })
  // What is wrong is told by 'close', which always comes.
  request.on('error', () => undefined)
  request.on('close', () => {
    if (!request.complete) onBroken()
    wake()
  })
  try {
    while (waiting.length > 0 || !request.readableEnded) {
      const chunk = waiting.shift()
      if (chunk !== undefined) yield chunk
      else if (request.destroyed && !request.complete) throw new Error('its sender went away')
      else {
        const more = new Promise<void>((resolve) => (wake = resolve))
        request.resume()
        await more
      }
    }
  } finally {
    request.off('data', take)
    request.resume()
  }
}

/** What came before the last slash is somebody's folders, and control characters are nobody's. */
function plainName(name: string | null): string {
  const plain = (name ?? '')
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/[\u0000-\u001f\u007f]/g, '')
    .slice(0, longestName)
    .trim()
  return plain === undefined || plain === '' ? 'capture' : plain
}
