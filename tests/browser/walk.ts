/** The keyboard's way through a page: every control, in the order of the eye, in sight, and back. */
import type { Page } from 'playwright-core'

const MOST_STOPS = 400
/** Day, month, year and the picker of a date field are stops of their own. */
const DATE_PARTS = 5
const STEPS_BACK = 5

/**
 * Tab from the top to the end: every control is reached, in its order, with a ring of 2 px, in sight and not covered; then
 * back the same way for some steps.
 */
export async function keyboardWalk(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 1200, height: 800 })
  await page.evaluate(
    'scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex")',
  )
  const all = Number(await page.evaluate(`window.stops = []; ${CONTROLS}.length`))
  const faults: string[] = []
  let seen = 0
  while (seen < Math.min(all, MOST_STOPS)) {
    await page.keyboard.press('Tab')
    const fault = (await page.evaluate(STOP)) as string | null
    if (fault === 'outside') break
    if (fault === 'same') continue
    if (fault) faults.push(fault)
    seen += 1
  }
  if (seen < Math.min(all, MOST_STOPS)) faults.push(`${seen} of ${all} controls reached`)
  faults.push(...(await walkBack(page)))
  return faults.slice(0, 4)
}

/** The stops before the last one, in turn; a date field keeps the focus for some presses. */
async function walkBack(page: Page): Promise<string[]> {
  for (let step = 2; step < 2 + STEPS_BACK; step++) {
    if (!(await page.evaluate(`stops.length >= ${step}`))) return []
    for (let part = 0; part <= DATE_PARTS; part++) {
      await page.keyboard.press('Shift+Tab')
      if (await page.evaluate(`document.activeElement !== stops.at(${1 - step})`)) break
    }
    const found = await page.evaluate(`document.activeElement === stops.at(${-step})`)
    if (!found) return [`Shift+Tab does not lead back: ${await page.evaluate(AT_FOCUS)}`]
  }
  return []
}

const AT_FOCUS = 'document.activeElement.outerHTML.slice(0, 80)'

/**
 * In one column, 320 px wide, no control stands above the one before it (but in a column to its right), or left of it on
 * the same line.
 */
export async function orderOfTheEye(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 800 })
  return (await page.evaluate(`(() => {
    const boxes = ${CONTROLS}.filter(one => !one.closest('.skip'))
      .map(one => ({ name: one.outerHTML.slice(0, 80), box: one.getClientRects()[0] }))
      .filter(({ box }) => box && box.width > 1)
    return boxes.filter(({ box }, i) => {
      const before = boxes[i - 1]?.box
      if (!before) return false
      const isAbove = box.bottom <= before.top + 1 && box.left < before.right
      const isBeside = box.top < before.bottom - 4 && box.bottom > before.top + 4
      return isAbove || (isBeside && box.right <= before.left + 1)
    }).map(({ name }) => 'after a control that stands below it: ' + name).slice(0, 2)
  })()`)) as string[]
}

/** One stop for a group of radio buttons, none inside closed details. */
const CONTROLS = `[...document.querySelectorAll('a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary')]
  .filter(one => one.checkVisibility() && one.tabIndex >= 0)
  .filter((one, _, list) => one.type !== 'radio' || one === (list.find(each => each.name === one.name && each.checked) ?? list.find(each => each.name === one.name)))`

const STOP = `(() => {
  const one = document.activeElement
  if (!one || one === document.body) return 'outside'
  if (one === stops.at(-1)) return 'same'
  stops.push(one)
  const box = one.getBoundingClientRect()
  const name = one.outerHTML.slice(0, 80)
  const style = getComputedStyle(one)
  if (parseFloat(style.outlineWidth) < 2 || style.outlineStyle === 'none') return 'no ring: ' + name
  const x = box.x + box.width / 2, y = box.y + Math.min(box.height / 2, 20)
  if (y < 0 || y > innerHeight) return 'out of sight: ' + name
  const top = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), y)
  const own = top && (one.contains(top) || top.contains(one) || top.closest('label')?.contains(one))
  return own ? null : 'covered: ' + name
})()`
