/** A learner's first day (ux.md §2, shared states): what will stand here, why it does not yet, one thing to do. */
import { expect } from 'chai'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { fakeOwnDocuments } from '../support/own-data.ts'
import { fakeRoutes } from '../support/routes.ts'
import { booksView, bookView, emptyProgress, learner } from '../support/views.ts'

type Over = Parameters<typeof openSite>[0]

describe('the first day of a learner', () => {
  let site: Site
  afterEach(() => site.close())

  const open = async (path: string, over: Over, language: 'ru' | 'en' = 'ru') => {
    site = await openSite(over)
    const { cookie } = await site.enter({ roles: ['learner'], language })
    const html = await (await site.get(path, cookie)).text()
    return (html.split('<main')[1] ?? '').replaceAll('\u00a0', ' ')
  }

  const nowhere: Over = {
    credits: fakeCredits({ readBooks: async () => ({ person: learner, programmes: [], book: null }) }),
    routes: fakeRoutes({ mine: async () => [] }),
    ownDocuments: fakeOwnDocuments({ list: async () => [] }),
  }
  /** One button, and nothing that the person cannot do. */
  const buttons = (html: string) =>
    [...html.matchAll(/<a class="button[^"]*" href="([^"]+)"/g)].map(([, to]) => to)

  const tabs = [
    { path: '/book', what: 'сколько часов засчитано', en: 'how many hours are counted', leads: /\/book$/ },
    { path: '/route', what: 'что и когда вы пройдёте', en: 'what you will do and when', leads: /\/route$/ },
  ]
  for (const { path, what, en, leads } of tabs)
    it(`says without a programme what ${path} will show, who enrols, and offers to look again`, async () => {
      const html = await open(path, nowhere)
      expect(html).to.include('не зачислены ни на одну программу').and.include(what)
      expect(html).to.include('Зачисляет куратор программы: напишите ему и назовите программу.')
      expect(buttons(html)).to.have.length(1)
      expect(buttons(html)[0]).to.match(leads)
      await site.close()
      expect(await open(path, nowhere, 'en'))
        .to.include(en)
        .and.include('Check again')
    })

  it('says when a document will come, and leads to what it lacks once there is a programme', async () => {
    const issued = (html: string) => html.split('</section>')[0] ?? ''
    const alone = issued(await open('/documents', nowhere))
    expect(alone).to.include('Документов пока нет.').and.include('он появится здесь')
    expect(buttons(alone)).to.deep.equal([])
    await site.close()
    const enrolled = await open('/documents', { ownDocuments: fakeOwnDocuments({ list: async () => [] }) })
    expect(buttons(issued(enrolled)).join()).to.match(/\/book#needs$/)
  })

  it('names who begins the route where the learner does not', async () => {
    const startedBy = [
      { role: 'methodist' as const, title: { ru: 'методист ММС', en: 'district methodist' } },
    ]
    const programme = { id: 'prog-1', title: 'Дидактика' }
    const mine = async () => [{ enrolmentId: 'en-1', programme, route: null, mayStart: false, startedBy }]
    const html = await open('/route', { routes: fakeRoutes({ mine }) })
    expect(html).to.include('По положению его начинает: методист ММС.')
    expect(buttons(html).join()).to.match(/\/route\/modules\?programme=prog-1$/)
  })

  it('says that nothing is to be added up in a book without entries', async () => {
    const books = booksView({ progress: emptyProgress, lines: [], planned: [] })
    const html = await open('/book/counted', { credits: fakeCredits({ readBooks: async () => books }) })
    expect(html).to.include('Записей пока нет.').and.not.include('<table')
  })

  it('offers all modules where none fits the filter, and says so where the programme has none', async () => {
    const narrowed = await open('/route/modules?hours=999', {})
    expect(narrowed).to.include('Под такой отбор не подходит ни один модуль.')
    expect(buttons(narrowed).join()).to.match(/\/route\/modules\?programme=prog-1$/)
    await site.close()
    const { programme } = bookView()
    const bare = booksView({ programme: { ...programme, modules: [] } })
    const none = await open('/route/modules', { credits: fakeCredits({ readBooks: async () => bare }) })
    expect(none).to.include('Модулей в программе пока нет.')
    expect(buttons(none)).to.deep.equal([])
  })

  it('leads from the modules to the route while there is no programme', async () => {
    site = await openSite(nowhere)
    const { cookie } = await site.enter({ roles: ['learner'] })
    const answer = await site.get('/route/modules', cookie)
    expect([answer.status, answer.headers.get('location')?.replace(/^\/~\w+/, '')]).to.deep.equal([
      303,
      '/route',
    ])
  })
})
