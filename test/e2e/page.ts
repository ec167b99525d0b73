// The panel as a test reads it: its figures as numbers, its state in words, its accessibility and its width.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

/** A figure's number by its title, NaN while it shows words instead. */
export async function figure(page: Page, title: string): Promise<number> {
  const text = await page.getByRole('group', { name: title, exact: true }).locator('.tile-value').innerText()
  const number = /^[\s]*(-?[\d.,]+)/.exec(text)?.[1]
  return number === undefined ? NaN : Number(number.replaceAll(',', ''))
}

/** Waits until a figure shows a number that passes. */
export async function figureThat(page: Page, title: string, passes: (value: number) => boolean, seconds = 30) {
  let last = NaN
  await expect
    .poll(async () => passes((last = await figure(page, title))), {
      timeout: seconds * 1000,
      message: `${title} never passed`,
    })
    .toBe(true)
  return last
}

/** What the panel says of the session, where it says anything beside the figures. */
export const stateWords = (page: Page) => page.locator('.state-page, .strip').first()

/** Collects what the browser complains about: errors, refused styles and scripts. */
export function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(error.message))
  return heard
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Violations of the accessibility rules, one line each. */
export async function accessibility(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  // Not as a script element: the page's policy refuses what the build did not make.
  await session.send('Runtime.evaluate', { expression: axeSource })
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | '))))`,
    awaitPromise: true,
  })
  await session.detach()
  return JSON.parse(String(result.value)) as string[]
}

/** Whether anything makes the page wider than its window. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

/** The controls that the window's right edge cuts off, by what they say. Tables that scroll sideways do so by design. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select')]
      .filter((control) => control.checkVisibility() && control.closest('[role="grid"]') === null)
      .filter((control) => control.getBoundingClientRect().right > window.innerWidth + 1)
      .map((control) => control.getAttribute('aria-label') ?? control.textContent ?? control.tagName),
  )
