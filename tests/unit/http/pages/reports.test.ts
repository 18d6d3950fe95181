import { expect } from 'chai'
import { InvalidInputError } from '#domain/errors'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeReports, reportView } from '../support/reports.ts'

/** The text with ordinary spaces where the page has non-breaking ones. */
const plain = async (response: Response) => (await response.text()).replaceAll('\u00a0', ' ')

describe('reports on pages', () => {
  let site: Site
  const saved: unknown[] = []
  before(async () => {
    site = await openSite({
      reports: fakeReports({
        saveOrganisation: async (_actor, input) => {
          saved.push(input)
          if (input.title === '') throw new InvalidInputError('no', [{ path: 'title', message: 'a title' }])
          return { id: 'x', ...input, visits: [] }
        },
      }),
    })
  })
  after(() => site.close())

  const open = async (path: string, role: 'curator' | 'administrator' = 'curator') => {
    const { cookie } = await site.enter({ roles: [role] })
    return plain(await site.get(path, cookie))
  }

  it('begin with the sentence, each of whose numbers leads to its list', async () => {
    const html = await open('/reports?on=2026-11-15')
    const [, sentence = ''] = /<p class="sentence">(.*?)<\/p>/.exec(html) ?? []
    expect(sentence.replaceAll(/<[^>]*>/g, '')).to.equal(
      'Из 48 педагогов: в графике 31, отстают 12, без маршрута 5, выполнили 0.',
    )
    const links = [...sentence.matchAll(/list\?on=2026-11-15([^"]*)">([^<]*)</g)].map(([, to, said]) => [
      said,
      to,
    ])
    expect(links).to.deep.equal([
      ['Из 48 педагогов', ''],
      ['в графике 31', '&amp;standing=on-track'],
      ['отстают 12', '&amp;standing=behind'],
      ['без маршрута 5', '&amp;standing=no-route'],
    ])
  })

  it('say on the page, also on paper, as of when and of which programme they are', async () => {
    expect(await open('/reports')).to.match(/<p class="muted">На 15 ноября 2026 · Все программы<\/p>/)
  })

  it('lead from every number of the table to its list', async () => {
    const html = await open('/reports?on=2026-11-15')
    expect(html).to.include('/reports/list?on=2026-11-15&amp;standing=behind"')
    expect(html).to.match(/municipality=%D0%9E%D0%BC%D1%81%D0%BA&amp;standing=no-route/)
  })

  it('name the school or municipality above the list of a number', async () => {
    expect(await open('/reports/list?municipality=%D0%9E%D0%BC%D1%81%D0%BA')).to.match(/<p[^>]*>Омск<\/p>/)
    expect(await open('/reports/list?municipality=')).to.include('Муниципалитет не указан')
    expect(await open('/reports/list')).not.to.include('не указан')
  })

  it('say how many of a list stay without names, and lead to the rest of a long one', async () => {
    const long = await openSite({
      reports: fakeReports({
        listStanding: async (actor, q) => ({
          ...(await fakeReports().listStanding(actor, q)),
          ...{ count: 204, hidden: 3, before: ((q.page ?? 1) - 1) * 100, hasNext: q.page !== 3 },
        }),
      }),
    })
    const { cookie } = await long.enter({ roles: ['administrator'] })
    const html = await plain(await long.get('/reports/list?on=2026-11-15&standing=behind&page=2', cookie))
    const last = await plain(await long.get('/reports/list?page=3', cookie))
    await long.close()
    expect(html)
      .to.include('204 слушателя')
      .and.to.include('Без имён: 3 слушателя')
      .and.to.include('с 101 по')
    expect(html).to.match(/reports\/list\?programme=&amp;on=2026-11-15&amp;standing=behind&amp;page=3"/)
    expect(last).not.to.include('page=4')
  })

  it('T4: tell by which day the list of the year is made, while that comes', async () => {
    expect(await open('/reports')).to.include('Перечень доводят до слушателей: до 1 декабря 2026 (п. 1.3)')
  })

  it('show the nine indicators of Omsk with their clauses', async () => {
    const html = await open('/reports')
    expect(html.match(/12 из 48 \(25 %\)/g)).to.have.length(8)
    expect(html).to.include('по положению 100')
  })

  it('say the nearest day with records where there are none', async () => {
    const total = { teachers: 0, done: 0, 'on-track': 0, behind: 0, 'no-route': 0 }
    const empty = await openSite({
      reports: fakeReports({ readReport: async () => ({ ...reportView, total, firstOn: '2024-09-02' }) }),
    })
    const { cookie } = await empty.enter({ roles: ['curator'] })
    const html = await plain(await empty.get('/reports', cookie))
    await empty.close()
    expect(html).to.match(/никто не зачислен.*href="[^"]*on=2024-09-02"/s)
  })

  it('download as a workbook with the same numbers', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    const response = await site.get('/reports/report.xlsx?on=2026-11-15', cookie)
    expect(response.headers.get('content-disposition')).to.equal(
      'attachment; filename="report-2026-11-15.xlsx"',
    )
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(String.fromCharCode(...bytes.slice(0, 2))).to.equal('PK')
  })

  it('keep what was typed into the form of an organisation that does not hold', async () => {
    const { cookie } = await site.enter({ roles: ['administrator'] })
    const form = { title: '', level: 'school', municipality: 'Тюмень', regulation: '2026-01-01' }
    const response = await site.post('/reports/organisations', form, cookie)
    const html = await response.text()
    expect(response.status).to.equal(422)
    expect(html).to.include('<title>Ошибка: ')
    expect(html)
      .to.include('href="#title"')
      .and.to.include('value="Тюмень"')
      .and.to.include('value="2026-01-01"')
    expect(saved.at(-1)).to.deep.include({ municipality: 'Тюмень', marks: { regulation: '2026-01-01' } })
  })

  it('save an organisation and say so after the redirect', async () => {
    const { cookie } = await site.enter({ roles: ['administrator'] })
    const response = await site.post('/reports/organisations', { title: 'СОШ № 9', level: 'school' }, cookie)
    expect(response.status).to.equal(303)
    expect(await (await site.get(response.headers.get('location') ?? '', cookie)).text()).to.include(
      'сохранена',
    )
  })
})
