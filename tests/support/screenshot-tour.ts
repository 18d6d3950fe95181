/** Further pages of the demo as their people see them: each wide and as narrow as a phone. */
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { DemoSite } from '#src/demo/site'

const SIZES = [
  { width: 1200, height: 1500, suffix: '' },
  { width: 360, height: 1200, suffix: '-360' },
] as const

export interface Shooting {
  browser: Browser
  site: DemoSite
  folder: string
}

/** The learner's book, route and paper proof, and the queue. */
export async function tourOfWork(shooting: Shooting, learner: string): Promise<void> {
  const { browser, site } = shooting
  const book = await launch(browser, site.lms.launchUrl({ userId: learner }))
  await shoot(shooting, book, 'book')
  await startRoute(book)
  await shoot(shooting, book, 'route')
  await visit(book, '/book/proof')
  await shoot(shooting, book, 'proof')
  await book.close()
  const queue = await launch(browser, site.lms.launchUrl({ role: 'teacher' }))
  await shoot(shooting, queue, 'queue')
  await queue.close()
}

/** The register, the report and the first step of a connection, once documents were issued. */
export async function tourOfOffice(shooting: Shooting): Promise<void> {
  const { browser, site } = shooting
  const administrator = await launch(browser, site.lms.launchUrl({ role: 'administrator' }))
  for (const [name, address] of [
    ['register', '/register'],
    ['report', '/reports'],
    ['connect', '/admin/connections/new/moodle'],
  ] as const) {
    await visit(administrator, address)
    await shoot(shooting, administrator, name)
  }
  await administrator.close()
}

/** Launches the tool by the link, 1200 px wide. */
export async function launch(from: Browser, launchUrl: string): Promise<Page> {
  const page = await from.newPage({ viewport: { width: 1200, height: 900 }, locale: 'ru-RU' })
  await page.goto(launchUrl)
  await page.waitForURL(/localhost:\d+\/~/)
  return page
}

async function visit(page: Page, address: string): Promise<void> {
  const base = /^https?:\/\/[^/]+\/~[^/]+/.exec(page.url())?.[0] ?? ''
  await page.goto(base + address)
}

/** The mandatory modules and three others, each on a day of its own. */
async function startRoute(page: Page): Promise<void> {
  await visit(page, '/route')
  await page.getByRole('button', { name: 'Начать маршрут' }).click()
  await page.locator('form[action$="/mandatory"] input[type=date]').fill('2027-02-10')
  await page.locator('form[action$="/mandatory"] button').click()
  for (const [index, on] of ['2027-03-15', '2027-04-20', '2027-05-12'].entries()) {
    await page.locator('form[action$="/items/new"] select').selectOption({ index })
    await page.locator('form[action$="/items/new"] button').click()
    await page.locator('#plannedOn').fill(on)
    await page.locator('main form button.main').first().click()
    await page.locator('#notice').waitFor()
  }
  await page.reload()
}

/** The page from its top, without a focus ring: `NAME.png` wide, `NAME-360.png` narrow; book and queue have a wide one. */
async function shoot({ folder }: Shooting, page: Page, name: string): Promise<void> {
  for (const { width, height, suffix } of SIZES) {
    if (suffix === '' && (name === 'book' || name === 'queue')) continue
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate('document.activeElement.blur(), scrollTo(0, 0)')
    const full = Number(await page.evaluate('document.documentElement.scrollHeight'))
    const clip = { x: 0, y: 0, width, height: Math.min(height, full) }
    await page.screenshot({ path: path.join(folder, `${name}${suffix}.png`), fullPage: true, clip })
  }
}
