// Whether hub and bridge can speak with each other; if not, the sentence that says which half to update.
import { protocol } from '../../bridge/protocol/messages'

export interface ProtocolRange {
  readonly min: number
  readonly max: number
}

/** Null where the ranges overlap. `host` is the host's name as people know it. */
export function protocolRefusal(theirs: ProtocolRange, host: string, ours: ProtocolRange = protocol): string | null {
  if (theirs.min <= ours.max && theirs.max >= ours.min) return null
  return theirs.min > ours.max
    ? `The bridge in ${host} speaks protocol ${say(theirs)}, this Rigscope ${say(ours)}. Update Rigscope on this workstation.`
    : `The bridge in ${host} speaks protocol ${say(theirs)}, this Rigscope ${say(ours)}. Update the bridge in ${host}.`
}

function say({ min, max }: ProtocolRange): string {
  return min === max ? String(min) : `${min} to ${max}`
}
