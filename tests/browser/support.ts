/** A real Chromium on the app with hand-made leaves. Absent Chromium: the suite is pending with a message, not passed. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Role } from '#domain/access/actor'
import { CHROMIUM, launchChromium } from '#tests/support/chromium'
import { openSite, type Site } from '#tests/unit/http/support/fakes'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Stage {
  browser: Browser
  site: Site
  close(): Promise<void>
}

/** Says why and marks the suite as pending when there is no browser. */
export function needsChromium(context: Mocha.Context): void {
  if (existsSync(CHROMIUM)) return
  process.stderr.write(`No Chromium at ${CHROMIUM} (set CHROMIUM): browser tests were not run.\n`)
  context.skip()
}

export async function openStage(over: Parameters<typeof openSite>[0] = {}): Promise<Stage> {
  const site = await openSite(over)
  const browser = await launchChromium('--headless')
  return {
    browser,
    site,
    close: async () => {
      await browser.close()
      await site.close()
    },
  }
}

export interface Look {
  /** Of whoever enters. */
  name?: string
  language?: 'ru' | 'en'
  width?: number
  javaScript?: boolean
  dark?: boolean
  bypassCsp?: boolean
}

/** A fresh context with the session of a role; `null`: nobody. */
export async function enter(stage: Stage, role: Role | null, look: Look = {}): Promise<BrowserContext> {
  const { language = 'ru', width = 1200, javaScript = true, dark = false, bypassCsp = false } = look
  const context = await stage.browser.newContext({
    viewport: { width, height: 800 },
    locale: language,
    javaScriptEnabled: javaScript,
    colorScheme: dark ? 'dark' : 'light',
    bypassCSP: bypassCsp,
  })
  if (role === null) return context
  const { cookie } = await stage.site.enter({
    roles: [role],
    language,
    ...(look.name && { name: look.name, personId: look.name }),
  })
  const at = cookie.indexOf('=')
  await context.addCookies([
    {
      name: cookie.slice(0, at),
      value: cookie.slice(at + 1),
      url: stage.site.url,
      httpOnly: true,
      sameSite: 'Lax',
    },
  ])
  return context
}

interface AxeFinding {
  id: string
  nodes: { html: string; any: { data: { messageKey?: string } | null }[] }[]
}

/** Violations of WCAG 2.2 AA and best practice, one line each, and what axe leaves to the eye: rule, why, element. */
export async function axeReport(page: Page): Promise<{ faults: string[]; unsure: string[] }> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: AxeFinding[]; incomplete: AxeFinding[] }> }
      }
    ).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations, incomplete } = await axe.run({ runOnly: tags })
    return {
      faults: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
      unsure: incomplete.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => {
          const tag = /^<([^\s>]+)/.exec(html)?.[1] ?? ''
          return `${id} ${any.map(one => one.data?.messageKey ?? '').join()} <${tag}>`
        }),
      ),
    }
  })
}

export const axeFaults = async (page: Page): Promise<string[]> => (await axeReport(page)).faults

/** How far the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
