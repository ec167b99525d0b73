// The panel's few drawn signs. Each differs in shape, so that colour is never the only difference; words stand beside them.
import type { Sign } from './standing'

const shapes: Record<
  Sign | 'error' | 'pause' | 'play' | 'lock' | 'unlock' | 'down' | 'info' | 'hitch' | 'target' | 'record',
  string
> = {
  live: 'M6 2a4 4 0 1 1 0 8a4 4 0 0 1 0-8z',
  recording: 'M1 2.5h10v7H1zM2.5 4v1h1V4zm0 3v1h1V7zm6-3v1h1V4zm0 3v1h1V7z',
  waiting: 'M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zm0 1.4a3.1 3.1 0 1 1 0 6.2a3.1 3.1 0 0 1 0-6.2z',
  busy: 'M2 1h8v1.6L7 6l3 3.4V11H2V9.4L5 6L2 2.6z',
  trouble: 'M6 1l5.5 10H.5zM5.4 4.5v3.2h1.2V4.5zm0 4v1.2h1.2V8.5z',
  ended: 'M2 2h8v8H2z',
  error:
    'M6 1a5 5 0 1 0 0 10a5 5 0 0 0 0-10zM4.2 3.4L6 5.2l1.8-1.8l.8.8L6.8 6l1.8 1.8l-.8.8L6 6.8L4.2 8.6l-.8-.8L5.2 6L3.4 4.2z',
  pause: 'M2.5 2h2.5v8H2.5zM7 2h2.5v8H7z',
  play: 'M3 1.5l7 4.5l-7 4.5z',
  lock: 'M3.5 5V3.8a2.5 2.5 0 0 1 5 0V5H10v6H2V5zm1.2 0h2.6V3.8a1.3 1.3 0 0 0-2.6 0z',
  unlock: 'M3.5 5V3.3a2.5 2.5 0 0 1 4.9-.7l-1.1.4a1.3 1.3 0 0 0-2.6.3V5H10v6H2V5z',
  down: 'M2 4l4 4.5L10 4z',
  info: 'M6 1a5 5 0 1 0 0 10a5 5 0 0 0 0-10zm-.6 2h1.2v1.3H5.4zm0 2.2h1.2V9H5.4z',
  hitch: 'M6 1.5l5 9H1z',
  record: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9z',
  target: 'M0 5.5h3v1H0zm4.5 0h3v1h-3zm4.5 0h3v1H9z',
}

export const SignMark = ({ sign, className = '' }: { sign: keyof typeof shapes; className?: string }) => (
  <svg className={`sign sign-${sign} ${className}`} viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
    <path d={shapes[sign]} fillRule="evenodd" />
  </svg>
)
