// One profile of a speedscope file after the other: its events or samples become events of one thread, and its unit that of the
// whole file. The names of its frames are numbers here; speedscope.ts puts the texts in.
import { none } from '../capture'
import { comma, closeArray, type JsonCursor, openArray } from './json-cursor'
import { damaged, tooMany } from './limits'
import { OpenEvents } from './open-events'
import { greatestTime, type RecordingDraft } from './recording-draft'
import { ScopeSamples } from './scope-samples'

const perSecond: Readonly<Record<string, number>> = {
  nanoseconds: 1e9,
  microseconds: 1e6,
  milliseconds: 1e3,
  seconds: 1,
}
/** The first thread of our own export. */
const frameTrack = 'Frames'

export class ScopeProfile {
  highestFrame = -1
  private firstUnit: number | null = null
  private row = -1
  private count = 0
  private name = ''
  private unit = 'none'
  private startValue = 0
  private endValue = 0
  private latest = 0
  private firstEvent = 0
  private openEvents: OpenEvents
  private samples: ScopeSamples

  constructor(private readonly draft: RecordingDraft) {
    this.openEvents = new OpenEvents(draft)
    this.samples = new ScopeSamples(draft)
  }

  get unitsPerSecond(): number {
    return this.firstUnit ?? 1
  }

  begin(): void {
    this.row = this.draft.thread(this.count++, 0, '', { place: () => `in profile ${this.count}` })
    this.name = `Profile ${this.count}`
    this.unit = 'none'
    this.startValue = this.endValue = this.latest = 0
    this.firstEvent = this.draft.events.count
    this.openEvents = new OpenEvents(this.draft)
    this.samples = new ScopeSamples(this.draft)
  }

  called(name: string): void {
    this.name = name
  }

  countsIn(unit: string): void {
    this.unit = unit
  }

  startsAt(value: number): void {
    this.startValue = value
  }

  endsAt(value: number): void {
    this.endValue = value
  }

  open(frame: number, at: number, json: JsonCursor): boolean {
    if (!this.isFrame(frame, json) || !this.isTime(at, json) || !this.draft.hasRoom(json)) return false
    this.openEvents.begin(this.row, this.draft.events.add(at, NaN, frame, none, 0, this.row))
    return this.draft.refusal === null
  }

  close(frame: number, at: number, json: JsonCursor): boolean {
    if (!this.isTime(at, json)) return false
    const innermost = this.openEvents.innermost(this.row)
    if (innermost === undefined || this.draft.events.name[innermost] !== frame)
      return this.draft.refuse(damaged(json.place(), 'an event closes that is not the innermost open one'))
    this.openEvents.close(this.row, at)
    return true
  }

  sample(json: JsonCursor): boolean {
    if (!json.take(openArray)) return false
    this.samples.begin()
    if (json.take(closeArray)) return this.endSample(json)
    for (;;) {
      const frame = json.number()
      if (Number.isNaN(frame)) return false
      if (!this.isFrame(frame, json)) return false
      if (!this.samples.add(frame)) return this.draft.refuse(tooMany.recordBytes(this.draft.limits, json.place()))
      if (json.take(comma)) continue
      return json.take(closeArray) && this.endSample(json)
    }
  }

  private endSample(json: JsonCursor): boolean {
    return this.samples.end() || this.draft.refuse(tooMany.events(this.draft.limits, json.place()))
  }

  weight(json: JsonCursor): boolean {
    const weight = json.number()
    if (Number.isNaN(weight)) return false
    if (weight < 0 || weight > greatestTime)
      return this.draft.refuse(damaged(json.place(), `a sample weighs ${weight}`))
    if (!this.samples.weigh(weight)) return this.draft.refuse(tooMany.events(this.draft.limits, json.place()))
    return true
  }

  end(): void {
    const { draft } = this
    if (this.row < 0 || draft.refusal !== null) return
    draft.threads[this.row] = this.name
    const where = `in profile ${this.count}`
    if (!(this.startValue >= 0 && this.startValue <= greatestTime && this.endValue <= greatestTime))
      return void draft.refuse(damaged(where, 'it starts or ends at no time'))
    if (this.unit === 'bytes')
      return void draft.refuse('This speedscope profile counts bytes, not time. Record where time goes, and open that.')
    this.openEvents.finish(Math.max(this.latest, this.endValue))
    const sentence = this.samples.toEvents(this.row, this.startValue, where)
    if (sentence !== null) return void draft.refuse(sentence)
    this.scale()
  }

  /** Our own export has a thread of frames, which are marks and no work of anybody. */
  takeMarks(names: readonly number[]): void {
    const { draft } = this
    const { events } = draft
    const row = draft.threads[0] === frameTrack ? 0 : -1
    if (row < 0) return
    let kept = 0
    for (let event = 0; event < events.count; event++) {
      const start = events.start[event] as number
      const duration = events.duration[event] as number
      const name = events.name[event] as number
      if (events.thread[event] === row) {
        const number = Number(/^Frame (-?[\d.]+)$/.exec(draft.texts.textOf(names[name] as number))?.[1] ?? NaN)
        const mark = { start, duration, number, pass: 0, evaluation: NaN, drawSubmit: NaN }
        if (!draft.mark(mark, { place: () => `in profile ${row + 1}` })) return
        continue
      }
      events.start[kept] = start
      events.duration[kept] = duration
      events.name[kept] = name
      events.category[kept] = events.category[event] as number
      events.thread[kept++] = (events.thread[event] as number) - 1
    }
    events.count = kept
    draft.threads.shift()
  }

  private scale(): void {
    const { events } = this.draft
    if (events.count === this.firstEvent) return
    const known = Object.hasOwn(perSecond, this.unit) ? (perSecond[this.unit] as number) : null
    if (known === null)
      this.draft.note(
        'meaning',
        `Profile ${this.count} does not say what unit its times have; they are shown as if they were microseconds.`,
      )
    const unit = known ?? 1e6
    this.firstUnit ??= unit
    const factor = this.firstUnit / unit
    if (factor === 1) return
    for (let row = this.firstEvent; row < events.count; row++) {
      events.start[row] = (events.start[row] as number) * factor
      events.duration[row] = (events.duration[row] as number) * factor
    }
  }

  private isFrame(frame: number, json: JsonCursor): boolean {
    if (!(frame >= 0 && frame < this.draft.limits.texts && Number.isInteger(frame)))
      return this.draft.refuse(damaged(json.place(), `an event is about frame ${frame}, which cannot be`))
    if (frame > this.highestFrame) this.highestFrame = frame
    return true
  }

  private isTime(at: number, json: JsonCursor): boolean {
    if (!(at >= this.latest && at <= greatestTime))
      return this.draft.refuse(damaged(json.place(), `an event is at ${at}, before the one in front of it`))
    this.latest = at
    return true
  }
}
