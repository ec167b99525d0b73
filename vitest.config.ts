// How vitest finds and runs the TypeScript tests: those of the panel in a simulated page, all others in plain Node.
// Tests that need a real browser are Playwright's, in test/e2e.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const long = process.env['RIGSCOPE_LONG'] === '1'
const never = ['test/e2e/**', 'node_modules/**']
const page = ['test/renderer/**/*.test.{ts,tsx}']
// Electron's own file would download a binary.
const electron = fileURLToPath(new URL('test/electron/electron-double.ts', import.meta.url))
const timeouts = { testTimeout: long ? 600_000 : 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: { electron } },
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...page, ...never],
          ...timeouts,
        },
      },
      { test: { name: 'page', environment: 'happy-dom', include: page, exclude: never, ...timeouts } },
    ],
  },
})
