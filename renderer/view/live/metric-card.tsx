// A metric's card: what the number means, its unit, whether people feel it or it needs context, who owns it and until when that holds.
// The plan itself is the bridge's.
import { useId, useState, type ReactNode } from 'react'
import type { Metric } from '../../../bridge/protocol/metrics'
import { SignMark } from '../signs'
import { useCloseOutside } from '../use-close-outside'

const kindWords = {
  leaf: 'leaf: people feel it',
  intermediate: 'intermediate: needs context, not a verdict',
} as const

/** A metric's title as a button that opens its card beside it. */
export function MetricTitle({ metric, children }: { metric: Metric; children?: ReactNode }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const wrap = useCloseOutside<HTMLSpanElement>(open, setOpen)
  return (
    <span
      className="metric"
      ref={wrap}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
      }}
    >
      <button
        type="button"
        className="metric-title"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={metric.meaning}
        onClick={() => setOpen(!open)}
      >
        {children ?? metric.title}
        <span className={`metric-kind metric-${metric.kind}`}>
          <span className="for-readers">, {metric.kind} metric</span>
        </span>
      </button>
      {open && (
        <span className="metric-card" id={id} role="note">
          <strong>{metric.title}</strong>
          <span>{metric.meaning}</span>
          <span className="metric-facts">
            <span>Unit</span>
            <span>{metric.unit}</span>
            <span>Kind</span>
            <span>
              <SignMark sign="info" /> {kindWords[metric.kind]}
            </span>
            <span>Owner</span>
            <span>{metric.owner}</span>
            <span>Review by</span>
            <span>{metric.reviewBy}</span>
            <span>Name</span>
            <code>{metric.name}</code>
          </span>
        </span>
      )}
    </span>
  )
}
