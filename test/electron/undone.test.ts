// The table of locks is true: each can be undone where it says, covers every item of the checklist, and stands in docs/security.md. With
// --long each is undone, and the test that it names fails.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { undoEach } from './undo-each.mjs'
import { undoTable } from './undo-table.mjs'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('The table of locks', () => {
  test.each(undoTable)('$item $what: stands once in its file', ({ file, from, to, test: by }) => {
    expect(read(file).split(from)).toHaveLength(2)
    expect(to).not.toBe(from)
    expect(existsSync(join(root, by))).toBe(true)
  })

  test('has every item of Electron’s checklist', () => {
    const items = new Set(undoTable.map(({ item }) => item))
    expect(Array.from({ length: 20 }, (_, i) => String(i + 1)).filter((item) => !items.has(item))).toEqual([])
  })

  test('is the one in docs/security.md', () => {
    const page = read('docs/security.md')
    const rows = undoTable.map(
      ({ item, what, file, test: by }) => `| ${item} | ${what} | \`${file}\` | \`${by.replace(/^test\//, '')}\` |`,
    )
    expect(rows.filter((row) => !page.includes(row))).toEqual([])
  })
})

test.runIf(process.env['RIGSCOPE_LONG'] === '1')('each lock that is undone fails its test', async () => {
  expect(await undoEach(() => undefined)).toEqual([])
})
