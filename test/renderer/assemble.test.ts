// The assembled panel against a scripted hub: when what the hub tells becomes figures.
import { afterEach, expect, test } from 'vitest'
import { assemble } from '../../renderer/assemble'
import { useLive, type Live } from '../../renderer/store/live'
import { chooseSession, useSessions } from '../../renderer/store/sessions'
import { scriptedLink } from './scripted-hub'
import { scripts } from './scripts'

let stop: () => void = () => undefined
afterEach(() => stop())

/** The first state of the live figures that `is` true of. */
const first = (is: (live: Live) => boolean) =>
  new Promise<Live>((resolve) => {
    const undo = useLive.subscribe((live) => {
      if (!is(live)) return
      undo()
      resolve(live)
    })
  })
const hasData = ({ frameAge }: Live) => Number.isFinite(frameAge)
const script = scripts['live']
if (script === undefined) throw new Error('There is no script of a live session.')

test('A session’s first data become figures and costs at once, not at a later beat', async () => {
  const shown = first(hasData)
  stop = assemble(scriptedLink(script())).stop
  const { figures, held } = await shown
  expect(figures?.activity).toBe('playback')
  expect(held?.cost?.byRig.length).toBeGreaterThan(0)
})

test('Another session’s data take nothing over from the one before', async () => {
  const shown = first(hasData)
  stop = assemble(scriptedLink(script())).stop
  await shown
  const other = useSessions.getState().list?.find(({ session }) => session !== useSessions.getState().chosen)
  chooseSession(other?.session ?? '')
  const { figures, held, frameAge, revision } = useLive.getState()
  expect({ figures, held, frameAge, revision }).toEqual({ figures: null, held: null, frameAge: NaN, revision: 0 })
})
