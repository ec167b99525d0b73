// A session in the few words that a list of sessions shows.
import type { Address } from '../../bridge/protocol/address'
import type { HostWindow, Origin, Rig } from '../../bridge/protocol/messages'
import type { LiveState } from '../live/live-state'
import type { SessionState, SessionSummary } from './api'

const rigsShown = 3

export function summarize(
  address: Address,
  live: LiveState,
  state: SessionState,
  lastMessageMs: number | null,
): SessionSummary {
  const { hello, scene, hostWindow } = live
  const origin = hello?.origin ?? originOf(address)
  const { kind, name, version } = hello?.host ?? address.host
  return {
    session: address.session,
    host: { kind, name, version },
    pid: address.pid,
    scene: scene?.name ?? address.scene,
    rigs: (scene?.rigs ?? []).slice(0, rigsShown).map(nameRig),
    origin,
    state,
    window: origin.kind === 'live' && hostWindow !== null ? windowOf(hostWindow) : null,
    lastMessageMs,
  }
}

const windowOf = ({ rectangle, screen, active }: HostWindow) => ({ rectangle, screen, active })

function nameRig({ asset, version, name }: Rig): string {
  return asset === null ? name : version === null ? asset : `${asset} ${version}`
}

/** Until the bridge says more, the address file at least tells a recording from a live session. */
function originOf(address: Address): Origin {
  return address.origin === 'live'
    ? { kind: 'live' }
    : { kind: 'recording', name: address.scene ?? address.host.name, recordedAt: null, how: '' }
}
