import { expect } from 'chai'
import { readXlsx } from '#connectors/portal/formats/xlsx'
import type { FormsPort } from '#http/forms-port'
import { fakeForms, openSite, type Site } from '../support/fakes.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

describe('printed forms over HTTP', () => {
  const asked: unknown[] = []
  const forms: FormsPort = {
    ...fakeForms,
    book: (actor, q) => {
      asked.push(['book', q])
      return fakeForms.book(actor, q)
    },
    route: (actor, q) => {
      asked.push(['route', q])
      return fakeForms.route(actor, q)
    },
    interview: (actor, q) => {
      asked.push(['interview', q])
      return fakeForms.interview(actor, q)
    },
    blank: (actor, q) => {
      asked.push(['blank', q])
      return fakeForms.blank(actor, q)
    },
  }
  let site: Site
  let cookie: string
  before(async () => {
    site = await openSite({ forms })
    cookie = (await site.enter({ roles: ['learner'] })).cookie
  })
  after(() => site.close())
  beforeEach(() => asked.splice(0))

  for (const [path, question] of [
    ['/book', ['book', {}]],
    ['/books/p-kovaleva/form', ['book', { learnerId: 'p-kovaleva' }]],
    ['/book/interview', ['interview', { programmeId: 'prog-1' }]],
    ['/routes/route-1', ['route', { routeId: 'route-1' }]],
    ['/forms/prog-1/route', ['blank', { programmeId: 'prog-1', formId: 'route' }]],
    ['/api/v1/books/p-kovaleva/form', ['book', { learnerId: 'p-kovaleva' }]],
    ['/api/v1/routes/route-1/form', ['route', { routeId: 'route-1' }]],
  ] as const) {
    it(`come as a PDF that is shown and an XLSX that is kept: ${path}`, async () => {
      const pdf = await site.get(`${path}.pdf`, cookie)
      expect([pdf.status, pdf.headers.get('content-type')]).to.deep.equal([200, 'application/pdf'])
      expect(pdf.headers.get('content-disposition')).to.match(/^inline; filename="[a-z0-9-]+\.pdf"$/)
      expect(pdf.headers.get('cache-control')).to.equal('no-store')
      expect(await pdf.text()).to.equal('%PDF-1.7 Форма')
      const xlsx = await site.get(`${path}.xlsx`, cookie)
      expect([xlsx.status, xlsx.headers.get('content-type')]).to.deep.equal([200, XLSX])
      expect(xlsx.headers.get('content-disposition')).to.match(/^attachment; filename="[a-z0-9-]+\.xlsx"$/)
      const [sheet] = await readXlsx(new Uint8Array(await xlsx.arrayBuffer()))
      expect(sheet?.rows.flatMap(row => row.cells.map(cell => cell.text))).to.include('Урок')
      expect(asked).to.deep.equal([question, question])
    })
  }

  it('name the programme and the revision that are asked for', async () => {
    await site.get('/book.pdf?programme=prog-2', cookie)
    await site.get('/routes/route-1.pdf?revision=3', cookie)
    expect(asked).to.deep.equal([
      ['book', { programmeId: 'prog-2' }],
      ['route', { routeId: 'route-1', revision: 3 }],
    ])
  })

  it('O9: have the interview of a learner by page and by API, with the programme it belongs to', async () => {
    await site.get('/learners/p-kovaleva/interview.pdf?programme=prog-2', cookie)
    await site.get('/api/v1/books/p-kovaleva/interview.xlsx?programme=prog-2', cookie)
    const question = ['interview', { learnerId: 'p-kovaleva', programmeId: 'prog-2' }]
    expect(asked).to.deep.equal([question, question])
    expect((await site.get('/api/v1/books/p-kovaleva/interview.pdf', cookie)).status).to.equal(422)
  })

  it('need a session', async () => {
    expect((await site.get('/book.pdf')).status).to.equal(401)
    expect(asked).to.deep.equal([])
  })

  it('are linked from the book, the route and the page of empty ones', async () => {
    const html = async (path: string) => (await site.get(path, cookie)).text()
    expect(await html('/book'))
      .to.contain('/book.pdf?programme=prog-1')
      .and.to.contain('/book.xlsx?programme=prog-1')
    expect(await html('/forms'))
      .to.contain('/forms/prog-1/book.pdf')
      .and.to.contain('/forms/prog-1/book.xlsx')
    expect(await html('/routes/route-1')).to.contain('/routes/route-1.pdf?revision=2')
  })
})
