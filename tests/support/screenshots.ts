/**
 * `npm run screenshots`: the learner's book and the curator's queue of the demo, as the README shows them, then a tour of
 * other pages, taken in a real Chromium (`CHROMIUM`, default /usr/bin/chromium).
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { certify } from '#src/demo/certify'
import { curate } from '#src/demo/curate'
import { beginStory } from '#src/demo/story'
import { launchChromium } from './chromium.ts'
import { completeCourses, decideOn, remarkOnOne } from './screenshot-story.ts'
import { launch, tourOfOffice, tourOfWork } from './screenshot-tour.ts'

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots')
/** The group that the picture shows. */
const SEMINAR = { title: 'Семинар «Основы цифровой дидактики»', date: '2026-09-04', shown: '04.09.2026' }

mkdirSync(folder, { recursive: true })
const beginning = await beginStory({
  learners: 60,
  seed: 1,
  environment: { ...process.env, PORT: '0' },
  say: () => {},
  onProgress: () => {},
})
const { site } = beginning
const browser = await launchChromium()
try {
  const learner = await completeCourses(beginning)
  await decideOn(site, learner)
  await remarkOnOne(site, SEMINAR.title, SEMINAR.date)
  const book = await launch(browser, site.lms.launchUrl({ userId: learner.userId }))
  await book.locator('details[id^="why-"] summary').first().click()
  await shoot(book, 'book.png', 1500)
  const queue = await launch(browser, site.lms.launchUrl({ role: 'teacher' }))
  await confirmBefore(queue)
  await queue.locator('details[id^="compare-"] summary').first().click()
  await shoot(queue, 'queue.png', 1500)
  const shooting = { browser, site, folder }
  await tourOfWork(shooting, learner.userId)
  await curate(site, () => {})
  await certify(site, beginning.enrolled, () => {})
  await tourOfOffice(shooting)
} finally {
  await browser.close()
  await site.close()
}

/** Confirms everything without remarks that stands above the seminar's group, as a curator does. */
async function confirmBefore(page: Page): Promise<void> {
  await page.locator('[data-clear]').first().click()
  const groups = page.locator('tbody[data-group]')
  for (let i = 0; i < (await groups.count()); i++) {
    const words = (await groups.nth(i).locator('tr.group').textContent()) ?? ''
    if (words.includes(SEMINAR.title) && words.includes(SEMINAR.shown)) break
    const box = groups.nth(i).locator('[data-group-pick]')
    if ((await groups.nth(i).locator('input[name=entry]').count()) > 0) await box.click()
  }
  await page.locator('#confirm-above').click()
  await page.locator('#notice').waitFor()
}

/** The page from its top, at most `height` px of it, without a focus ring around the notice. */
async function shoot(page: Page, file: string, height: number): Promise<void> {
  await page.evaluate('document.activeElement.blur(), scrollTo(0, 0)')
  const full = Number(await page.evaluate('document.documentElement.scrollHeight'))
  await page.screenshot({
    path: path.join(folder, file),
    fullPage: true,
    clip: { x: 0, y: 0, width: 1200, height: Math.min(height, full) },
  })
  await page.close()
}
