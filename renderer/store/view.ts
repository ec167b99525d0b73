// How the panel is set just now: section, pause, filter, which activity, what is open above it. No data.
import { create } from 'zustand'
import type { Activity } from '../../bridge/protocol/columns'

/** The sections that exist, in the order of their number keys. */
export const sections = [
  { id: 'live', title: 'Live' },
  { id: 'evaluation', title: 'Evaluation' },
] as const
export type Section = (typeof sections)[number]['id']

export type Overlay = { readonly kind: 'none' } | { readonly kind: 'palette' } | { readonly kind: 'help' }
/** Figures are taken from one activity; auto follows what the artist does. */
export type ActivityChoice = 'auto' | Extract<Activity, 'playback' | 'manipulation' | 'scrub'>
export type TableSort = {
  readonly column: 'name' | 'kind' | 'rig' | 'self' | 'share' | 'inclusive' | 'count'
  readonly descending: boolean
}

interface View {
  readonly section: Section
  readonly paused: boolean
  readonly activity: ActivityChoice
  readonly filter: string
  readonly sampledOnly: boolean
  readonly sort: TableSort
  readonly overlay: Overlay
  /** The outcome of the last thing asked of the host, until the next one. */
  readonly said: { readonly tone: 'done' | 'refused'; readonly sentence: string } | null
}

export const useView = create<View>(() => ({
  section: 'live',
  paused: false,
  activity: 'auto',
  filter: '',
  sampledOnly: false,
  sort: { column: 'self', descending: true },
  overlay: { kind: 'none' },
  said: null,
}))

export const showSection = (section: Section) => useView.setState({ section })
export const togglePause = () => useView.setState(({ paused }) => ({ paused: !paused }))
export const chooseActivity = (activity: ActivityChoice) => useView.setState({ activity })
export const filterNodes = (filter: string) => useView.setState({ filter })
export const showSampledOnly = (sampledOnly: boolean) => useView.setState({ sampledOnly })
export const sortNodes = (sort: TableSort) => useView.setState({ sort })
export const openOverlay = (kind: Overlay['kind']) => useView.setState({ overlay: { kind } })
export const say = (said: View['said']) => useView.setState({ said })
