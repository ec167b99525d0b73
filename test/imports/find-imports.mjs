// Finds what a source file imports, in TypeScript by the compiler's own parser, in Python by its import statements.
// Relative imports come back as the repository's paths without endings; whether they are lawful is judge-imports.mjs's.
import { posix } from 'node:path'
import ts from 'typescript'

/** @typedef {{ to: string, typesOnly: boolean, line: number }} Import */

const withoutEnding = (/** @type {string} */ path) => path.replace(/\.(d\.ts|tsx?|mjs|js|py)$/, '')

/**
 * @param {string} file the path in the repository, with `/`
 * @param {string} text
 * @returns {Import[]}
 */
export function findImports(file, text) {
  return file.endsWith('.py') ? pythonImports(file, text) : typescriptImports(file, text)
}

/** @type {typeof findImports} */
function typescriptImports(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false)
  /** @type {Import[]} */
  const found = []
  const add = (/** @type {ts.Node} */ at, /** @type {ts.Node} */ specifier, /** @type {boolean} */ typesOnly) => {
    if (!ts.isStringLiteralLike(specifier)) return
    const name = specifier.text.replace(/\?.*$/, '')
    const to = name.startsWith('.') ? withoutEnding(posix.join(posix.dirname(file), name)) : name
    const line = source.getLineAndCharacterOfPosition(at.getStart(source)).line + 1
    found.push({ to, typesOnly, line })
  }
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, importsTypesOnly(node.importClause))
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.arguments[0] !== undefined) {
      const callee = node.expression
      const loads =
        callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
      if (loads) add(node, node.arguments[0], false)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** @param {ts.ImportClause | undefined} clause */
function importsTypesOnly(clause) {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  )
}

/** @type {typeof findImports} */
function pythonImports(file, text) {
  /** @type {Import[]} */
  const found = []
  const code = text.replace(/("""|''')[\s\S]*?\1/g, (quoted) => quoted.replace(/[^\n]/g, ' '))
  const whole = code.replace(/\(([^()]*)\)/g, (inner) => inner.replace(/\n\s*/g, ' '))
  /** How far the block that only type checkers read is indented; null outside it. */
  let typesBlock = /** @type {number | null} */ (null)
  whole.split('\n').forEach((line, index) => {
    const indent = /^\s*/.exec(line)?.[0].length ?? 0
    if (typesBlock !== null && line.trim() !== '' && indent <= typesBlock) typesBlock = null
    if (/^\s*if (typing\.)?TYPE_CHECKING\s*:/.test(line)) typesBlock = indent
    const typesOnly = typesBlock !== null
    const plain = /^\s*import\s+(.+?)\s*(#.*)?$/.exec(line)
    const from = /^\s*from\s+(\.*)([\w.]*)\s+import\s+\(?([^#)]*)/.exec(line)
    const add = (/** @type {string} */ to) => found.push({ to, typesOnly, line: index + 1 })
    if (plain?.[1] !== undefined)
      for (const part of plain[1].split(',')) add(pythonPlace(part.trim().split(/\s/)[0] ?? ''))
    else if (from) {
      const [, dots = '', module = '', names = ''] = from
      const folder = dots === '' ? '' : posix.join(posix.dirname(file), '../'.repeat(dots.length - 1))
      const place = dots === '' ? pythonPlace(module) : posix.join(folder, module.replaceAll('.', '/'))
      if (module !== '') add(place.replace(/\/$/, ''))
      const insidePackage = dots !== '' || place.startsWith('bridge/')
      if (insidePackage) for (const name of names.split(',')) add(posix.join(place, name.trim().split(/\s/)[0] ?? ''))
    }
  })
  return found
}

/** Our own package as a path of the repository, any other by the name of its outermost package. */
function pythonPlace(/** @type {string} */ module) {
  if (module.split('.')[0] === 'rigscope_bridge') return `bridge/${module.replaceAll('.', '/')}`
  return module.split('.')[0] ?? ''
}
