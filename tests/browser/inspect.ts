/** What section «every page» asks of a page, each as a list of faults: empty means that the page holds. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { axeReport, overflow } from './support.ts'

const settled: readonly string[] = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'axe-incomplete.json'), 'utf8'),
)

/** WCAG 1.4.12: text spacing that a reader may set. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }`

/** Violations in every combination of theme and width; the theme follows the system outside of a frame. */
export async function axeEverywhere(page: Page): Promise<{ faults: string[]; unsure: string[] }> {
  const faults: string[] = []
  const unsure = new Set<string>()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [320, 1200]) {
      await page.setViewportSize({ width, height: 800 })
      const found = await axeReport(page)
      faults.push(...found.faults.map(fault => `${colorScheme} ${width}: ${fault}`))
      for (const each of found.unsure) unsure.add(each)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return { faults, unsure: [...unsure] }
}

/** What axe leaves to the eye and nobody has looked at: the frozen file names what was. */
export const unsettled = (unsure: readonly string[]): string[] =>
  unsure.filter(each => !settled.includes(each)).map(each => `axe cannot tell: ${each}`)

/** Sideways scroll at 320 px (1280 at 400 %), 640 px (at 200 %) and 1200 px. */
export async function sideways(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const width of [1200, 640, 320]) {
    await page.setViewportSize({ width, height: 800 })
    const wide = await overflow(page)
    if (wide > 0) faults.push(`${width}: ${wide} px too wide`)
  }
  return faults
}

/** At 320 px with the widest spacing that a reader may set: nothing is cut, nothing scrolls sideways. */
export async function spacedText(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 800 })
  const style = await page.addStyleTag({ content: SPACING })
  const faults = await cutAndWide(page, 'spacing')
  await style.evaluate(node => (node as unknown as { remove(): void }).remove())
  return faults
}

/** At 320 px with every word four tenths longer, as another language may have them. Changes the page: last. */
export async function longerWords(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 800 })
  await page.evaluate(`{
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('code, script, style, svg')) continue
      node.data = node.data.replace(/[\\p{L}]{3,}/gu, word => word + 'о'.repeat(Math.ceil(Math.min(word.length, 14) * 0.4)))
    }
  }`)
  return cutAndWide(page, 'longer words')
}

async function cutAndWide(page: Page, what: string): Promise<string[]> {
  const wide = await overflow(page)
  const cut = (await page.evaluate(`[...document.querySelectorAll('main *')]
    .filter(one => one.checkVisibility() && !one.closest('.vh, svg, textarea, select, details:not([open])'))
    .filter(one => {
      const { overflowX, overflowY, position } = getComputedStyle(one)
      return position !== 'absolute' &&
        ((overflowY === 'hidden' && one.scrollHeight > one.clientHeight + 2) ||
         (overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 2))
    })
    .map(one => one.outerHTML.slice(0, 120))`)) as string[]
  return [
    ...(wide > 0 ? [`${what}: ${wide} px too wide`] : []),
    ...cut.slice(0, 3).map(html => `${what}: cut ${html}`),
  ]
}

/** At 320 px no line of Russian ends in «№», «п.» or a preposition of one or two letters, also where an element begins. */
export async function hangingWords(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 800 })
  return (await page.evaluate(`(() => {
    const hanging = /^(№|п\\.|ст\\.|[вкосуияВКОСУИ]|на|по|до|из|от|за|со|ко|об|не|На|По|До|Из|От|За|Не)$/
    const blockOf = one => getComputedStyle(one).display === 'inline' ? blockOf(one.parentElement) : one
    const topOf = (node, match) => {
      const range = document.createRange()
      range.setStart(node, match.index)
      range.setEnd(node, match.index + match[0].length)
      return range.getClientRects()[0]?.top ?? 0
    }
    const words = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent.checkVisibility() || parent.closest('svg, .vh, code, textarea, select, option')) continue
      for (const match of node.data.matchAll(/[^ \\n]+/g))
        words.push({ text: match[0], block: blockOf(parent), top: topOf(node, match), whole: node.data })
    }
    return words.filter((word, i) => {
      const next = words[i + 1]
      const last = word.text.split('\\u00a0').at(-1)
      return next?.block === word.block && hanging.test(last) && next.top > word.top + 8
    }).map(({ text, whole }) => 'a line ends in ' + text + ': ' + whole.slice(0, 80)).slice(0, 3)
  })()`)) as string[]
}

/** Nothing moves for whoever asked for no motion. */
export async function moving(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const count = await page.evaluate('document.getAnimations().length')
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  return count === 0 ? [] : [`${count} animations despite reduced motion`]
}

/** Main buttons of a phone: 44 px high. */
export async function smallButtons(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 800 })
  return (await page.evaluate(`[...document.querySelectorAll('main .main')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
    .map(one => 'a main button of ' + one.getBoundingClientRect().height + ' px: ' + one.outerHTML.slice(0, 80))`)) as string[]
}

/** At 320 px a stacked table is still a table to a reader: the browser's own tree has its rows and cells. */
export async function stackedTables(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 800 })
  const bare = (await page.evaluate(`[...document.querySelectorAll('table.stack')].flatMap(table => [
    ...(table.getAttribute('role') === 'table' ? [] : [table]),
    ...[...table.querySelectorAll(':scope > * > tr')].filter(one => one.getAttribute('role') !== 'row'),
    ...[...table.querySelectorAll(':scope > * > tr > td')].filter(one => one.getAttribute('role') !== 'cell'),
    ...[...table.querySelectorAll(':scope > * > tr > th')]
      .filter(one => !/^(columnheader|rowheader)$/.test(one.getAttribute('role'))),
  ]).map(one => 'a stacked table without roles: ' + one.outerHTML.slice(0, 90))`)) as string[]
  const rows = Number(await page.evaluate("document.querySelectorAll('table.stack > tbody > tr').length"))
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const seen = nodes.filter(node => !node.ignored && node.role?.value === 'row').length
  return [...bare.slice(0, 2), ...(seen < rows ? [`a reader finds ${seen} of ${rows} rows`] : [])]
}

/** WCAG 1.4.11: what shows where a field is stands out 3:1 from the ground, in both themes; axe does not look at it. */
export async function faintFields(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    const faint = (await page.evaluate(FAINT)) as string[]
    faults.push(...faint.slice(0, 2).map(html => `${colorScheme}: a border under 3:1: ${html}`))
  }
  return faults
}

/** Boxes and buttons to choose from are the browser's own. */
const FAINT = `(() => {
  const rgba = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { rgb: [r, g, b], a } }
  const light = ({ rgb }) => rgb.map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = one => {
    for (let at = one.parentElement; at; at = at.parentElement) {
      const found = rgba(getComputedStyle(at).backgroundColor)
      if (found.a === 1) return found
    }
    return { rgb: [255, 255, 255] }
  }
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05) }
  return [...document.querySelectorAll('input, select, textarea')]
    .filter(one => one.checkVisibility() && !/^(hidden|checkbox|radio|file)$/.test(one.type) && !one.disabled)
    .filter(one => {
      const { borderTopColor, borderTopWidth } = getComputedStyle(one)
      return parseFloat(borderTopWidth) < 1 || ratio(rgba(borderTopColor), ground(one)) < 3
    })
    .map(one => one.outerHTML.slice(0, 90))
})()`
