// Judges the header of an encoded capture that anyone may have made, before anything it says is believed.
// Whether the columns are as it says is left to decode-capture.ts.
import type { CaptureConditions, CaptureNotice, CaptureSource } from './capture'
import type { CaptureCounts, CaptureHeader } from './capture-header'
import type { RigCost } from './rig-costs'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value)
const isNumberOrNull = (value: unknown): value is number | null => value === null || isNumber(value)
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32
const isCountOrNull = (value: unknown): value is number | null => value === null || isCount(value)
const isListOf = <T>(value: unknown, isOne: (one: unknown) => one is T): value is readonly T[] =>
  Array.isArray(value) && value.every(isOne)

/** The header, or a sentence that names the field that is wrong. Unknown fields are tolerated. */
export function checkCaptureHeader(
  value: unknown,
):
  | { readonly kind: 'header'; readonly header: CaptureHeader }
  | { readonly kind: 'refused'; readonly sentence: string } {
  const refuse = (field: string) =>
    ({ kind: 'refused', sentence: `The header of this capture has no usable ${field}.` }) as const
  if (!isFields(value)) return refuse('fields')
  const { title, madeAt, time, isTruncated, threads, notices, linksAreWhole, meanFrame } = value
  if (!isText(title)) return refuse('title')
  if (!isNumberOrNull(madeAt)) return refuse('madeAt')
  const source = sourceIn(value.source)
  if (source === null) return refuse('source')
  const conditions = conditionsIn(value.conditions)
  if (conditions === null) return refuse('conditions')
  if (!isListOf(notices, isNotice)) return refuse('notices')
  if (time !== 'wall' && time !== 'processor') return refuse('time')
  if (typeof isTruncated !== 'boolean') return refuse('isTruncated')
  if (!isListOf(threads, isText)) return refuse('threads')
  const counts = countsIn(value.counts)
  if (counts === null) return refuse('counts')
  if (typeof linksAreWhole !== 'boolean') return refuse('linksAreWhole')
  if (!isNumberOrNull(meanFrame)) return refuse('meanFrame')
  // Files from before it was written do not have it.
  const rigCosts = value.rigCosts ?? null
  if (rigCosts !== null && !isListOf(rigCosts, isRigCost)) return refuse('rigCosts')
  const header: CaptureHeader = {
    ...{ title, madeAt, source, conditions, time, isTruncated, threads, counts, linksAreWhole, meanFrame },
    notices: notices.map(({ kind, sentence }) => ({ kind, sentence })),
    rigCosts: rigCosts === null ? null : rigCosts.map(({ rig, self, noise, nodes }) => ({ rig, self, noise, nodes })),
  }
  return { kind: 'header', header }
}

function isNotice(value: unknown): value is CaptureNotice {
  return (
    isFields(value) &&
    (value.kind === 'incomplete' || value.kind === 'meaning' || value.kind === 'damage') &&
    isText(value.sentence)
  )
}

function sourceIn(value: unknown): CaptureSource | null {
  if (!isFields(value)) return null
  const { kind, host, hostVersion, format, fileName } = value
  if (kind === 'host' && isText(host) && isText(hostVersion)) return { kind, host, hostVersion }
  if (kind === 'file' && isText(format) && isText(fileName)) return { kind, format, fileName }
  return null
}

function conditionsIn(value: unknown): CaptureConditions | null {
  if (!isFields(value)) return null
  const { host, hostVersion, machine, hardwareClass, evaluationMode, scene, rigs, frameRange, targetFps, motion } =
    value
  if (!isTextOrNull(host) || !isTextOrNull(hostVersion) || !isTextOrNull(machine)) return null
  if (!isTextOrNull(hardwareClass) || !isTextOrNull(evaluationMode) || !isTextOrNull(scene)) return null
  if (!isListOf(rigs, isRig) || !isNumberOrNull(targetFps)) return null
  if (frameRange !== null && !isRange(frameRange)) return null
  if (motion !== null && motion !== 'observed' && motion !== 'driven' && motion !== 'reevaluated') return null
  return {
    ...{ host, hostVersion, machine, hardwareClass, evaluationMode, scene, targetFps, motion },
    rigs: rigs.map(({ name, asset, version }) => ({ name, asset, version })),
    frameRange: frameRange === null ? null : { start: frameRange.start, end: frameRange.end },
  }
}

const isRig = (value: unknown): value is CaptureConditions['rigs'][number] =>
  isFields(value) && isText(value.name) && isTextOrNull(value.asset) && isTextOrNull(value.version)

const isRigCost = (value: unknown): value is RigCost =>
  isFields(value) &&
  isTextOrNull(value.rig) &&
  isNumber(value.self) &&
  isNumberOrNull(value.noise) &&
  isCount(value.nodes)

const isRange = (value: unknown): value is { start: number; end: number } =>
  isFields(value) && isNumber(value.start) && isNumber(value.end)

function countsIn(value: unknown): CaptureCounts | null {
  if (!isFields(value)) return null
  const { texts, nodes, frames, costs, events, links } = value
  if (!isCount(texts) || !isCount(nodes) || !isCount(frames) || !isCount(costs)) return null
  if (!isCountOrNull(events) || !isCountOrNull(links)) return null
  return { texts, nodes, frames, costs, events, links }
}
