import { gunzipSync } from 'node:zlib'
import { expect } from 'chai'
import type { Response } from 'express'
import { h } from 'preact'
import { sendKept } from '#http/kept-pages'
import { renderPage } from '#http/render'
import { speech } from '#http/say'
import { type View, words } from '#http/view'
import { BookPage } from '../../../src/http/pages/book/book.page.tsx'
import { openSite } from './support/fakes.ts'
import { booksView } from './support/views.ts'

const NOW = new Date('2026-11-22T03:00:00.000Z')

const viewOf = (over: Partial<View> = {}): View => ({
  lang: 'ru',
  t: words.ru,
  say: speech('ru'),
  theme: 'light',
  inFrame: false,
  isOwnStep: false,
  base: '/~a',
  here: '/book',
  actor: { personId: 'p-kovaleva', name: 'Ковалёва Анна', roles: ['learner'], scope: ['d'] },
  isDemo: false,
  timeZone: 'Asia/Tomsk',
  now: NOW,
  today: '2026-11-22',
  duties: [],
  counts: {},
  ticket: '',
  ...over,
})

/** What the browser reads, and whether it came packed. */
function sent(send: (res: Response) => void, encoding: string | false = 'gzip') {
  let body: string | Buffer = ''
  let isPacked = false
  const res = {
    req: { acceptsEncodings: () => encoding },
    type: () => res,
    vary: () => res,
    setHeader: (name: string) => {
      if (name === 'Content-Encoding') isPacked = true
    },
    send: (given: string | Buffer) => {
      body = given
    },
  }
  send(res as unknown as Response)
  return { html: isPacked ? gunzipSync(body).toString() : String(body), isPacked, body }
}

const asked = { show: 'all', page: null, open: null, module: null } as const
const props = { learnerId: null, asked, courses: {} }

describe('pages that are kept', () => {
  const book = (view: View, books = booksView()) =>
    sent(res => sendKept(res, BookPage, { view, books, ...props }))
  const fresh = (view: View, books = booksView()) => renderPage(h(BookPage, { view, books, ...props }))

  it('are the bytes that rendering gives, and the same ones again', () => {
    const view = viewOf({ base: '/~same' })
    const first = book(view)
    const again = book(viewOf({ base: '/~same', now: new Date(NOW.getTime() + 1_000) }))
    expect(first.html).to.equal(fresh(view))
    expect(again.body, 'not rendered again').to.equal(first.body)
  })

  it('are dropped when somebody’s data are erased or a consent is withdrawn, not when one is given', async () => {
    const site = await openSite()
    const { cookie } = await site.enter({ roles: ['administrator', 'curator'] })
    const learner = '/learners/p-kovaleva'
    const paper = { purpose: 'processing', paper: '№ 7' }
    const body = () => book(viewOf({ base: '/~dropped' })).body
    const isKeptAfter = async (path: string, form: Record<string, string>) => {
      const before = body()
      await site.post(path, form, cookie)
      return body() === before
    }
    try {
      expect(await isKeptAfter(`${learner}/consents`, { ...paper, given: 'yes' })).to.equal(true)
      expect(await isKeptAfter(`${learner}/consents`, { ...paper, given: 'no' })).to.equal(false)
      expect(await isKeptAfter('/documents/consents/email', { given: 'no' })).to.equal(false)
      expect(await isKeptAfter(`${learner}/erase`, { reason: '№ 7' })).to.equal(true)
      expect(await isKeptAfter(`${learner}/erase`, { reason: '№ 7', sure: 'yes' })).to.equal(false)
    } finally {
      await site.close()
    }
  })

  it('stay no longer than people come back to them', () => {
    const real = globalThis.setTimeout
    const due: [() => void, number | undefined][] = []
    const noted = (run: () => void, ms?: number) => {
      due.push([run, ms])
      return { unref: () => {} }
    }
    const view = viewOf({ base: '/~late' })
    globalThis.setTimeout = noted as unknown as typeof setTimeout
    const first = book(view).body
    globalThis.setTimeout = real
    expect(book(view).body).to.equal(first)
    expect(due.map(([, ms]) => ms)).to.deep.equal([600_000])
    due[0]?.[0]()
    expect(book(view).body).not.to.equal(first)
  })

  it('are others as soon as one datum differs', () => {
    const books = booksView()
    const [line] = books.book?.lines ?? []
    if (!books.book || !line) throw new Error('the sample has lines')
    const changed = { ...line, entry: { ...line.entry, title: 'Семинар «Другой»' } }
    const other = { ...books, book: { ...books.book, lines: [changed, ...books.book.lines.slice(1)] } }
    book(viewOf())
    expect(book(viewOf(), other).html).to.equal(fresh(viewOf(), other))
    const english = viewOf({ lang: 'en', t: words.en, say: speech('en') })
    expect(book(english).html).to.equal(fresh(english))
    const somebody = viewOf({ base: '/~b' })
    expect(book(somebody).html).to.equal(fresh(somebody))
  })

  it('carry the ticket of each frame', () => {
    for (const ticket of ['one-$1-ticket', 'another_ticket']) {
      const view = viewOf({ inFrame: true, ticket })
      expect(book(view).html).to.include(ticket).and.to.equal(fresh(view))
    }
  })

  it('are rendered each time when they look at the clock', () => {
    const Clock = ({ view }: { view: View }) => h('p', null, `${view.now.toISOString()} ${'.'.repeat(1_400)}`)
    const at = (now: Date) => sent(res => sendKept(res, Clock, { view: viewOf({ now }) })).html
    expect(at(NOW)).to.include('03:00:00')
    expect(at(new Date('2026-11-22T03:00:01.000Z'))).to.include('03:00:01')
  })

  it('go out unpacked to whoever takes them so', () => {
    const { html, isPacked } = sent(
      res => sendKept(res, BookPage, { view: viewOf(), books: booksView(), ...props }),
      false,
    )
    expect(isPacked).to.equal(false)
    expect(html).to.equal(fresh(viewOf()))
  })

  it('show plain data, which JSON tells whole', () => {
    const books = booksView()
    expect(JSON.parse(JSON.stringify(books))).to.deep.equal(books)
  })
})
