// What Rigscope's own exports of processor time per node look like, and the sentence that goes with them: the lengths of their
// events are true, their places within a frame are not.

export const laidTrackPrefix = 'Processor time by node (not when it ran)'
export const notWhenItRan =
  'The host told what each node cost in a frame, not when it ran, so this file has no timeline; the times are processor time and may add up to more than the frame.'
