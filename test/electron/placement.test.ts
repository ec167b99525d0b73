// Where the window opens, on ordinary and odd screens, as a table. Whatever is told, it lies wholly on a screen.
import fc from 'fast-check'
import type { Rectangle } from 'electron'
import { describe, expect, test } from 'vitest'
import { placeWindow, type Screen } from '../../electron/placement'

type Four = readonly [x: number, y: number, width: number, height: number]
const box = ([x, y, width, height]: Four): Rectangle => ({ x, y, width, height })
/** With a bar of 40 at the bottom. */
const screen = ([x, y, width, height]: Four): Screen => ({
  bounds: box([x, y, width, height]),
  workArea: box([x, y, width, height - 40]),
})
const hd: Four = [0, 0, 1920, 1080]

interface Row {
  readonly screens: readonly Four[]
  readonly saved?: Four
  readonly host?: Four
  readonly hostScreen?: Four
  readonly opens: Four
}

const table: Record<string, Row> = {
  'nothing known: in the middle of the main screen': { screens: [hd], opens: [410, 140, 1100, 760] },
  'nothing known, a small screen: as large as it goes': { screens: [[0, 0, 1024, 600]], opens: [0, 0, 1024, 560] },
  'nothing known, a tiny screen': { screens: [[0, 0, 320, 240]], opens: [0, 0, 320, 200] },
  'room right of the host': { screens: [hd], host: [0, 0, 1300, 1000], opens: [1300, 0, 460, 1000] },
  'little room right of the host': { screens: [hd], host: [100, 50, 1450, 900], opens: [1550, 50, 370, 900] },
  'room left of the host only': { screens: [hd], host: [600, 0, 1320, 1000], opens: [140, 0, 460, 1000] },
  'a maximised host: over its right edge': { screens: [hd], host: [0, 0, 1920, 1040], opens: [1460, 0, 460, 1040] },
  'a host taller than the screen': { screens: [hd], host: [0, -200, 1300, 2000], opens: [1300, 0, 460, 1040] },
  'a host lower than the panel can be': { screens: [hd], host: [0, 900, 800, 90], opens: [800, 720, 460, 320] },
  'a host on the second screen, left of the main one': {
    screens: [hd, [-1920, 0, 1920, 1080]],
    host: [-1900, 20, 1200, 900],
    opens: [-700, 20, 460, 900],
  },
  'a host on a screen above': {
    screens: [hd, [0, -1440, 2560, 1440]],
    host: [0, -1440, 2000, 1400],
    opens: [2000, -1440, 460, 1400],
  },
  'a host over two screens: on the one that shows more of it': {
    screens: [hd, [1920, 0, 1920, 1080]],
    host: [1500, 0, 1500, 900],
    opens: [3000, 0, 460, 900],
  },
  'a host that counts in pixels of a screen at 200 %': {
    screens: [hd],
    host: [0, 0, 2600, 2000],
    hostScreen: [0, 0, 3840, 2160],
    opens: [1300, 0, 460, 1000],
  },
  'the same on the second of two screens at different scales': {
    screens: [hd, [1920, 0, 1280, 720]],
    host: [1920, 0, 1200, 1000],
    hostScreen: [1920, 0, 1920, 1080],
    opens: [2720, 0, 460, 667],
  },
  'a host that is minimised (Windows puts it far away)': {
    screens: [hd],
    host: [-32000, -32000, 160, 28],
    opens: [410, 140, 1100, 760],
  },
  'a host whose screen has no size': {
    screens: [hd],
    host: [0, 0, 1300, 900],
    hostScreen: [0, 0, 0, 0],
    opens: [1300, 0, 460, 900],
  },
  'where it was put last, even beside a host': {
    screens: [hd],
    saved: [50, 60, 700, 500],
    host: [0, 0, 1300, 1000],
    opens: [50, 60, 700, 500],
  },
  'last on a screen that is there': {
    screens: [hd, [1920, 0, 1920, 1080]],
    saved: [2000, 10, 400, 900],
    opens: [2000, 10, 400, 900],
  },
  'last on a screen that is gone: as if never put': {
    screens: [hd],
    saved: [2000, 10, 400, 900],
    opens: [410, 140, 1100, 760],
  },
  'last half off the edge: pulled in': { screens: [hd], saved: [1700, -30, 600, 500], opens: [1320, 0, 600, 500] },
  'last with only a corner on a screen: as if never put': {
    screens: [hd],
    saved: [1900, 1030, 600, 500],
    opens: [410, 140, 1100, 760],
  },
  'last larger than any screen now': { screens: [hd], saved: [0, 0, 5000, 3000], opens: [0, 0, 1920, 1040] },
  'last under the bar of the system': { screens: [hd], saved: [100, 900, 500, 400], opens: [100, 640, 500, 400] },
}

const place = ({ screens, saved, host, hostScreen }: Omit<Row, 'opens'>) =>
  placeWindow({
    saved: saved === undefined ? null : box(saved),
    host:
      host === undefined ? null : { rectangle: box(host), screen: hostScreen === undefined ? null : box(hostScreen) },
    screens: screens.map(screen) as [Screen, ...Screen[]],
  })

describe('The window opens', () => {
  test.each(Object.entries(table))('%s', (_name, { opens, ...wish }) => expect(place(wish)).toEqual(box(opens)))

  test('wholly on one screen, whatever anybody tells', () => {
    const four = fc.tuple(...Array.from({ length: 4 }, () => fc.double({ min: -1e6, max: 1e6, noNaN: true })))
    const sized = fc.tuple(
      fc.integer({ min: -9e3, max: 9e3 }),
      fc.integer({ min: -9e3, max: 9e3 }),
      fc.integer({ min: 400, max: 8e3 }),
      fc.integer({ min: 400, max: 8e3 }),
    )
    fc.assert(
      fc.property(
        fc.array(sized, { minLength: 1, maxLength: 4 }),
        four,
        four,
        four,
        fc.boolean(),
        (screens, saved, host, hostScreen, hasSaved) => {
          const opened = place({
            screens,
            ...(hasSaved ? { saved: saved as unknown as Four } : {}),
            host: host as unknown as Four,
            hostScreen: hostScreen as unknown as Four,
          })
          const isOn = screens
            .map(screen)
            .some(
              ({ workArea }) =>
                opened.x >= workArea.x &&
                opened.y >= workArea.y &&
                opened.x + opened.width <= workArea.x + workArea.width &&
                opened.y + opened.height <= workArea.y + workArea.height,
            )
          expect(isOn).toBe(true)
        },
      ),
    )
  })
})
