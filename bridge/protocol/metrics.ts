// The metric plan: what each number is called, its unit and kind, what it means, who owns it and when that is looked at again.
// Free of zod, so that the page can show a metric's card. A leaf is felt by people; an intermediate needs context.

export interface Metric {
  readonly name: string
  readonly title: string
  readonly unit: 'seconds' | 'hertz' | 'ratio' | 'bytes'
  readonly kind: 'leaf' | 'intermediate'
  readonly meaning: string
  readonly owner: string
  readonly reviewBy: string
}

const planned = <const T extends Record<string, Omit<Metric, 'owner' | 'reviewBy'>>>(plan: T) =>
  Object.fromEntries(
    Object.entries(plan).map(([key, metric]) => [key, { ...metric, owner: 'Rigscope', reviewBy: '2027-11-01' }]),
  ) as unknown as { readonly [K in keyof T]: Metric }

export const metrics = planned({
  fps: {
    name: 'rigscope_playback_fps',
    title: 'fps',
    unit: 'hertz',
    kind: 'leaf',
    meaning: 'Frames that the host showed in each second of playback, from the real intervals between frames.',
  },
  frame: {
    name: 'rigscope_frame_seconds',
    title: 'Frame',
    unit: 'seconds',
    kind: 'leaf',
    meaning: 'Wall-clock time from the end of one frame to the end of the next.',
  },
  evaluation: {
    name: 'rigscope_evaluation_seconds',
    title: 'Evaluation',
    unit: 'seconds',
    kind: 'intermediate',
    meaning: 'The part of a frame in which the host evaluated the scene; its source says how it was taken.',
  },
  drawSubmit: {
    name: 'rigscope_draw_submit_seconds',
    title: 'Draw submit (CPU)',
    unit: 'seconds',
    kind: 'intermediate',
    meaning:
      'Processor time in which the 3D views handed their drawing to the GPU; no GPU time and no wait for the screen.',
  },
  other: {
    name: 'rigscope_frame_other_seconds',
    title: 'Wait, GPU, other',
    unit: 'seconds',
    kind: 'intermediate',
    meaning: 'What remains of a frame after evaluation and draw submit; negative where the two overlap.',
  },
  rig: {
    name: 'rigscope_rig_processor_seconds',
    title: 'Cost by rig',
    unit: 'seconds',
    kind: 'intermediate',
    meaning:
      "Time of a rig's nodes over all threads in one sampled frame, or in a frame of the latest capture where the host tells it only there; rigs evaluated in parallel add up to more than the frame.",
  },
  targetMet: {
    name: 'rigscope_target_met_ratio',
    title: 'Target met',
    unit: 'ratio',
    kind: 'leaf',
    meaning: "Share of playback frames that were ready within the scene's frame time, with 5 % tolerance.",
  },
  ownCost: {
    name: 'rigscope_bridge_own_seconds',
    title: 'Own cost',
    unit: 'seconds',
    kind: 'intermediate',
    meaning: 'Main-thread time that the bridge itself took in a frame; at least, since the calls into it are not seen.',
  },
  memory: {
    name: 'rigscope_host_memory_bytes',
    title: 'Memory',
    unit: 'bytes',
    kind: 'leaf',
    meaning: 'Resident memory of the host process.',
  },
})
