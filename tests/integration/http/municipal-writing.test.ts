import { expect } from 'chai'
import { type TwoMunicipalities, twoMunicipalities } from '#tests/integration/credits/two-municipalities'
import { anActor, useCredits } from '#tests/integration/credits/use-credits'
import { aKeptBook, type KeptBook } from '#tests/integration/credits/use-keeping'
import { unique } from '#tests/integration/store/use-stores'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { visit } from './visit.ts'

describe('two municipalities that decide who signs in one programme', () => {
  const world = useCredits()
  let book: KeptBook
  let site: Site
  let two: TwoMunicipalities
  beforeEach(async () => {
    book = await aKeptBook(world(), { regulation: 'tyumen' })
    two = await twoMunicipalities(book)
    site = await openSite({ credits: book.credits, keeping: book.keeping, now: book.deps.now })
  })
  afterEach(() => site.close())

  const entry = async ({ at }: TwoMunicipalities['north']) => {
    const claim = { moduleId: 'M3', date: '2024-11-12', documentKind: 'справка', documentNumber: '4' }
    return (await book.keeping.proofs.send(anActor(['curator']), { ...at, key: unique('k'), claim })).id
  }
  const api = async (personId: string, path: string, body?: object) => {
    const { cookie } = await site.enter({ roles: ['learner'], personId })
    const headers = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const answer = await fetch(`${site.url}/api/v1${path}`, { ...init, headers })
    return { status: answer.status, body: (await answer.json()) as never }
  }
  const pageOf = (municipality: string) =>
    `/admin/writing/${book.programme.id}?${new URLSearchParams({ municipality })}`

  it('T15: does it by the API, each for its own schools, and the confirmations follow', async () => {
    const ids = [await entry(two.north), await entry(two.south)]
    const writing = `/programmes/${book.programme.id}/writing`
    const decide = (personId: string, municipality: string, sign: string) =>
      api(personId, writing, { municipality, enter: ['learner'], sign: [sign], basis: 'приказ', after: 0 })
    const { north, south } = two
    expect((await decide(north.officer.personId, south.id, 'head')).status).to.equal(404)
    const decided = await decide(north.officer.personId, north.id, 'head')
    expect([decided.status, decided.body]).to.deep.equal([
      200,
      {
        programme: { id: book.programme.id, title: book.programme.title },
        municipality: { id: north.id, title: north.title },
        enter: ['learner'],
        sign: ['head'],
        basis: 'приказ',
        after: 1,
      },
    ])
    expect((await decide(south.officer.personId, south.id, 'methodist')).status).to.equal(200)
    const asked = { entryIds: ids, despiteRemarks: ids }
    const confirm = async (personId: string) => {
      const { body } = await api(personId, '/entries/confirm', asked)
      return (body as { done: string[] }).done
    }
    expect(await confirm(south.head.personId)).to.deep.equal([])
    expect(await confirm(north.head.personId)).to.deep.equal([ids[0]])
    const { body } = await api(south.officer.personId, '/writing')
    expect((body as { items: { sign: string[] }[] }).items.map(({ sign }) => sign)).to.deep.equal([
      ['methodist'],
    ])
  })

  it('T15: does it on its own page, with the document, and sees how it was decided', async () => {
    const visitor = await visit(site, ['learner'], two.north.officer.personId)
    const list = await visitor.get('/admin/writing')
    expect([list.status, list.html.includes(two.north.title), list.html.includes(two.south.title)]).to.eql([
      200,
      true,
      false,
    ])
    const opened = await visitor.get(pageOf(two.north.id))
    expect(opened.html).to.include('для слушателей из школ этого муниципалитета')
    const form = { after: '0', enter: 'head', sign: 'head' }
    const wrong = await visitor.post(pageOf(two.north.id), form)
    expect([wrong.status, wrong.html.includes('документ, номер и дату')]).to.deep.equal([422, true])
    const saved = await visitor.post(pageOf(two.north.id), { ...form, basis: 'приказ № 12' })
    expect(saved.html).to.include('Сохранено')
    const again = (await visitor.get(pageOf(two.north.id))).html
    expect(again)
      .to.match(/\(муниципал[^)]*\): вносят руководитель организации/)
      .and.include('приказ № 12')
    expect((await visitor.get(pageOf(two.south.id))).status).to.equal(404)
  })

  it('T15: shows the administrator which municipalities decided, and lets them enter a decision', async () => {
    const visitor = await visit(site, ['administrator'], 'a-1')
    const page = async () => (await visitor.get(`/admin/writing/${book.programme.id}`)).html
    const line = (title: string) => new RegExp(`${title}</a> · ([а-я ]+)<`)
    expect((await page()).match(line(two.north.title))?.[1]).to.equal('решения нет')
    const form = { after: '0', enter: 'head', sign: 'head', basis: 'приказ № 12' }
    const saved = await visitor.post(pageOf(two.north.id), form)
    expect(saved.html).to.include('Сохранено').and.include(two.north.title)
    expect((await page()).match(line(two.north.title))?.[1]).to.equal('решение принято')
    expect((await page()).match(line(two.south.title))?.[1]).to.equal('решения нет')
  })
})
