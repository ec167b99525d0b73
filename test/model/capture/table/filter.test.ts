// The filter as it is typed: what each form finds, what is misread and how it is told, and that reading and writing agree.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFilter, printFilter } from '../../../../model/capture/table/filter'
import { exampleOf, fields, type FieldName } from '../../../../model/capture/table/filter-fields'
import { filterRows } from '../../../../model/capture/table/filter-rows'
import { nodeFigures } from '../../../../model/capture/table/figures'
import { chooseFrames } from '../../../../model/capture/table/frame-choice'
import { allRows } from '../../../../model/capture/table/order'
import { captureOf } from './capture-of'

const capture = captureOf({
  wall: [10],
  nodes: [
    {
      name: 'arm_skin',
      path: '|hero|a b|arm_skin',
      kind: 'skinCluster',
      rig: 'hero',
      namespace: 'charA',
      component: 'arm_L',
      self: [2],
      cycle: 'yes',
      gpu: 'no',
    },
    {
      name: 'arm_ctl',
      path: '|hero|arm_ctl',
      kind: 'transform',
      rig: 'hero',
      namespace: 'charA',
      self: [0.1],
      calls: [3],
      gpu: 'yes',
    },
    { name: 'leg_skin', path: '|dragon|leg_skin', kind: 'skinCluster', rig: 'dragon', self: [0.5], gpu: 'no' },
    { name: 'lost', self: [NaN] },
  ],
})
const table = { capture, figures: nodeFigures(capture, chooseFrames(capture, { kind: 'all' })) }
const found = (text: string) => {
  const filter = parseFilter(text)
  if (filter.kind === 'misread') throw new Error(filter.sentence)
  return [...filterRows(table, allRows(capture), filter.terms)]
}
const misread = (text: string) => {
  const filter = parseFilter(text)
  if (filter.kind === 'filter') throw new Error(`${text} was read as ${printFilter(filter.terms)}`)
  return filter
}

describe('A filter finds', () => {
  test.each([
    ['', [0, 1, 2, 3]],
    ['arm', [0, 1]],
    ['ARM skin', [0]],
    ['dragon', [2]],
    ['-arm', [2, 3]],
    ['type:skinCluster', [0, 2]],
    ['type:skin', []],
    ['type:skin*', [0, 2]],
    ['-type:transform', [0, 2]],
    ['name:arm*', [0, 1]],
    ['name:*skin', [0, 2]],
    ['name:a*_*l', [1]],
    ['self>0.5', [0]],
    ['self>=0.5', [0, 2]],
    ['self>=0.5ms', [0, 2]],
    ['-self>0.5', [1, 2]],
    ['self=unknown', [3]],
    ['-self=unknown', [0, 1, 2]],
    ['count>=2', [1]],
    ['share>5%', [0]],
    ['share>=5', [0, 2]],
    ['cycle:yes', [0]],
    ['cycle:unknown', [1, 2, 3]],
    ['gpu:no', [0, 2]],
    ['-gpu:no', [1]],
    ['ns:charA component:arm_L', [0]],
    ['namespace:chara', [0, 1]],
    ['path:"a b"', [0]],
    ['"a b"', [0]],
    ['rig:hero self>0.05 -name:*ctl', [0]],
  ])('%j: %j', (text, rows) => expect(found(text)).toEqual(rows))

  test('rows in the order they had', () => {
    const filter = parseFilter('skin')
    expect([...filterRows(table, Uint32Array.from([2, 1, 0]), filter.kind === 'filter' ? filter.terms : [])]).toEqual([
      2, 0,
    ])
  })
  test('names with many stars without taking for ever', () => expect(found(`name:${'*a'.repeat(200)}`)).toEqual([]))
})

describe('A filter that is misread', () => {
  test('says where, and which fields there are', () => {
    const { at, length, sentence } = misread('arm typ:skin leg')
    expect('arm typ:skin leg'.slice(at, at + length)).toBe('typ:skin')
    for (const name of Object.keys(fields)) expect(sentence).toContain(name)
  })
  test.each([
    'self>',
    'self>much',
    'self>-1',
    'self>1s',
    'share>5ms',
    'self>1e999',
    'cycle:maybe',
    'type>4',
    'gpu>1',
    'self<unknown',
    'type:',
  ])('%s says what the field accepts', (text) => {
    const { sentence } = misread(text)
    const field = /^[a-z]+/.exec(text)?.[0] as FieldName
    expect(sentence).toContain(exampleOf(field))
  })
  test.each(['"arm', 'name:"arm', '"arm\\', '"a"b', 'a"b"', '-', '""', 'arm "'])(
    '%s gets a sentence at its place',
    (text) => {
      const { at, length, sentence } = misread(text)
      expect(at + length).toBeLessThanOrEqual(text.length)
      expect(sentence).toMatch(/^[A-Z].*\.$/s)
    },
  )
})

describe('Reading a filter', () => {
  const soup = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...Object.keys(fields),
          '-',
          ':',
          '>',
          '>=',
          '=',
          '<',
          '"',
          '\\',
          ' ',
          '*',
          '5',
          '0.5',
          '%',
          'unknown',
          'yes',
        ),
        fc.string(),
      ),
    )
    .map((parts) => parts.join(''))

  test('never throws, and what is misread lies inside the text', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const filter = parseFilter(text)
        if (filter.kind === 'misread') {
          expect(filter.at).toBeGreaterThanOrEqual(0)
          expect(filter.length).toBeGreaterThan(0)
          expect(filter.at + filter.length).toBeLessThanOrEqual(text.length)
        } else filterRows(table, allRows(capture), filter.terms)
      }),
      { numRuns: 3000 },
    )
  })
  test('gives the same terms again from what it is written as', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const filter = parseFilter(text)
        if (filter.kind === 'filter') expect(parseFilter(printFilter(filter.terms))).toEqual(filter)
      }),
      { numRuns: 3000 },
    )
  })
  test('finds any text that is put in quotation marks as it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (pattern) => {
        const terms = [{ kind: 'word', negated: false, pattern }] as const
        expect(parseFilter(printFilter(terms))).toEqual({ kind: 'filter', terms })
      }),
    )
  })
})
