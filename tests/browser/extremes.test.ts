import { expect } from 'chai'
import type { BookView } from '#credits/contract'
import { fakeCredits } from '#tests/unit/http/support/fakes'
import { fakeKeeping, fakeShares, SHARE_CODE } from '#tests/unit/http/support/keeping'
import { fakeMatching, stranger } from '#tests/unit/http/support/matching'
import { fakeRoutes, routeView } from '#tests/unit/http/support/routes'
import { bookView, longBook, queueRow, queueView } from '#tests/unit/http/support/views'
import { enter, needsChromium, openStage, overflow, type Stage } from './support.ts'

const TITLE = 'СОВРЕМЕННЫЕ ПОДХОДЫ К ПРОЕКТИРОВАНИЮ ЦИФРОВОГО УРОКА В УСЛОВИЯХ ОБНОВЛЁННЫХ СТАНДАРТОВ '
  .repeat(4)
  .slice(0, 300)
/** With and without a place to break. */
const titleOf = (i: number) => (i % 2 ? TITLE : TITLE.replaceAll(' ', ''))
const SURNAME = 'Христорождественская-Преображенская-Ново'

describe('pages with more than they were drawn for', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async function () {
    needsChromium(this)
    const person = { ...bookView().person, familyName: SURNAME }
    const { programme } = bookView()
    const modules = programme.modules.map((module, i) => ({ ...module, title: titleOf(i) }))
    const books = longBook(2000, { person, programme: { ...programme, modules } })
    for (const [i, line] of (books.book?.lines ?? []).entries())
      line.entry = { ...line.entry, title: titleOf(i) }
    const row = queueRow(2)
    const long = { ...row, learner: person, entry: { ...row.entry, title: TITLE, document: TITLE } }
    const queue = queueView()
    const groups = queue.groups.map(group => ({
      ...group,
      module: { ...group.module, title: TITLE },
      rows: [long, ...group.rows.slice(3)],
    }))
    const route = routeView()
    const items = route.items.map((item, i) => ({ ...item, title: titleOf(i), provider: titleOf(i) }))
    const mine = {
      ...{ enrolmentId: 'en-1', mayStart: true, startedBy: [] },
      programme: { id: programme.id, title: TITLE },
      route: { ...route, items, subject: { ...route.subject, familyName: SURNAME } },
    }
    const shared = await fakeShares().open(SHARE_CODE)
    const open = async () => shared && { ...shared, book: books.book as BookView }
    const unknown = { ...stranger, familyName: SURNAME, titles: [0, 1].map(titleOf) }
    const strangers = {
      ...{ strangers: [unknown], next: null },
      total: { accounts: 1, records: 2, more: false },
    }
    stage = await openStage({
      credits: fakeCredits({
        readBooks: async () => books,
        listQueue: async () => ({ ...queue, groups }),
        readEntries: async () => [long],
        readBatch: async () => ({ count: 1, rows: [long] }),
      }),
      matching: fakeMatching({
        listStrangers: async () => strangers,
        readStranger: async () => unknown,
      }),
      routes: fakeRoutes({ mine: async () => [mine] }),
      keeping: fakeKeeping({ shares: fakeShares({ open }) }),
    })
  })
  after(() => stage?.close())

  const cases = [
    { role: 'learner', path: '/book', width: 320 },
    { role: 'learner', path: '/book?page=all', width: 320 },
    { role: 'learner', path: '/book', width: 1200 },
    { role: 'learner', path: '/book/counted?page=2', width: 320 },
    { role: 'learner', path: '/book/counted?page=2', width: 1200 },
    { role: null, path: `/share/${SHARE_CODE}?page=20`, width: 320 },
    { role: 'learner', path: '/route', width: 320 },
    { role: 'learner', path: '/route', width: 1200 },
    { role: 'curator', path: '/queue', width: 320 },
    { role: 'curator', path: '/queue/batch/b-1', width: 320 },
    { role: 'curator', path: '/learners/p-1/entries/e9/reject', width: 320 },
    { role: 'curator', path: '/matching', width: 320 },
    { role: 'curator', path: '/matching/c1/s1/new', width: 320 },
  ] as const
  for (const { role, path, width } of cases)
    it(`do not scroll sideways at ${width} px: 2,000 entries, 300 capitals, a surname of 40 letters, ${path}`, async () => {
      const context = await enter(stage, role, { width })
      const page = await context.newPage()
      await page.goto(stage.site.url + path)
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
      expect(await page.content()).to.include(SURNAME)
      expect(await overflow(page)).to.equal(0)
      await context.close()
    })

  it('keep the picture of the time within its own height', async () => {
    const context = await enter(stage, 'learner', { width: 640 })
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/book`)
    const tops = await page.evaluate(`(() => {
      const { top } = document.querySelector('svg.time').getBoundingClientRect()
      return [...document.querySelectorAll('svg.time rect')].map(one => one.getBoundingClientRect().top - top)
    })()`)
    expect(Math.min(...(tops as number[]))).to.be.at.least(0)
    await context.close()
  })

  for (const language of ['ru', 'en'] as const)
    it(`keep the words beneath the time apart on a phone (${language})`, async () => {
      const context = await enter(stage, 'learner', { width: 320, language })
      const page = await context.newPage()
      await page.goto(`${stage.site.url}/book`)
      const sides = (await page.evaluate(`[...document.querySelectorAll('svg.time .faint')].map(text => {
        const { left, right } = text.getBoundingClientRect()
        return [left, right]
      })`)) as [number, number][]
      expect(sides).to.have.length(2)
      expect(sides[1]?.[0]).to.be.greaterThan(sides[0]?.[1] as number)
      await context.close()
    })
})
