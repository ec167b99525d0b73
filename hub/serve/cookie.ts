// The cookie by which the hub knows a page that logged in: signed with a secret that outlives the hub, so that open pages
// reconnect after a restart; named with the port, because cookies do not tell ports apart.
import { createHmac, randomBytes } from 'node:crypto'
import { isSameSecret } from './codes'

const lifeSeconds = 30 * 24 * 3600

export class Cookie {
  /** `nowSeconds` is wall time: the cookie lives longer than the hub. */
  constructor(
    private readonly secret: string,
    private readonly port: number,
    private readonly nowSeconds: () => number,
  ) {}

  /** The value of a Set-Cookie header. */
  issue(): string {
    const plain = `${Math.floor(this.nowSeconds()) + lifeSeconds}.${randomBytes(12).toString('base64url')}`
    const value = `${plain}.${this.sign(plain)}`
    return `${this.name}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${lifeSeconds}`
  }

  /** Whether a Cookie header carries one of ours that still holds. */
  isIn(header: string | undefined): boolean {
    return (header ?? '').split(';').some((pair) => {
      const [name, value] = pair.trim().split('=', 2)
      return name === this.name && value !== undefined && this.isValid(value)
    })
  }

  private get name(): string {
    return `rigscope-${this.port}`
  }

  private isValid(value: string): boolean {
    const [ends = '', nonce = '', signature = ''] = value.split('.')
    return isSameSecret(signature, this.sign(`${ends}.${nonce}`)) && Number(ends) > this.nowSeconds()
  }

  private sign(plain: string): string {
    return createHmac('sha256', this.secret).update(`${this.port}.${plain}`).digest('base64url')
  }
}
