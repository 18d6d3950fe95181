import { expect } from 'chai'
import type { BookLine, BooksView } from '#credits/contract'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { fakeRoutes, routeView } from '../support/routes.ts'
import { booksView, programme } from '../support/views.ts'

type Over = Partial<BookLine['counted']>

/** The book, one of whose lines did not count for another reason. */
function bookWith(over: Over, programmes: BooksView['programmes'] = booksView().programmes): BooksView {
  const books = booksView()
  const line = books.book?.lines.find(({ entry }) => entry.id === 'e8')
  if (line) line.counted = { ...line.counted, ...over }
  return { ...books, programmes }
}

describe('what can be done about an uncounted line', () => {
  let site: Site
  afterEach(() => site.close())

  /** Links beside «Что можно сделать:» of the line, as [path, words]. */
  async function linksOf(books: BooksView, role: 'learner' | 'curator' = 'learner'): Promise<string[][]> {
    site = await openSite({ credits: fakeCredits({ readBooks: async () => books }) })
    const { cookie } = await site.enter({ roles: [role] })
    const path = role === 'learner' ? '/book/entries/e8' : '/learners/p-kovaleva/entries/e8'
    const html = (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')
    const why = /id="reason-e8">[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
    return [...why.matchAll(/href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)].map(([, href = '', text = '']) => [
      href.replaceAll('&amp;', '&'),
      text.replace(/<[^>]+>/g, ''),
    ])
  }

  it('leads from a used-up kind to the modules of the kinds that still fit', async () => {
    expect(await linksOf(booksView())).to.deep.equal([
      ['/route/modules?programme=prog-1&kind=seminar&kind=master-class', 'Показать подходящие модули'],
    ])
  })

  it('leads from a rejected line to the form with its words, and from a wrong date to a document', async () => {
    const proof = `/book/proof?programme=${programme.id}&entry=e8`
    expect(await linksOf(bookWith({ reason: 'rejected' }))).to.deep.equal([
      [proof, 'Открыть форму с этой записью'],
    ])
    await site.close()
    const term = { from: '2024-09-02', until: '2026-09-02', date: '2026-09-20' }
    expect(await linksOf(bookWith({ reason: 'outside-term', facts: term }))).to.deep.equal([
      [proof, 'Добавить документ'],
    ])
  })

  it('offers the other programme of the person, where they may enter it, and the route', async () => {
    const programmes = [
      ...booksView().programmes,
      { id: 'p2', title: 'Инклюзия', mayEnter: true },
      { id: 'p3', title: 'Закрытая', mayEnter: false },
    ]
    const facts = { programme: programme.title }
    expect(await linksOf(bookWith({ reason: 'not-in-programme', facts }, programmes))).to.deep.equal([
      ['/book/proof?programme=p2&entry=e8', 'Засчитать в программе «Инклюзия»'],
      ['/route', 'Открыть маршрут'],
    ])
  })

  it('opens the certificate that used the hours, by its number and day', async () => {
    const facts = { certificate: 'cert-9', number: '0101', issuedOn: '2026-05-20', code: '4K7P2MNX9RTA' }
    const books = bookWith({ reason: 'consumed', facts })
    expect(await linksOf(books)).to.deep.equal([['/verify/4K7P2MNX9RTA', 'Открыть удостоверение']])
    const { cookie } = await site.enter({ roles: ['learner'] })
    const html = (await (await site.get('/book', cookie)).text()).replaceAll('\u00a0', ' ')
    expect(html).to.include('Часы уже вошли в удостоверение № 0101 от 20 мая 2026.')
  })

  it('gives no link that does not work for whoever looks', async () => {
    const [own] = booksView().programmes
    const closed = own ? [{ ...own, mayEnter: false }] : []
    expect(await linksOf(bookWith({ reason: 'rejected' }, closed))).to.deep.equal([])
    await site.close()
    expect(await linksOf(booksView(), 'curator')).to.deep.equal([])
  })

  it('leads from a mandatory module that lacks to its course, in one’s own book only', async () => {
    site = await openSite()
    const { cookie } = await site.enter({ roles: ['learner', 'curator'] })
    const html = async (path: string) =>
      (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')
    expect(await html('/book')).to.match(
      /href="https:\/\/moodle\.example\/course\/view\.php\?id=m10"[^>]*target="_blank"[^>]*>[\s\S]{0,40}Записаться в Moodle ТГПУ/,
    )
    expect(await html('/learners/p-kovaleva')).to.not.include('moodle.example')
  })

  it('leads from the hours that lack to the modules that are left, in one’s own book only', async () => {
    site = await openSite()
    const { cookie } = await site.enter({ roles: ['learner', 'curator'] })
    const html = async (path: string) => (await site.get(path, cookie)).text()
    const link = 'href="/route/modules?programme=prog-1&amp;free=yes"'
    expect(await html('/book')).to.include(link)
    expect(await html('/learners/p-kovaleva')).to.not.include('/route/modules')
  })
})

describe('the modules of a programme', () => {
  let site: Site
  afterEach(() => site.close())

  async function open(path: string, over: Parameters<typeof fakeRoutes>[0] = {}) {
    site = await openSite({ routes: fakeRoutes(over) })
    const { cookie } = await site.enter({ roles: ['learner'] })
    return (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')
  }

  it('are shown by kind and part, with what stands in the book or the plan already', async () => {
    const html = await open('/route/modules?kind=photo-gallery&kind=master-class')
    expect(html).to.include('Показано: 2 модуля').and.include('Фотогалерея')
    expect(html).to.match(/Формирующее оценивание[\s\S]{0,160}засчитан/)
    await site.close()
    expect(await open('/route/modules?part=variative')).to.include('Показано: 1 модуль<')
    await site.close()
    expect(await open('/route/modules?free=yes'))
      .to.include('Показано: 2 модуля')
      .and.include('Проектирование урока')
      .and.include('Фотогалерея', 'it counts once per piece')
  })

  it('are shown by hours and by what they close, each mark with its words', async () => {
    expect(await open('/route/modules?hours=12&most=24'))
      .to.include('value="12"')
      .and.include('value="24"')
    const shown = async (path: string) => {
      await site.close()
      return [...(await open(path)).matchAll(/<li id="module-[^"]*"><div><b[^>]*>([^<]*)</g)].map(
        ([, title]) => title,
      )
    }
    const lacking = ['Проектирование урока']
    expect(await shown('/route/modules?closes=yes')).to.deep.equal(lacking)
    expect(await shown('/route/modules?hours=1000')).to.deep.equal([])
    await site.close()
    expect(await open('/route/modules?closes=yes')).to.match(
      /Проектирование урока[\s\S]{0,200}закрывает обязательный/,
    )
  })

  it('say at the field that a bound is no number of hours, and keep it', async () => {
    const html = await open('/route/modules?hours=много')
    expect(html)
      .to.match(/<title>Ошибка: /)
      .and.include('<a href="#hours">Напишите число часов')
    expect(html).to.match(/value="много"/)
    const { cookie } = await site.enter({ roles: ['learner'] })
    expect((await site.get('/route/modules?most=много', cookie)).status).to.equal(422)
  })

  it('go into the plan while it is a draft, else the page says what opens it', async () => {
    expect(await open('/route/modules')).to.match(/\/routes\/route-1\/items\/new\?module=m1"/)
    await site.close()
    const route = routeView({ may: ['change'] })
    const mine = async () => [{ enrolmentId: 'en-1', programme, route, mayStart: false, startedBy: [] }]
    const html = await open('/route/modules', { mine })
    expect(html).to.include('План сейчас не черновик').and.not.include('/items/new')
  })
})
