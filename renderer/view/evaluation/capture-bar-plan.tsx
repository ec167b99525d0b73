// What a capture is asked for: so many frames or seconds, and how often they are repeated. Numbers that cannot be asked for are not taken.
import { mostFrames, mostPasses, mostSeconds, type PlanWish } from '../../store/evaluation'

export function PlanFields({
  plan,
  onChange,
}: {
  readonly plan: PlanWish
  readonly onChange: (change: Partial<PlanWish>) => void
}) {
  const { unit } = plan
  const number = (value: number, least: number, most: number, take: (value: number) => void) => ({
    type: 'number' as const,
    min: least,
    max: most,
    defaultValue: value,
    onChange: ({ target }: { readonly target: HTMLInputElement }) => {
      const typed = target.valueAsNumber
      if (typed >= least && typed <= most) take(typed)
    },
  })
  return (
    <span className="plan-fields">
      {unit === 'frames' ? (
        <input
          key="frames"
          aria-label="Frames"
          {...number(plan.frames, 1, mostFrames, (frames) => onChange({ frames: Math.round(frames) }))}
        />
      ) : (
        <input
          key="seconds"
          aria-label="Seconds"
          step={0.5}
          {...number(plan.seconds, 0.1, mostSeconds, (seconds) => onChange({ seconds }))}
        />
      )}
      <select
        aria-label="Unit"
        value={unit}
        onChange={({ target }) => onChange({ unit: target.value === 'seconds' ? 'seconds' : 'frames' })}
      >
        <option value="frames">frames</option>
        <option value="seconds">seconds</option>
      </select>
      <label title="How often the same frames are repeated where Rigscope steps through them: repeats show what is noise">
        ×
        <input
          aria-label="Passes"
          {...number(plan.passes, 1, mostPasses, (passes) => onChange({ passes: Math.round(passes) }))}
        />
        {plan.passes === 1 ? 'pass' : 'passes'}
      </label>
    </span>
  )
}
