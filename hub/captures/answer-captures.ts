// Answers HTTP about captures: takes files in, gives encoded captures to the page, and gives them to others in their formats. Who may
// ask is judged as at the WebSocket; what is kept is captures.ts's.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bearer, bearsToken, isFromOurPage } from '../serve/headers'
import type { PanelPass } from '../serve/panel-pass'
import { say } from '../serve/say'
import type { Captures } from './captures'
import { receiveCapture } from './receive-capture'
import { sendCapture } from './send-capture'
import { Exports } from './send-export'
import type { CaptureWork } from './reading/work'

export interface CaptureDoor {
  readonly port: number
  readonly pass: PanelPass
  readonly controlToken: string
  readonly captures: Captures
  readonly work: CaptureWork
}

export type AnswerCaptures = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const place = /^\/captures\/([^/]+)(\/export)?$/

/** For paths that are /captures or begin with /captures/; whether the request is meant for us was judged before. */
export function answerCaptures(door: CaptureDoor): AnswerCaptures {
  const exports = new Exports(door.work)
  return async (request, response) => {
    const refusal = judge(door, request)
    if (refusal !== null) return say(response, ...refusal)
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://hub')
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (pathname === '/captures') {
      if (request.method === 'POST') return receiveCapture(door.captures, searchParams.get('name'), request, response)
      response.setHeader('Allow', 'POST')
      return say(response, 405, 'A file with a capture is posted here.')
    }
    const [, capture, isExport] = place.exec(pathname) ?? []
    if (capture === undefined) return say(response, 404, 'There is nothing here.')
    if (!isReading) {
      response.setHeader('Allow', 'GET, HEAD')
      return say(response, 405, 'A capture can only be read here.')
    }
    const found = door.captures.ready(capture)
    if (found === undefined) return say(response, 404, 'This capture is not there any more.')
    if (isExport === undefined) return sendCapture(found, request, response)
    return exports.send(found, searchParams.get('as'), request, response)
  }
}

function judge({ port, pass, controlToken }: CaptureDoor, request: IncomingMessage): [number, string] | null {
  if (bearsToken(request, controlToken)) return null
  // Browsers send no Origin when a page reads from its own.
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isFromOurPage(request, port) && !(isRead && request.headers.origin === undefined))
    return [403, 'Only the panel may ask for captures.']
  return pass.isHeld(request.headers.cookie, bearer(request)) ? null : [401, 'This page is not signed in.']
}
