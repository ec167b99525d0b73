// Facts as a list of names and what is known.
import type { Fact } from './row-detail-facts'

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ name, text, isUnknown }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={isUnknown ? 'quiet' : ''}>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
