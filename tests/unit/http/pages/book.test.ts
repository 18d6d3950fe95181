import { expect } from 'chai'
import type { BooksView } from '#credits/contract'
import { fakeCredits, openSite } from '../support/fakes.ts'
import { booksView, certificate, emptyProgress, learner, programme, progress } from '../support/views.ts'

/** Plain text of the page, with ordinary spaces. */
const textOf = (html: string): string =>
  html
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/[\s\u00a0]+/g, ' ')

async function show(books: BooksView, language: 'ru' | 'en' = 'ru', path = '/book') {
  const site = await openSite({ credits: fakeCredits({ readBooks: async () => books }) })
  try {
    const { cookie } = await site.enter({ roles: ['learner'], language })
    const html = await (await site.get(path, cookie)).text()
    return { html, text: textOf(html) }
  } finally {
    await site.close()
  }
}

describe('somebody with several programmes', () => {
  const other = { id: 'prog-2', title: 'Наставничество', mayEnter: true }
  const books = { ...booksView(), programmes: [...booksView().programmes, other] }

  /** What was remembered after these pages were opened. */
  async function remembered(read: BooksView, ...paths: string[]) {
    const opened: string[] = []
    const site = await openSite({
      credits: fakeCredits({ readBooks: async () => read }),
      people: { setPreferences: async () => {}, setOpenedProgramme: async (_id, id) => void opened.push(id) },
    })
    const { cookie } = await site.enter({ roles: ['learner', 'curator'] })
    for (const path of paths) expect((await site.get(path, cookie)).status).to.equal(200)
    await site.close()
    return opened
  }

  it('chooses among them above the heading, and the choice is remembered on the server', async () => {
    const { html } = await show(books)
    expect(html.indexOf('<select id="programme"')).to.be.greaterThan(0).and.lessThan(html.indexOf('<h1'))
    expect(await remembered(books, `/book?programme=${programme.id}`)).to.deep.equal([programme.id])
  })

  it('is asked nothing and remembered nothing where there is no choice, nor in another’s book', async () => {
    const path = `/book?programme=${programme.id}`
    expect(await remembered(booksView(), path)).to.deep.equal([])
    expect(await remembered(books, '/book', `/learners/p-kovaleva?programme=${programme.id}`)).to.deep.equal(
      [],
    )
  })
})

