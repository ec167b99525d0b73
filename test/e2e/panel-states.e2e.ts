// Every state that the panel can be seen in, drawn by the gallery in a real browser under the hub's content security policy: each is
// free of accessibility violations, complaints and overflow at the widths of a docked strip, a side panel and a full screen.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { build } from 'vite'
import { securityHeaders } from '../../hub/serve/headers'
import { scripts } from '../renderer/scripts'
import { accessibility, complaints, cutOff, overflows } from './page'

const kinds: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const widths = [360, 400, 1400] as const
let folder = ''
let server: Server
let address = ''

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rigscope-gallery-'))
  const config = fileURLToPath(new URL('../renderer/gallery/vite.config.ts', import.meta.url))
  await build({ configFile: config, logLevel: 'error', build: { outDir: folder } })
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const file = join(folder, path === '/' ? 'index.html' : path)
    for (const [name, value] of Object.entries(
      securityHeaders(`'self' ws://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ))
      response.setHeader(name, value)
    if (!existsSync(file)) response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    else response.writeHead(200, { 'Content-Type': kinds[extname(file)] ?? 'text/plain' }).end(readFileSync(file))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})

test.afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

for (const state of Object.keys(scripts))
  test(`The state “${state}” is accessible and fits every width`, async ({ page }) => {
    const heard = complaints(page)
    await page.goto(`${address}?state=${state}`)
    await expect(page.locator('.main')).toBeVisible()
    await expect(page.locator('.state-page, .live, .evaluation').first()).toBeVisible()
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      expect(await overflows(page), `${width} pixels`).toBe(false)
      expect(await cutOff(page), `${width} pixels`).toEqual([])
      expect(await accessibility(page), `${width} pixels`).toEqual([])
    }
    expect(heard).toEqual([])
  })

test.describe('By keyboard', () => {
  test('Ctrl+K finds a command, runs it, and gives the focus back', async ({ page }) => {
    await page.goto(`${address}?state=live`)
    await expect(page.locator('.live')).toBeVisible()
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
    expect(await accessibility(page)).toEqual([])
    await page.keyboard.type('filter the nodes')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByLabel('Filter nodes by name, path or kind')).toBeFocused()
  })

  test('? shows the keyboard, Esc closes it', async ({ page }) => {
    await page.goto(`${address}?state=live`)
    await expect(page.locator('.live')).toBeVisible()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
    expect(await accessibility(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('Space pauses the view, / filters, arrows choose a node, S says what the host answered', async ({ page }) => {
    await page.goto(`${address}?state=selectionRefused`)
    await expect(page.locator('.live')).toBeVisible()
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
    await page.keyboard.press('/')
    await page.keyboard.type('jaw')
    await expect(page.getByRole('gridcell', { name: /^jaw_master/ }).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await page.keyboard.press('Home')
    await expect(page.getByRole('row', { selected: true })).toHaveCount(1)
    await page.keyboard.press('s')
    await expect(page.getByText('Blender is playing: stop playback, then select.')).toBeVisible()
  })

  test('the chart is read frame by frame', async ({ page }) => {
    await page.goto(`${address}?state=idle`)
    await expect(page.locator('.live')).toBeVisible()
    await page.keyboard.press('c')
    await page.keyboard.press('ArrowLeft')
    await expect(page.locator('.readout')).toContainText(/frame \d+ · .* ago · frame .* ms · evaluation/)
  })
})
