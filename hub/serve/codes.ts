// Single-use codes that let a page in: made for the opener, good for ten minutes and one login. Guessing is slowed down.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type Redeemed = 'welcome' | 'wrong' | 'tooMany'

const lifeMs = 10 * 60_000
const failuresPerMinute = 10
const mostCodes = 100

export class Codes {
  /** Only digests are kept, all of one length, so that comparing takes one time. */
  private codes: { readonly digest: Buffer; readonly endsMs: number }[] = []
  private failuresMs: number[] = []

  /** `nowMs` never jumps. */
  constructor(private readonly nowMs: () => number) {}

  create(): string {
    const code = randomBytes(24).toString('base64url')
    this.codes = [...this.codes, { digest: digest(code), endsMs: this.nowMs() + lifeMs }].slice(-mostCodes)
    return code
  }

  /** Uses a code up. */
  redeem(code: string): Redeemed {
    const now = this.nowMs()
    this.failuresMs = this.failuresMs.filter((at) => now - at < 60_000)
    this.codes = this.codes.filter(({ endsMs }) => endsMs > now)
    const given = digest(code)
    // Every code is compared, found or not.
    const matching = this.codes.filter((known) => timingSafeEqual(known.digest, given))
    if (matching.length === 0) {
      // A right code always gets in: wrong ones must not lock its owner out.
      if (this.failuresMs.length >= failuresPerMinute) return 'tooMany'
      this.failuresMs.push(now)
      return 'wrong'
    }
    this.codes = this.codes.filter((known) => !matching.includes(known))
    return 'welcome'
  }
}

/** Compares two secrets in one time, whatever they are. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
