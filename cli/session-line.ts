// Says in one line who a session is and how it stands, for people who read a terminal.
import type { SessionState, SessionSummary } from '../hub/sessions/api'

export const sessionLine = (summary: SessionSummary): string =>
  `${sessionTitle(summary)} ${stateWords(summary.state, summary.host.name)}`

/** Host and scene; a recording is called one. */
export function sessionTitle({ origin, host, scene }: SessionSummary): string {
  if (origin.kind === 'recording') return `Recording “${origin.name}”`
  return `${host.name} ${host.version}${scene === null || scene === '' ? '' : `, ${scene},`}`
}

export function stateWords(state: SessionState, host: string): string {
  switch (state.kind) {
    case 'connecting':
      return state.attempt > 1 ? `is being connected to, try ${state.attempt}.` : 'is being connected to.'
    case 'live':
      return 'is connected.'
    case 'busy':
      return `is busy ${state.what}${state.owner === null ? '' : ` (${state.owner})`}.`
    case 'notResponding':
      return `is not responding; its process runs.`
    case 'reconnecting':
      return `lost its connection (${state.why.replace(/\.$/, '')}); trying again.`
    case 'crashed':
      return `has crashed: the process of ${host} is gone without a goodbye.`
    case 'closed':
      return `has ended: ${state.reason.replace(/\.$/, '')}.`
    case 'refused':
      return `cannot be used: ${state.sentence}`
  }
}

/** Remembers what was said and gives the lines that are new: one for each session whose state changed. */
export function stateChanges(): (sessions: readonly SessionSummary[]) => string[] {
  let said = new Map<string, string>()
  return (sessions) => {
    const now = new Map<string, string>()
    const lines: string[] = []
    for (const summary of sessions) {
      const { session, state } = summary
      const mark = state.kind === 'busy' ? `busy ${state.what}` : state.kind
      now.set(session, mark)
      if (said.get(session) !== mark) lines.push(sessionLine(summary))
    }
    said = now
    return lines
  }
}
