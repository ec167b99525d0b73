// One WebSocket to one bridge: opens it with the token, without compression and within limits, and says in a sentence why it
// could not be opened or was lost. Whether to try again is the machine's.
import { WebSocket } from 'ws'
import { subprotocol } from '../../bridge/protocol/messages'

export interface SocketTarget {
  readonly port: number
  readonly token: string
}

export interface SocketEvents {
  opened(): void
  message(data: string | Uint8Array): void
  /** Once, whatever happened; not after close(). */
  lost(why: string): void
}

export interface BridgeSocket {
  send(text: string): void
  close(): void
}

const handshakeMs = 5000

/** `maxBytes` is the longest message taken. */
export function openSocket({ port, token }: SocketTarget, maxBytes: number, events: SocketEvents): BridgeSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, subprotocol, {
    headers: { Authorization: `Bearer ${token}` },
    perMessageDeflate: false,
    maxPayload: maxBytes,
    handshakeTimeout: handshakeMs,
    followRedirects: false,
  })
  let open = true
  let why: string | null = null
  const decoder = new TextDecoder()
  const lose = (sentence: string) => {
    if (!open) return
    open = false
    events.lost(sentence)
  }
  socket.on('open', () => open && events.opened())
  socket.on('message', (data: Buffer, isBinary) => {
    if (open) events.message(isBinary ? data : decoder.decode(data))
  })
  socket.on('unexpected-response', (request, response) => {
    why = refusalSentence(response.statusCode ?? 0)
    request.destroy()
    lose(why)
  })
  socket.on('error', (error) => {
    why ??= errorSentence(error, maxBytes)
  })
  socket.on('close', (code) => lose(why ?? closeSentence(code)))
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close() {
      open = false
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate()
      else {
        socket.close(1000)
        // A host whose I/O thread hangs would never answer the farewell.
        setTimeout(() => socket.terminate(), 1000).unref()
      }
    },
  }
}

function refusalSentence(status: number): string {
  if (status === 401 || status === 403) return 'The bridge refused the token; it may have been restarted.'
  if (status === 503 || status === 429) return 'The bridge has as many clients as it takes.'
  return `What listens there is not a bridge (HTTP ${status}).`
}

function errorSentence(error: Error, maxBytes: number): string {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return 'Nothing listens where the bridge was.'
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
    return `The bridge sent a message of more than ${Math.round(maxBytes / 1e6)} MB.`
  if (code === 'WS_ERR_INVALID_UTF8') return 'The bridge sent text that is not UTF-8.'
  if (code.startsWith('WS_ERR')) return `The bridge broke the rules of WebSocket (${code}).`
  if (error.message.includes('handshake has timed out')) return 'The bridge did not answer in time.'
  if (error.message.includes('subprotocol')) return 'The bridge speaks another protocol.'
  return `The connection failed (${code || error.message}).`
}

function closeSentence(code: number): string {
  if (code === 1009) return 'The bridge closed the connection: a message was too long for it.'
  if (code === 1013) return 'The bridge has as many clients as it takes.'
  return code === 1006 ? 'The connection broke off.' : `The bridge closed the connection (${code}).`
}
