// Everything a person can make the panel do, in one table: the palette, the help and the keyboard all read it. What a command does
// lives in the stores and in the panel's actions.
import { planOf, showSelectionOnly, useEvaluation } from '../store/evaluation'
import { toggleLock } from '../store/selection'
import { chooseSession, stepSession, useSessions } from '../store/sessions'
import {
  chooseActivity,
  openOverlay,
  sections,
  showSampledOnly,
  showSection,
  togglePause,
  useView,
} from '../store/view'
import type { Panel } from './panel-context'

export interface Command {
  readonly id: string
  readonly group: 'View' | 'Capture' | 'Selection' | 'Session' | 'Panel'
  readonly title: string
  /** Each a combination as in KeyboardEvent: `Ctrl+k`, `Alt+ArrowUp`, `?`. Ctrl is Cmd on a Mac. */
  readonly keys: readonly string[]
  run(panel: Panel): void
}

/** The first of them that is there: each section has its own. */
const focus = (...ids: readonly string[]) =>
  ids
    .map((id) => document.getElementById(id))
    .find((element) => element !== null)
    ?.focus()

export const commands: readonly Command[] = [
  { id: 'palette', group: 'Panel', title: 'Find a command', keys: ['Ctrl+k'], run: () => openOverlay('palette') },
  { id: 'help', group: 'Panel', title: 'Show the keyboard', keys: ['?'], run: () => openOverlay('help') },
  ...sections.map(({ id, title }, at) => ({
    id: `section-${id}`,
    group: 'View' as const,
    title: `Show ${title}`,
    keys: [String(at + 1)],
    run: () => showSection(id),
  })),
  { id: 'pause', group: 'View', title: 'Pause or resume the view', keys: [' '], run: togglePause },
  {
    id: 'filter',
    group: 'View',
    title: 'Filter the nodes',
    keys: ['/'],
    run: () => focus('node-filter', 'capture-filter'),
  },
  { id: 'chart', group: 'View', title: 'Read the chart frame by frame', keys: ['c'], run: () => focus('strip-chart') },
  {
    id: 'nodes',
    group: 'View',
    title: 'Go to the table of nodes',
    keys: ['n'],
    run: () => focus('node-table', 'capture-table'),
  },
  {
    id: 'capture',
    group: 'Capture',
    title: 'Record a capture',
    keys: ['r'],
    run: (panel) => {
      showSection('evaluation')
      panel.actions.captures.start(planOf(useEvaluation.getState().plan))
    },
  },
  {
    id: 'selection-only',
    group: 'Capture',
    title: 'Show only the selection’s nodes in a capture, or all',
    keys: [],
    run: () => {
      showSection('evaluation')
      showSelectionOnly(!useEvaluation.getState().selectionOnly)
    },
  },
  {
    id: 'sampled-only',
    group: 'View',
    title: 'Show only sampled nodes, or all',
    keys: [],
    run: () => showSampledOnly(!useView.getState().sampledOnly),
  },
  {
    id: 'activity-auto',
    group: 'View',
    title: 'Figures of what the artist does now',
    keys: [],
    run: () => chooseActivity('auto'),
  },
  {
    id: 'activity-playback',
    group: 'View',
    title: 'Figures of playback',
    keys: [],
    run: () => chooseActivity('playback'),
  },
  {
    id: 'activity-manipulation',
    group: 'View',
    title: 'Figures of manipulation',
    keys: [],
    run: () => chooseActivity('manipulation'),
  },
  { id: 'activity-scrub', group: 'View', title: 'Figures of scrubbing', keys: [], run: () => chooseActivity('scrub') },
  { id: 'lock', group: 'Selection', title: 'Lock or unlock the selection', keys: ['l'], run: toggleLock },
  {
    id: 'select-in-host',
    group: 'Selection',
    title: 'Select in the host',
    keys: ['s'],
    run: (panel) => panel.actions.selectInHost(),
  },
  {
    id: 'frame-in-host',
    group: 'Selection',
    title: 'Frame in the host',
    keys: ['f'],
    run: (panel) => panel.actions.frameInHost(),
  },
  {
    id: 'previous-session',
    group: 'Session',
    title: 'Previous session',
    keys: ['[', 'Alt+ArrowUp'],
    run: () => stepSession(-1),
  },
  {
    id: 'next-session',
    group: 'Session',
    title: 'Next session',
    keys: [']', 'Alt+ArrowDown'],
    run: () => stepSession(1),
  },
  {
    id: 'retry',
    group: 'Session',
    title: 'Try to connect to this session again',
    keys: [],
    run: (panel) => panel.actions.retry(),
  },
  {
    id: 'forget',
    group: 'Session',
    title: 'Take an ended session off the list',
    keys: [],
    run: (panel) => panel.actions.forget(),
  },
  {
    id: 'picture',
    group: 'Panel',
    title: 'Save a picture of the panel',
    keys: [],
    run: (panel) => panel.actions.savePicture(),
  },
]

/** The table plus one command for each session there is. */
export const commandsNow = (): readonly Command[] => [
  ...commands,
  ...(useSessions.getState().list ?? []).map((one) => ({
    id: `session-${one.session}`,
    group: 'Session' as const,
    title: `Show ${one.host.name} ${one.host.version}: ${one.scene ?? 'unsaved scene'}`,
    keys: [],
    run: () => chooseSession(one.session),
  })),
]

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')
const named: Record<string, string> = { ' ': 'Space', ArrowUp: '↑', ArrowDown: '↓' }

/** A combination as people read it: Ctrl K, Alt ↑, Space. */
export const keyParts = (key: string): readonly string[] =>
  (key === '+' ? ['+'] : key.split('+')).map((part) =>
    part === 'Ctrl' ? (isMac ? '⌘' : 'Ctrl') : (named[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
  )

/** The command that a key event means, or null. */
export function commandFor(event: KeyboardEvent): Command | null {
  const combination =
    (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') +
    (event.altKey ? 'Alt+' : '') +
    (event.key.length === 1 ? event.key.toLowerCase() : event.key)
  return commands.find((command) => command.keys.includes(combination)) ?? null
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
const takesSpace = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, [role=button], a, summary, [role=option]') !== null

/** Listens for the table's keys, but for those that a field or an open dialog wants. Returns the undo. */
export function listenForKeys(panel: Panel): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const command = commandFor(event)
    if (command === null) return
    const chord = event.ctrlKey || event.metaKey || event.altKey
    if (!chord && takesText(event.target)) return
    if (event.key === ' ' && takesSpace(event.target)) return
    if (!chord && useView.getState().overlay.kind !== 'none') return
    event.preventDefault()
    // A key that is held must not become an undo step in the host at each repeat; stepping through sessions may.
    if (event.repeat && command.group !== 'Session') return
    command.run(panel)
  }
  addEventListener('keydown', onKey)
  return () => removeEventListener('keydown', onKey)
}
