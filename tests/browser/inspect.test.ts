/** The checks of `inspect.ts` find what they are for: each is shown a page that is wrong, and one that is right. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  faintFields,
  hangingWords,
  longerWords,
  moving,
  sideways,
  smallButtons,
  spacedText,
  stackedTables,
} from './inspect.ts'
import { needsChromium, openStage, type Stage } from './support.ts'
import { keyboardWalk, orderOfTheEye } from './walk.ts'

describe('the checks of pages', function () {
  this.timeout(60_000)
  let stage: Stage
  let page: Page
  before(async function () {
    needsChromium(this)
    stage = await openStage()
  })
  after(() => stage?.close())
  beforeEach(async () => {
    page = await stage.browser.newPage()
  })
  afterEach(() => page?.close())

  /** What a check finds in a page that is wrong, and in one that is right. */
  async function found(check: (page: Page) => Promise<string[]>, wrong: string, right: string) {
    const counts: number[] = []
    for (const body of [wrong, right]) {
      await page.setContent(`<!doctype html><style>body { margin: 0 }</style><main>${body}</main>`)
      counts.push((await check(page)).length)
    }
    return counts
  }

  const narrow = (text: string) => `<p style="font: 16px monospace; width: 8ch">${text}</p>`

  it('find a preposition and a sign that hang at the end of a line', async () => {
    const tied = narrow('слово в\u00a0<b>доме,</b> вот запись №\u00a05')
    expect(await found(hangingWords, narrow('слово в <b>доме,</b> вот запись № 5'), tied)).to.deep.equal([
      2, 0,
    ])
  })

  it('find what scrolls sideways', async () => {
    const wide = (width: number) => `<p style="width: ${width}px">слово</p>`
    expect(await found(sideways, wide(700), wide(300))).to.deep.equal([2, 0])
  })

  it('find what wider spacing and longer words cut', async () => {
    const cut = '<p style="overflow: hidden; height: 1.2em; width: 10em">Очень длинное слово здесь стоит</p>'
    const whole = '<p>Очень длинное слово здесь стоит</p>'
    expect(await found(spacedText, cut, whole)).to.deep.equal([1, 0])
    expect(await found(longerWords, cut, whole)).to.deep.equal([1, 0])
    const menu = (width: string) =>
      `<nav style="display: flex; width: ${width}; white-space: nowrap">Очередь</nav>`
    const outside = (width: string) => `</main>${menu(width)}<main>`
    expect(await found(longerWords, outside('500px'), outside('10px'))).to.deep.equal([1, 0])
  })

  it('find a field whose border is too faint, in one theme or both', async () => {
    const field = (color: string) =>
      `<style>html { background: #fff } @media (prefers-color-scheme: dark) { html { background: #14181d } }</style>
       <input type="text" aria-label="слово" style="border: 1px solid ${color}">`
    expect(await found(faintFields, field('#ccc'), field('#808080'))).to.deep.equal([1, 0])
    expect(await found(faintFields, field('#444'), field('#757b83'))).to.deep.equal([1, 0])
  })

  it('find a control that the eye meets before the one that Tab meets first', async () => {
    const two = (direction: string) =>
      `<div style="display: flex; flex-direction: ${direction}"><a href="#a">первая</a> <a href="#b">вторая</a></div>`
    expect(await found(orderOfTheEye, two('column-reverse'), two('column'))).to.deep.equal([1, 0])
    expect(await found(orderOfTheEye, two('row-reverse'), two('row'))).to.deep.equal([1, 0])
  })

  it('find on the way of Tab what has no ring, is covered, is not reached, or does not lead back', async () => {
    const links = '<a href="#a">первая</a> <a href="#b">вторая</a> <input type="date" aria-label="день">'
    const ring = '<style>:focus-visible { outline: 2px solid }</style>'
    const right = ring + links
    const wrong = [
      `<style>:focus-visible { outline: none }</style>${links}`,
      `${right}<div style="position: fixed; inset: 0; background: #fff"></div>`,
      `${right}<script>document.querySelectorAll('a')[0].onfocus = e => e.target.blur()</script>`,
      `${right}<script>addEventListener('keydown', e => e.shiftKey && e.key === 'Tab' && e.preventDefault())</script>`,
    ]
    for (const page of wrong) {
      const [faults = 0, none] = await found(keyboardWalk, page, right)
      expect([faults > 0, none], page).to.deep.equal([true, 0])
    }
  })

  it('find motion that nobody asked for', async () => {
    const style =
      '<style>@keyframes a { to { opacity: 0 } } p { animation: a 9s infinite }</style><p>слово</p>'
    expect(await found(moving, style, '<p>слово</p>')).to.deep.equal([1, 0])
  })

  it('find a main button that a thumb misses', async () => {
    const button = (height: number) => `<button class="main" style="height: ${height}px">Отправить</button>`
    expect(await found(smallButtons, button(30), button(44))).to.deep.equal([1, 0])
  })

  it('find a stacked table that is no table to a reader', async () => {
    const table = (role: (name: string) => string) =>
      `<table class="stack" style="display: block" ${role('table')}><tbody style="display: block"><tr style="display: block" ${role('row')}><td style="display: block" ${role('cell')}>1</td></tr></tbody></table>`
    const named = table(name => `role="${name}"`)
    expect(
      (
        await found(
          stackedTables,
          table(() => ''),
          named,
        )
      )[1],
    ).to.equal(0)
    expect(
      (
        await found(
          stackedTables,
          table(() => ''),
          named,
        )
      )[0],
    ).to.be.greaterThan(0)
  })
})
