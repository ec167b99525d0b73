// What is generated from the protocol is what the protocol says now.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { documentText } from '../../bridge/protocol/emit-document'
import { schemaText } from '../../bridge/protocol/emit-schema'
import { fromBridge, fromHub } from '../../bridge/protocol/messages'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

describe('Generated files', () => {
  test('are fresh, and the command that checks them says so', async () => {
    expect(read('bridge/rigscope_bridge/schema.json')).toBe(schemaText())
    expect(read('docs/protocol.md')).toBe(documentText())
    const run = promisify(execFile)
    await run(process.execPath, ['bridge/protocol/generate.mjs', '--check'], { cwd: root })
  })

  test('describe every message with a sentence', () => {
    const page = documentText()
    for (const option of [...fromBridge.options, ...fromHub.options]) {
      const { value } = option.shape.type
      expect(page).toContain(`### ${value}\n\n${option.description}`)
      expect(option.description).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('use only the words of JSON Schema that the Python side checks', () => {
    const words = new Set<string>()
    const visit = (value: unknown, isWords: boolean): void => {
      if (Array.isArray(value)) for (const one of value) visit(one, isWords)
      else if (typeof value === 'object' && value !== null)
        for (const [word, inner] of Object.entries(value)) {
          if (isWords) words.add(word)
          visit(inner, !(isWords && word === 'properties'))
        }
    }
    const { fromBridge, fromHub, address, settings } = JSON.parse(schemaText()) as Record<string, unknown>
    for (const schema of [fromBridge, fromHub, address, settings]) visit(schema, true)
    const known = ['$schema', 'description', 'type', 'properties', 'required', 'items', 'maxItems', 'anyOf', 'oneOf']
    known.push('const', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength')
    expect([...words].filter((word) => !known.includes(word))).toEqual([])
  })
})
