/**
 * `npm run screenshots`: the learner's book and the curator's queue of the demo, as the README shows them, taken in a real
 * Chromium (`CHROMIUM`, default /usr/bin/chromium).
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { curate } from '#src/demo/curate'
import { beginStory } from '#src/demo/story'

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots')
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const quiet = { say: () => {}, onProgress: () => {} }

mkdirSync(folder, { recursive: true })
const { site, enrolled } = await beginStory({ learners: 60, seed: 1, environment: { ...process.env, PORT: '0' }, ...quiet })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })
try {
  await take(browser, site.lms.launchUrl({ role: 'teacher' }), 'queue.png')
  await curate(site, quiet.say)
  const partly = enrolled.find(learner => learner.userId === '108') ?? enrolled[1]
  await take(browser, site.lms.launchUrl({ userId: partly?.userId ?? '102' }), 'book.png')
} finally {
  await browser.close()
  await site.close()
}

/** Launches the tool by the link and keeps the page as it stands, 1200 px wide. */
async function take(from: Browser, launchUrl: string, file: string): Promise<void> {
  const page = await from.newPage({ viewport: { width: 1200, height: 900 }, locale: 'ru-RU' })
  await page.goto(launchUrl)
  await page.waitForURL(/localhost:\d+\/~/)
  await page.screenshot({ path: path.join(folder, file), fullPage: true, clip: { x: 0, y: 0, width: 1200, height: 1300 } })
  await page.close()
}
