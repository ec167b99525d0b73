// How Playwright runs the end-to-end tests: one at a time, since each has a hub and often a real host of its own, in the
// installed Chromium, which is kept from talking to anybody but the hub.
import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const chromium = process.env['RIGSCOPE_CHROMIUM'] ?? '/usr/bin/chromium'
const asRoot = process.getuid?.() === 0
const long = process.env['RIGSCOPE_LONG'] === '1'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: long ? 3_600_000 : 240_000,
  expect: { timeout: 20_000 },
  use: {
    viewport: { width: 1400, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-default-apps',
        '--disable-domain-reliability',
        '--metrics-recording-only',
      ],
    },
  },
})
