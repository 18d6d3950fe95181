import { expect } from 'chai'
import type { BooksView } from '#credits/contract'
import { needsWhy } from '../../../../src/http/ui/book/why.tsx'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { longBook } from '../support/views.ts'

/** 250 entries, the newest first. */
const books: BooksView = longBook(250)
const lines = books.book?.lines ?? []

describe('a book of many entries', () => {
  let site: Site
  before(async () => {
    site = await openSite({ credits: fakeCredits({ readBooks: async () => books }) })
  })
  after(() => site.close())

  const open = async (path: string) => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const html = (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')
    const shown = [...html.matchAll(/<tr [^>]*id="entry-([^"]+)"/g)].map(([, id]) => id)
    return { html, shown }
  }
  const idsOf = (from: number, to: number) => lines.slice(from, to).map(({ entry }) => entry.id)

  it('stands on pages of a hundred that lose none, and says which part it is', async () => {
    const pages = await Promise.all([1, 2, 3].map(n => open(`/book?page=${n}`)))
    expect(pages.flatMap(({ shown }) => shown)).to.deep.equal(idsOf(0, 250))
    expect(pages[1]?.html).to.include('Показаны с 101 по 200 из 250.')
    expect(pages[1]?.html).to.include('&amp;page=3#entries').and.to.include('&amp;page=1#entries')
    expect(pages[2]?.html).not.to.include('&amp;page=4#')
    expect((await open('/book?page=9')).shown).to.deep.equal(pages[2]?.shown)
  })

  it('is shown whole to whoever asks for all of it, and without pages where one is enough', async () => {
    const whole = await open('/book?page=all')
    expect(whole.shown).to.deep.equal(idsOf(0, 250))
    expect(whole.html).not.to.include('Показаны с')
    const pending = await open('/book?show=pending')
    expect(pending.shown.length).to.be.greaterThan(5).and.lessThan(100)
    expect(pending.html).not.to.include('page=')
  })

  it('opens at the line that is asked for', async () => {
    const late = lines.slice(200).find(needsWhy)?.entry.id
    const { html, shown } = await open(`/book?open=${late}`)
    expect(shown).to.deep.equal(idsOf(200, 250))
    expect(html).to.include(`<details id="why-${late}" open`)
  })

  it('leads from «Не вошло в сумму» to the first such line, also where another part is shown', async () => {
    const [, here] = /href="(#reason-[^"]+)">Не вошло/.exec((await open('/book')).html) ?? []
    const [, id] = /#reason-(.*)/.exec(here ?? '') ?? []
    const there = `/book?programme=prog-1&amp;open=${id}#reason-${id}">Не вошло`
    for (const path of ['/book?page=3', '/book?show=counted'])
      expect((await open(path)).html, path).to.include(there)
  })
})
