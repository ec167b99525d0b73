// What the linter asks for: strict, typed rules for TypeScript and the scripts, each restriction saying what to use instead.
// Layout is Prettier's; who may import whom is test/imports; unused names and the like are the compiler's.
import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export it by name: one thing, one name, everywhere.',
}
const insteadOf = (/** @type {string} */ name, /** @type {string} */ message) => ({ name, message })

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', '.venv/', 'bridge/rigscope_bridge/', 'test-results/', 'playwright-report/'] },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-empty': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'off',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            insteadOf('assert', "Throw an Error with a sentence; in tests use vitest's expect."),
            insteadOf('node:assert', "Throw an Error with a sentence; in tests use vitest's expect."),
            insteadOf('events', 'Return an undo from a subscribe function; see hub/carrier/carrier.ts.'),
            insteadOf('node:events', 'Return an undo from a subscribe function; see hub/carrier/carrier.ts.'),
            insteadOf('zod/v3', 'Import from zod.'),
          ],
          patterns: [
            {
              regex: '^(assert|buffer|child_process|crypto|fs|http|https|net|os|path|stream|tls|url|util)(/|$)',
              message: 'Write node:… so that a reader sees it is built in.',
            },
            { regex: '\\.tsx?$', message: 'Leave the extension out; the bundler finds it.' },
          ],
        },
      ],
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: ['interface', 'typeAlias', 'class'],
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z][a-z]', match: false },
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': { rules: reactHooks.rules } },
    rules: {
      // The rules of the React compiler are left out: live data lies in typed arrays outside React and is read while drawing.
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'WebSocket', message: 'The carrier in renderer/hub-client owns the socket; ask through HubClient.' },
        { name: 'localStorage', message: 'Keep what outlives a reload in the one store that persists.' },
      ],
    },
  },
  { files: ['renderer/hub-client/**', 'renderer/store/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['*.config.{ts,mjs}', '**/*.config.{ts,mjs}'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.mjs'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
)
