import { expect } from 'chai'
import type { BooksView, BookView } from '#credits/contract'
import { needsWhy } from '../../../../src/http/ui/book/why.tsx'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { fakeKeeping, fakeShares, SHARE_CODE } from '../support/keeping.ts'
import { bookView, longBook } from '../support/views.ts'

/** 250 entries, the newest first. */
const books: BooksView = longBook(250)
const lines = books.book?.lines ?? []

const toNumber = (text: string) => Number(text.replace(/\s/g, '').replace(',', '.'))

describe('a book of many entries', () => {
  let site: Site
  before(async () => {
    const found = await fakeShares().open(SHARE_CODE)
    site = await openSite({
      credits: fakeCredits({ readBooks: async () => books }),
      keeping: fakeKeeping({
        shares: fakeShares({ open: async () => found && { ...found, book: books.book as BookView } }),
      }),
    })
  })
  after(() => site.close())

  const open = async (path: string) => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    const html = (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')
    const shown = [...html.matchAll(/<tr [^>]*id="entry-([^"]+)"/g)].map(([, id]) => id)
    return { html, shown }
  }
  /** Numbers of the lines, and what each part gives beside the total. */
  const sums = async (path: string) => {
    const { html } = await open(path)
    const [body = '', foot = ''] = html.split('<tfoot')
    const numbers = [...body.matchAll(/class="no">(\d+)</g)].map(([, n]) => Number(n))
    const rows = [...foot.matchAll(/rowheader"[^>]*>([^<]+)<.*?<b>([^<]+)</g)]
    const parts = rows.map(([, words = '', hours = '']) => [words, toNumber(hours)] as const)
    return { html, numbers, parts: Object.fromEntries(parts.slice(0, -1)) }
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

  it('comes in the same pages to whoever has its link, in the language of the address', async () => {
    const path = `/share/${SHARE_CODE}`
    const pages = await Promise.all([1, 2, 3].map(n => open(`${path}?page=${n}&lang=en`)))
    expect(pages.flatMap(({ shown }) => shown)).to.deep.equal(idsOf(0, 250))
    expect(pages[1]?.html)
      .to.include('href="?lang=en&amp;page=3#entries"')
      .and.include('101 to 200 of 250 are shown.')
    expect((await open(`${path}?page=all`)).shown).to.deep.equal(idsOf(0, 250))
    const late = idsOf(249, 250)[0]
    const opened = await open(`${path}?open=${late}`)
    expect(opened.shown).to.deep.equal(idsOf(200, 250))
    expect(opened.html).to.include(`href="#entry-${late}"`)
    expect(pages[0]?.html).to.match(/href="\?lang=en&amp;open=e\d+#entry-e\d+"/)
  })

  it('is added up page by page: each says what the others give, down to the same total', async () => {
    const pages = await Promise.all([1, 2, 3].map(n => sums(`/book/counted?page=${n}`)))
    expect(pages.flatMap(({ numbers }) => numbers)).to.deep.equal(
      Array.from({ length: 250 }, (_, i) => i + 1),
    )
    expect(pages.map(({ parts }) => Object.keys(parts).join())).to.deep.equal([
      'На этой странице,На следующих страницах',
      'На предыдущих страницах,На этой странице,На следующих страницах',
      'На предыдущих страницах,На этой странице',
    ])
    const totals = pages.map(({ parts }) => Object.values(parts).reduce((sum, part) => sum + part, 0))
    const counted = lines.reduce((sum, line) => sum + line.counted.counted, 0) / 100
    expect(totals).to.deep.equal([counted, counted, counted])
  })

  it('is added up whole for whoever asks, and where one page is enough', async () => {
    const whole = await sums('/book/counted?page=all')
    expect([whole.numbers.length, whole.parts]).to.deep.equal([250, {}])
    const few = await openSite()
    const { cookie } = await few.enter({ roles: ['learner'] })
    const html = await (await few.get('/book/counted', cookie)).text()
    await few.close()
    expect(html).to.include('<tfoot').and.not.include('page=')
    expect(bookView().lines.length).to.be.lessThan(100)
  })
})
