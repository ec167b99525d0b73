// Reads a recording in JSON: finds out which format it is while it walks, and lets that format finish. A file that ends before
// its outermost bracket does is refused, but for lists, whose last bracket the format of Chrome traces lets writers leave out.
import type { FileRecording } from '../build/build-capture'
import type { ByteWindow } from './byte-window'
import { chromeTrace } from './chrome-trace'
import type { JsonFormat } from './json-format'
import { type JsonShape, JsonWalk } from './json-walk'
import { KeySet } from './key-set'
import { profilerDumpJson } from './profiler-dump-json'
import type { RecordingDraft } from './recording-draft'
import { speedscope } from './speedscope'
import type { FormatReader } from './format-reader'

export const unknownFormat =
  'This is no recording that Rigscope knows. It reads Maya profiler recordings, profilerDump files (JSON and CSV), Chrome traces and speedscope profiles; save it as one of these.'

export function jsonRecording(window: ByteWindow, draft: RecordingDraft): FormatReader {
  const state: { found: JsonFormat | null } = { found: null }
  const formats = [chromeTrace, speedscope, profilerDumpJson].map((make) => make(window, draft))
  const entries = formats.flatMap((format) =>
    Object.entries(format.keys).map(([name, { shape, isSign }]) => ({ name, shape, isSign, format })),
  )
  const choose = (format: JsonFormat) => {
    if (state.found !== null && state.found !== format)
      draft.refuse('The file mixes recordings of two formats, so neither can be trusted. Save it again as one of them.')
    state.found = format
  }
  const announcing = (format: JsonFormat, shape: JsonShape): JsonShape =>
    shape.kind === 'object' || shape.kind === 'array'
      ? {
          ...shape,
          begin: () => {
            choose(format)
            shape.begin?.()
          },
        }
      : shape
  const object: JsonShape = {
    kind: 'object',
    keys: new KeySet(entries.map(({ name }) => name)),
    shapes: entries.map(({ shape, isSign, format }) => (isSign ? announcing(format, shape) : shape)),
  }
  const ofList = formats.find(({ list }) => list !== null)
  const list = ofList?.list ?? null
  const root: JsonShape =
    ofList === undefined || list === null ? object : { kind: 'either', object, array: announcing(ofList, list) }
  const walk = new JsonWalk(window, draft, root)
  return {
    take: () => {
      walk.take()
      return draft.refusal
    },
    finish: (): FileRecording | string => {
      const isCut = !walk.isDone && walk.isBetweenRecords && window.at >= window.end
      if (state.found === null && walk.isDone) return unknownFormat
      if (!walk.isDone && !isCut) return walk.cutSentence()
      return state.found === null ? unknownFormat : state.found.finish(isCut)
    },
  }
}
