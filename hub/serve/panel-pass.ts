// The pass by which the hub knows a page that logged in: a cookie that scripts cannot read, and a key that only pages of the hub's
// own origin can. Both are signed with a secret that outlives the hub, so that open pages reconnect after a restart.
import { createHmac, randomBytes } from 'node:crypto'
import { isSameSecret } from './codes'

export interface IssuedPass {
  /** The value of a Set-Cookie header. */
  readonly setCookie: string
  readonly key: string
}

const lifeSeconds = 30 * 24 * 3600

/** Browsers send cookies to every port of a machine, so that the cookie alone, which others see, opens nothing. */
export class PanelPass {
  /** `nowSeconds` is wall time: the pass lives longer than the hub. */
  constructor(
    private readonly secret: string,
    private readonly port: number,
    private readonly nowSeconds: () => number,
  ) {}

  issue(): IssuedPass {
    const plain = `${Math.floor(this.nowSeconds()) + lifeSeconds}.${randomBytes(16).toString('base64url')}`
    const value = `${plain}.${this.sign('cookie', plain)}`
    return {
      setCookie: `${this.name}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${lifeSeconds}`,
      key: this.sign('key', plain),
    }
  }

  /** Whether a Cookie header carries one of ours that still holds, and `key` is the one that was given with it. */
  isHeld(cookies: string | undefined, key: string): boolean {
    return (cookies ?? '').split(';').some((pair) => {
      const [name, value] = pair.trim().split('=', 2)
      return name === this.name && value !== undefined && this.isWhole(value, key)
    })
  }

  /** Others on 127.0.0.1 set cookies for us too: the port in the name keeps hubs apart. */
  private get name(): string {
    return `rigscope-${this.port}`
  }

  private isWhole(cookie: string, key: string): boolean {
    const [ends = '', nonce = '', signature = ''] = cookie.split('.')
    const plain = `${ends}.${nonce}`
    const isSigned = isSameSecret(signature, this.sign('cookie', plain))
    return isSameSecret(key, this.sign('key', plain)) && isSigned && Number(ends) > this.nowSeconds()
  }

  private sign(what: 'cookie' | 'key', plain: string): string {
    return createHmac('sha256', this.secret).update(`${what}.${this.port}.${plain}`).digest('base64url')
  }
}
