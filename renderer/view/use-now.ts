// The time as words need it: it goes on by itself once a second, so that "for 12 s" stays true without new data.
import { useEffect, useState } from 'react'

export interface Now {
  readonly wallMs: number
  /** The page's monotonic clock. */
  readonly pageMs: number
}

const read = (): Now => ({ wallMs: Date.now(), pageMs: performance.now() })

export function useNow(): Now {
  const [now, setNow] = useState(read)
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
