// Runs inside the page, before its own scripts: notes when each frames message arrives on the hub's WebSocket, and when the page has
// handed on the picture that holds it. What comes after that (the compositor, the display) no page can see, and it is not counted.

export interface ProbeWindow extends Window {
  frameToPixel: { frameTime: number; arrivedMs: number; pixelMs: number }[]
}

/** Installed with `page.addInitScript(probeFrameToPixel)`; must not use anything from outside. */
export function probeFrameToPixel(): void {
  const page = window as unknown as ProbeWindow
  page.frameToPixel = []
  let pending: { frameTime: number; arrivedMs: number }[] = []
  let drawn: { frameTime: number; arrivedMs: number }[] = []
  const now = () => performance.timeOrigin + performance.now()
  const prefix = 8
  const header = 48
  const Original = window.WebSocket
  class Watched extends Original {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols)
      this.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (!(event.data instanceof ArrayBuffer) || event.data.byteLength < prefix + header) return
        const view = new DataView(event.data, prefix)
        if (view.getUint8(0) !== 1) return
        const rows = view.getUint32(12, true)
        if (rows > 0) pending.push({ frameTime: view.getFloat64(header + 8 * (rows - 1), true), arrivedMs: now() })
      })
    }
  }
  window.WebSocket = Watched
  // A drawing belongs to the animation frame it happens in, whose painting and handing on to the compositor are one task with it. So
  // the first task after that one is the earliest that the page can know of the picture; the next animation frame would be up to
  // a frame's wait later.
  const handedOn = new MessageChannel()
  handedOn.port1.onmessage = () => {
    const at = now()
    for (const entry of drawn) page.frameToPixel.push({ ...entry, pixelMs: at })
    drawn = []
  }
  const stroke = CanvasRenderingContext2D.prototype.stroke
  CanvasRenderingContext2D.prototype.stroke = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
    if (pending.length > 0) {
      if (drawn.length === 0) handedOn.port2.postMessage(null)
      drawn.push(...pending)
      pending = []
    }
    return stroke.apply(this, args as [Path2D])
  }
}
