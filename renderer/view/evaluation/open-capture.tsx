// Opening a capture that lies in a file: a button, and dropping it anywhere on the section; how far it has come, and what was refused.
// Reading it is the hub's.
import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { bytesText } from '../../../model/live/digits'
import { useCaptures } from '../../store/captures'
import { usePanel } from '../panel-context'
import { SignMark } from '../signs'

export function OpenCaptureButton() {
  const { captures } = usePanel().actions
  return (
    <button
      type="button"
      title="Maya profiler recording, profilerDump, Chrome trace, speedscope, or a .rigscope file"
      onClick={captures.pick}
    >
      Open a file…
    </button>
  )
}

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** Wraps the section: a file that is dropped anywhere on it is opened. */
export function DropCapture({ children }: { readonly children: ReactNode }) {
  const { captures } = usePanel().actions
  // Entering a child comes before leaving its parent.
  const depth = useRef(0)
  const [isOver, setOver] = useState(false)
  const enter = (by: 1 | -1) => (event: DragEvent) => {
    if (!holdsFiles(event)) return
    depth.current += by
    setOver(depth.current > 0)
  }
  return (
    <div
      className="drop-capture"
      onDragEnter={enter(1)}
      onDragLeave={enter(-1)}
      onDragOver={(event) => {
        if (holdsFiles(event)) event.preventDefault()
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        depth.current = 0
        setOver(false)
        const file = event.dataTransfer.files[0]
        if (file !== undefined) captures.open(file)
      }}
    >
      {children}
      {isOver && <p className="drop-here">Drop the file to open it as a capture.</p>}
    </div>
  )
}

/** A file on its way, and what came of the last thing asked about captures. Draws nothing where there is nothing to say. */
export function CapturesWord() {
  const { captures } = usePanel().actions
  const opening = useCaptures((state) => state.opening)
  const word = useCaptures((state) => state.word)
  return (
    <div className="captures-word" role="status">
      {opening !== null && (
        <p>
          <span>
            Sending {opening.name} to the hub: {bytesText(opening.sent)} of {bytesText(opening.total)}
          </span>
          <progress aria-label={`Sending ${opening.name}`} max={Math.max(1, opening.total)} value={opening.sent} />
          <button type="button" onClick={captures.stopOpening}>
            Cancel
          </button>
        </p>
      )}
      {opening === null && word !== null && (
        <p className={word.tone === 'refused' ? 'is-refused' : ''}>
          {word.tone === 'refused' && <SignMark sign="trouble" />}
          <span>{word.sentence}</span>
          {word.undo !== null && (
            <button type="button" onClick={() => word.undo !== null && captures.restore(word.undo)}>
              Undo
            </button>
          )}
          {word.reveal !== null && (
            <button type="button" onClick={word.reveal}>
              Show in folder
            </button>
          )}
          <button
            type="button"
            className="plain"
            aria-label="Dismiss"
            onClick={() => useCaptures.setState({ word: null })}
          >
            ✕
          </button>
        </p>
      )}
    </div>
  )
}
