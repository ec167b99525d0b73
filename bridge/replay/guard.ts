// Who may connect: judges the HTTP request before it becomes a WebSocket, by the rules of the bridge inside a host.
import { createHash, timingSafeEqual } from 'node:crypto'
import { subprotocol } from '../protocol/messages'

export interface GuardRefusal {
  readonly status: 400 | 401 | 403 | 404 | 421 | 426 | 429 | 503
  readonly sentence: string
}

export interface Knock {
  readonly url?: string | undefined
  /** All values of each header: a second one must not hide behind the first. */
  readonly headersDistinct: Readonly<Partial<Record<string, readonly string[]>>>
}

const mostClients = 4
const mostFailures = 10
const failuresSeconds = 10

export class Guard {
  private failures: number[] = []

  /** `now` gives seconds of any clock that only goes forward. */
  constructor(
    private readonly token: string,
    private readonly now: () => number,
  ) {}

  /** Why a request to `port` may not come in, or null. A right token always comes in, however many wrong ones came before. */
  judge({ url, headersDistinct: headers }: Knock, port: number, clients: number): GuardRefusal | null {
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
    if (headers.host?.length !== 1 || !hosts.includes(headers.host[0]?.toLowerCase() ?? ''))
      return { status: 421, sentence: 'This address answers to 127.0.0.1 and localhost with its port only.' }
    if (headers.origin !== undefined)
      return { status: 403, sentence: 'Web pages may not connect to the bridge; open the panel through its hub.' }
    const tokens = headers.authorization ?? []
    if (!isSame(tokens.length === 1 ? (tokens[0] ?? '') : '', `Bearer ${this.token}`))
      return this.fail(tokens.length > 0)
    if (url !== '/') return { status: 404, sentence: 'There is nothing at this path.' }
    if (headers['sec-websocket-version']?.join() !== '13')
      return { status: 426, sentence: 'This is a WebSocket, version 13.' }
    const offered = (headers['sec-websocket-protocol'] ?? [])
      .join()
      .split(',')
      .map((name) => name.trim())
    if (!offered.includes(subprotocol)) {
      const sentence = `This bridge speaks ${subprotocol}, the caller does not. Update the older of the two.`
      return { status: 400, sentence }
    }
    if (clients >= mostClients)
      return { status: 503, sentence: `${mostClients} clients are connected already; close one and try again.` }
    return null
  }

  private fail(hadToken: boolean): GuardRefusal {
    const now = this.now()
    this.failures = [...this.failures.filter((time) => time > now - failuresSeconds), now].slice(-mostFailures - 1)
    if (this.failures.length > mostFailures)
      return { status: 429, sentence: 'Too many wrong tokens; wait ten seconds.' }
    const what = hadToken ? "is not this session's" : 'is missing'
    return { status: 401, sentence: `The token ${what}; read it from the session's address file.` }
  }
}

// Hashes have one length, so that comparing them tells nothing about the token's.
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
