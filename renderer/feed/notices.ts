// What the host and the bridge had to say, newest first, equal ones folded into one with a count. Holds no more than fits a
// compact list; the whole record is the hub's.
import type { Hitch, LogLine, Overload, ProbeDisabled } from '../../bridge/protocol/messages'
import { plain, reading } from '../../model/live/digits'

export interface Notice {
  readonly key: string
  readonly level: 'info' | 'warning' | 'error'
  readonly about: 'hitch' | 'bridge' | 'host'
  readonly text: string
  readonly owner: string | null
  readonly count: number
  /** Host seconds of the newest. */
  readonly time: number
}

const kept = 200

/** Adds a notice to the list, folding it into an equal one; returns a new list. */
export function withNotice(list: readonly Notice[], notice: Notice): readonly Notice[] {
  const equal = list.find((one) => one.key === notice.key)
  const rest = equal === undefined ? list : list.filter((one) => one !== equal)
  const folded = equal === undefined ? notice : { ...notice, count: equal.count + notice.count }
  return [folded, ...rest].sort((a, b) => b.time - a.time).slice(0, kept)
}

export const fromLogLine = (line: LogLine): Notice => ({
  key: `log ${line.level} ${line.source} ${line.text}`,
  level: line.level === 'error' ? 'error' : line.level === 'warning' ? 'warning' : 'info',
  about: line.source === 'bridge' ? 'bridge' : 'host',
  text: line.text,
  owner: line.owner,
  count: line.repeats,
  time: line.time,
})

export const fromHitch = (hitch: Hitch): Notice => ({
  key: `hitch ${hitch.time}`,
  level: 'warning',
  about: 'hitch',
  text:
    (hitch.frame === null ? 'A frame' : `Frame ${plain(hitch.frame, 0)}`) +
    ` took ${reading(hitch.interval)} ms, usually ${reading(hitch.usual)} ms`,
  owner: null,
  count: 1,
  time: hitch.time,
})

export const fromProbeDisabled = (probe: ProbeDisabled): Notice => ({
  key: `probe ${probe.probe}`,
  level: 'error',
  about: 'bridge',
  text: `The probe “${probe.probe}” failed ${probe.failures} times and is switched off: ${probe.error}. The host goes on; restart the bridge to try again.`,
  owner: 'Rigscope',
  count: 1,
  time: probe.time,
})

/** What a level of overload means, in words. */
export const overloadWords = ['full rate', 'sampling at half rate', 'no sampling', 'frame counter only'] as const

export const fromOverload = (overload: Overload): Notice => ({
  key: `overload ${overload.level} ${overload.reason}`,
  level: overload.level === 0 ? 'info' : 'warning',
  about: 'bridge',
  text:
    overload.level === 0
      ? `The bridge is back at full rate: ${overload.reason}`
      : `The bridge slowed itself down (${overloadWords[overload.level]}): ${overload.reason}`,
  owner: 'Rigscope',
  count: 1,
  time: overload.time,
})
