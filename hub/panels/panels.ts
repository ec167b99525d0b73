// The panels that are open and can come to the front when somebody asks for one, so that no second one opens. Who asks is serve/'s.
import type { StreamAnswers } from '../carrier/answers'
import { z } from 'zod'
import type { PanelStreams, PanelWish } from './api'

export class Panels {
  /** In the order in which they came. */
  private readonly open = new Set<(wish: PanelWish) => void>()

  /** Has the panel that was opened last come to the front; false where none is open. */
  show(wish: PanelWish): boolean {
    const last = [...this.open].at(-1)
    last?.(wish)
    return last !== undefined
  }

  streams(): StreamAnswers<keyof PanelStreams> {
    return {
      'panels.wishes': {
        args: z.object({}),
        open: (_args, { wake }) => {
          let latest: PanelWish | undefined
          const hear = (wish: PanelWish) => {
            latest = wish
            wake()
          }
          this.open.add(hear)
          const next = () => {
            const wish = latest
            latest = undefined
            return wish
          }
          return { ok: true, value: { next, close: () => void this.open.delete(hear) } }
        },
      },
    }
  }
}