describe("the learner's book", () => {
  it('leads from each mandatory module to its entry, or to where one that lacks can be chosen', async () => {
    const modulesIn = ({ html }: { html: string }) =>
      /<ul class="modules"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? ''
    const own = modulesIn(await show(booksView()))
    expect(own.match(/<li/g)).to.have.length(4)
    expect(own.match(/href="[^"]*\/book\/entries\//g)).to.have.length(3)
    const way = /\/route\/modules\?programme=prog-1&amp;part=invariant#module-m10"/
    expect(own)
      .to.match(way)
      .and.match(/Проектирование урока[\s\S]*8.ч/)
    expect((await show(booksView(), 'ru', '/route/modules?part=invariant')).html).to.include(
      '<li id="module-m10"',
    )
    expect(modulesIn(await show(booksView(), 'ru', '/learners/p-1'))).to.not.match(way)
  })

  it('puts the first sentence in bold in either language', async () => {
    const bold = async (language: 'ru' | 'en') =>
      /class="lead"><b>([^<]*)<\/b>/
        .exec((await show(booksView(), language)).html)?.[1]
        ?.replaceAll('\u00a0', ' ')
    expect(await bold('ru')).to.equal('Засчитано 84 часа из 108.')
    expect(await bold('en')).to.equal('84 of 108 hours counted.')
  })

  it('leads nobody to choose more who only waits for the curator', async () => {
    const waiting = progress.requirements.map(one =>
      one.id === 'total-hours' ? { ...one, facts: { ...one.facts, waitsOnly: 'yes' } } : one,
    )
    const { html, text } = await show(booksView({ progress: { ...progress, requirements: waiting } }))
    expect(text).to.include('Дождитесь подтверждения: часов хватит.')
    expect(html).to.not.include('&amp;free=yes')
    expect((await show(booksView())).html).to.include('&amp;free=yes')
  })

  it('leads from the total to how it was counted, before what is missing', async () => {
    const { html } = await show(booksView())
    const at = html.indexOf('>Как посчитано<')
    expect(at).to.be.greaterThan(html.indexOf('class="legend"')).and.lessThan(html.indexOf('id="needs"'))
  })

  it('says in one sentence how much is counted and what is still needed', async () => {
    expect((await show(booksView())).text).to.include(
      'Засчитано 84 часа из 108. Ещё 16 ждут куратора. Останется набрать 8 часов и один обязательный модуль.',
    )
    expect((await show(booksView(), 'en')).text).to.match(/84 (hours )?of 108/)
  })

  it('lists the four sums as text beside the picture', async () => {
    const { text } = await show(booksView())
    for (const sum of [
      'Засчитано 84 ч',
      'Ждёт куратора 16 ч',
      'Не хватает до 108 8 ч',
      'Не вошло в сумму 20 ч',
    ])
      expect(text).to.include(sum)
  })

  it('says of what lacks how much waits for the curator, as the bar and the sentence do', async () => {
    const unmet = { id: 'total-hours', met: false, asks: '108.00', has: '84.00', clause: 'п. 2.6' } as const
    const requirements = [{ ...unmet, facts: { missing: '24.00' } }]
    const { text } = await show(booksView({ progress: { ...progress, requirements } }))
    expect(text).to.include('Не хватает 24 ч до 108 . Из них ждут куратора 16 ч, останется 8 ч.')
    const none = { ...progress, requirements, hours: { ...progress.hours, pending: 0 as never } }
    expect((await show(booksView({ progress: none }))).text).not.to.include('Из них ждут')
  })

  it('marks among the statuses what the source says otherwise now, and shows how', async () => {
    const { text } = await show(booksView())
    expect(text).to.match(/✓ Засчитано 8 ч ≠ Отличается от источника/)
    expect(text.match(/≠/g)).to.have.length(1)
    const entry = (await show(booksView(), 'ru', '/book/entries/e7')).text
    expect(entry).to.match(/≠ Отличается от источника[\s\S]*Часы было 8 стало 6/i)
    expect((await show(booksView(), 'en')).text).to.include('≠ Differs from source')
  })

  it('shows the sum where a cap cuts, and one link that acts on the reason', async () => {
    const { text, html } = await show(booksView())
    expect(text).to.include('12 ч предел − 12 ч уже = 0 ч')
    expect(html).to.match(/\/book\/entries\/e2\?programme=prog-1">Открыть.запись.№.2</)
    expect((await show(booksView(), 'en')).text).to.include('limit 12 h − 12 h counted already = 0 h')
  })

  it('says what the approved route still has to come, by its month', async () => {
    const { text } = await show(booksView())
    expect(text).to.include('Впереди по плану ◇ В плане 8 ч, март 2027 Проектирование урока')
    expect(text).to.include('◇ В плане, май 2027 Защита проекта')
    expect((await show(booksView(), 'en')).text).to.include('Planned 8 h, March 2027')
    expect((await show(booksView({ planned: [] }))).text).to.not.include('Впереди по плану')
  })

  it('tells for each uncounted line the reason, its clause and what can be done', async () => {
    const { text, html } = await show(booksView())
    expect(text).to.include(
      'Исчерпан предел по виду «фотогалерея обучающихся»: 12 ч (п. 12 программы); уже засчитано записями № 4.',
    )
    expect(text).to.include('Это повтор записи № 2: один модуль засчитывают в программе один раз.')
    expect(text.match(/Что можно сделать:/g)).to.have.length(2)
    expect(html.match(/<details id="why-/g)).to.have.length(2)
  })

  it('links to the first line that did not count and to each line by its own address', async () => {
    const { html } = await show(booksView())
    expect(html).to.include('href="#reason-e8"').and.to.include('id="reason-e8"')
    expect(html).to.include('/book/entries/e8?programme=prog-1')
  })

  it('counts its filters and shows what was asked for', async () => {
    const { text } = await show(booksView(), 'ru', '/book?show=pending')
    expect(text).to.include('Все 9 Засчитаны 6 Ждут 1 Не засчитаны 2')
    expect(text).to.include('Урок будущего').and.not.include('Моя малая родина')
  })

  it('offers the certificate and its verification once it is issued', async () => {
    const { html, text } = await show(booksView({ certificate }))
    expect(text).to.include('Удостоверение № 0101 выдано 20 ноября 2026.')
    expect(html).to.include('/certificates/cert-1/pdf').and.to.include('/verify/4K7P2MNX9RTA')
  })

  it('says what will stand there when there is nothing yet', async () => {
    const { text } = await show(booksView({ progress: emptyProgress, lines: [] }))
    expect(text).to.include('Пока ничего не засчитано.').and.to.include('Записей пока нет.')
  })

  it('says whom to write to when the learner is not enrolled', async () => {
    const { text } = await show({ person: learner, programmes: [], book: null })
    expect(text).to.include('Вы пока не зачислены ни на одну программу.').and.to.include('куратор')
    const learners = await show({ person: learner, programmes: [], book: null }, 'ru', '/learners/p-1')
    expect(learners.text).to.include('Слушатель пока не зачислен').and.include('К слушателям')
  })

  it('offers a choice between several programmes', async () => {
    const two = {
      ...booksView(),
      programmes: [...booksView().programmes, { id: 'p2', title: 'Инклюзия', mayEnter: false }],
    }
    expect((await show(two)).html).to.match(/<select id="programme"[\s\S]*Инклюзия/)
  })

  it('keeps the words of the total clear of those of a threshold far to the left', async () => {
    const far = { ...progress.hours, counted: 30000 as never, surplus: 19200 as never, pending: 0 as never }
    const { html } = await show(booksView({ progress: { ...progress, hours: far } }))
    expect(html).to.match(/<text x="100%" text-anchor="end" y="13"[^>]*>300.ч засчитано/)
    expect((await show(booksView())).html).to.match(/<text x="0" y="13"[^>]*>84.ч засчитано/)
  })

  it('says what is beyond the required hours, before and after the certificate', async () => {
    const hours = { ...progress.hours, counted: 13000 as never, surplus: 2200 as never }
    const more = { ...progress, hours }
    for (const over of [{ progress: more }, { progress: more, certificate }])
      expect((await show(booksView(over))).text).to.include('Сверх 108: 22 часа.')
  })

  it('escapes names and titles', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'&'
    const books = booksView({ person: { ...learner, familyName: evil } })
    const [line] = books.book?.lines ?? []
    if (line) line.entry = { ...line.entry, title: evil, provider: evil, document: evil }
    const { html } = await show(books)
    expect(html).to.not.include('<img')
    expect(html.match(/&lt;img src=x onerror=alert\(1\)/g)?.length).to.be.at.least(4)
  })

  it('says where an entry is counted in part', async () => {
    const books = booksView()
    const line = books.book?.lines.find(one => one.entry.id === 'e6')
    if (line)
      line.counted = {
        id: 'e6',
        counted: 1200 as never,
        uncounted: 1200 as never,
        reason: 'kind-cap',
        facts: { kind: 'master-class', cap: '12.00' },
        clause: 'п. 3',
      }
    expect((await show(books)).text)
      .to.include('Засчитано 12 из 24 ч')
      .and.to.include('Почему засчитано не всё')
  })
})
