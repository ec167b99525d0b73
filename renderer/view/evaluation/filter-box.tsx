// The filter of a capture's table: text with typed fields, their names offered while they are typed, and what is not understood said with
// its place. Reading and finding are the model's.
import { useId, useState, type KeyboardEvent } from 'react'
import { exampleOf, fields, type FieldName } from '../../../model/capture/table/filter-fields'
import { filterCapture, useEvaluation } from '../../store/evaluation'

const fieldNames = Object.keys(fields) as readonly FieldName[]

/** The name of a field that is being typed at the end of the text, or null. */
export const nameBegun = (text: string): string | null => /(?:^|\s)-?([A-Za-z]*)$/.exec(text)?.[1] ?? null

/** Fields that go on from what was typed. */
export const offeredFor = (text: string): readonly FieldName[] => {
  const begun = nameBegun(text)?.toLowerCase() ?? null
  return begun === null ? [] : fieldNames.filter((name) => name.startsWith(begun))
}

export function withField(text: string, name: FieldName): string {
  const begun = nameBegun(text) ?? ''
  return `${text.slice(0, text.length - begun.length)}${name}${fields[name].kind === 'number' ? '>' : ':'}`
}

export function FilterBox() {
  const filter = useEvaluation((evaluation) => evaluation.filter)
  const misread = useEvaluation((evaluation) => evaluation.misread)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const id = useId()
  const offered = isOpen ? offeredFor(filter) : []
  const take = (name: FieldName) => {
    filterCapture(withField(filter, name))
    setActive(-1)
    setOpen(false)
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const name = offered[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const by = event.key === 'ArrowDown' ? 1 : -1
      const all = offeredFor(filter).length
      if (all === 0) return
      setOpen(true)
      setActive((active + by + all) % all)
    } else if (event.key === 'Enter' && name !== undefined) take(name)
    else if (event.key === 'Escape') {
      if (offered.length > 0) setOpen(false)
      else if (filter === '') event.currentTarget.blur()
      else filterCapture('')
    } else return
    event.preventDefault()
  }
  return (
    <div className="filter-box" onBlur={() => setOpen(false)}>
      <input
        id="capture-filter"
        type="search"
        role="combobox"
        value={filter}
        placeholder="Filter: arm type:skinCluster self>0.5  ( / )"
        aria-label="Filter the capture’s nodes"
        aria-expanded={offered.length > 0}
        aria-controls={`${id}-fields`}
        aria-autocomplete="list"
        aria-activedescendant={offered[active] === undefined ? undefined : `${id}-${active}`}
        aria-invalid={misread !== null}
        aria-describedby={misread === null ? undefined : `${id}-misread`}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          filterCapture(event.target.value)
          setActive(-1)
          setOpen((nameBegun(event.target.value) ?? '') !== '')
        }}
        onKeyDown={onKey}
      />
      <ul
        id={`${id}-fields`}
        className="filter-fields"
        role="listbox"
        aria-label="Fields"
        hidden={offered.length === 0}
      >
        {offered.map((name, at) => (
          <li
            key={name}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            onPointerDown={(event) => {
              event.preventDefault()
              take(name)
            }}
          >
            <b>{name}</b> <span>{exampleOf(name)}</span>
          </li>
        ))}
      </ul>
      {misread !== null && !(isOpen && offered.length > 0) && (
        <p id={`${id}-misread`} className="filter-misread" role="status">
          {filter.slice(0, misread.at)}
          <mark>{filter.slice(misread.at, misread.at + misread.length) || ' '}</mark>
          {filter.slice(misread.at + misread.length)}
          <span>{misread.sentence}</span>
        </p>
      )}
    </div>
  )
}
