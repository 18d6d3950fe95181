import { expect } from 'chai'
import type { Credits } from '#credits/contract'
import type { FederalRegister } from '#credits/register/contract'
import { InvalidInputError } from '#domain/errors'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { fakeFederal, registerLines } from '../support/issuing.ts'

const plain = (html: string) => html.replaceAll('\u00a0', ' ')

interface Visit {
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; html: string }>
  post(path: string, form: Record<string, string>): Promise<Response>
}

describe('the register of documents', () => {
  const asked: { method: string; input: unknown }[] = []
  let site: Site

  const noting =
    (method: keyof Credits, line = 0) =>
    async (_actor: unknown, input: unknown) => {
      asked.push({ method, input })
      return registerLines[line]
    }

  async function visit(
    credits: Partial<Credits> = {},
    federal: Partial<FederalRegister> = {},
  ): Promise<Visit> {
    asked.length = 0
    site = await openSite({ credits: fakeCredits(credits), federal: fakeFederal(federal) })
    const { cookie, base } = await site.enter({ roles: ['issuer'] })
    return {
      get: async (path, headers) => {
        const answer = await site.get(base + path, cookie, headers)
        return { status: answer.status, html: plain(await answer.text()) }
      },
      post: (path, form) => site.post(base + path, form, cookie),
    }
  }
  afterEach(() => site.close())

  it('says of each line what it is worth, of what kind it is and whether it was handed over', async () => {
    const { html } = await (await visit()).get('/register')
    const rows = html.split('<tr').slice(2)
    const said = ['действует', 'аннулировано 21.11.2026', 'дубликат вместо № 0100', 'испорчен', 'не готов']
    expect(rows.map((row, i) => row.includes(said[i] ?? '?'))).to.deep.equal([true, true, true, true, true])
    expect(rows[2]).to.include('21.11.2026, почтой')
    expect(rows[0]).to.include('не вручено')
  })

  it('searches by number, name, period, kind and state, and keeps the search on the next page', async () => {
    let query: unknown
    const { get } = await visit({
      listRegister: async (_actor, q) => {
        query = q
        return { lines: [], next: '2026-11-20|0101|cert-1' }
      },
    })
    const { html } = await get('/register?search=Ков&from=2026-01-01&to=&kind=duplicate&status=valid')
    expect(query).to.deep.equal({
      search: 'Ков',
      from: '2026-01-01',
      kind: 'duplicate',
      status: 'valid',
      limit: 50,
    })
    expect(html).to.include('from=2026-01-01&amp;kind=duplicate&amp;status=valid&amp;after=')
    expect(html).to.include('По отбору ничего не найдено')
  })

  it('says above the lines what the federal register would refuse of those shown, and leads to the remedy', async () => {
    const asked: unknown[] = []
    const glance: FederalRegister['glance'] = async (actor, q) => {
      asked.push(q)
      return fakeFederal().glance(actor, q)
    }
    const { get } = await visit({}, { glance })
    const { html } = await get('/register?from=2026-01-01&to=2026-11-22')
    expect(asked).to.deep.equal([{ from: '2026-01-01', to: '2026-11-22' }])
    expect(html).to.include('2 строки не пройдут в ФРДО: ')
    expect(html).to.include('не заполнено: СНИЛС (2), фамилия в дипломе (1); с ошибкой: СНИЛС (1). ')
    expect(html).to.match(/register\/federal\?from=2026-01-01&amp;to=2026-11-22#documents">Исправить/)
    await site.close()
    const none = { checked: 5, isAll: true, lacking: 0, faults: [] }
    expect((await (await visit({}, { glance: async () => none })).get('/register')).html).not.to.include(
      'ФРДО:',
    )
  })

  it('offers on a card what the document’s state allows', async () => {
    const { get } = await visit()
    const offered = async (id: string) =>
      [...(await get(`/register/${id}`)).html.matchAll(/id="act-(\w+)"/g)].map(match => match[1])
    expect(await offered('cert-1')).to.deep.equal(['deliver', 'duplicate', 'exchange', 'correct', 'annul'])
    expect(await offered('cert-2')).to.deep.equal(['correct'])
    expect(await offered('cert-3')).to.deep.equal(['duplicate', 'exchange', 'correct', 'annul'])
    expect(await offered('cert-4')).to.deep.equal([])
    expect(await offered('cert-5')).to.deep.equal(['spoil'])
  })

  it('has no page for what the state does not allow', async () => {
    const { get } = await visit()
    expect((await get('/register/cert-2/annul')).status).to.equal(303)
    expect((await get('/register/cert-1/nothing')).status).to.equal(404)
  })

  it('annuls only with a reason and after the consequences were ticked', async () => {
    const { post } = await visit({
      annulCertificate: noting('annulCertificate', 1) as Credits['annulCertificate'],
    })
    const refused = await post('/register/cert-1/annul', { reason: '' })
    expect(refused.status).to.equal(422)
    expect(plain(await refused.text()))
      .to.include('Последствия понятны')
      .and.include('id="understood"')
    expect(asked).to.deep.equal([])
    const done = await post('/register/cert-1/annul', { reason: 'ошибка в часах', understood: 'yes' })
    expect(done.headers.get('location')).to.match(/\/register\/cert-2\?done=annul$/)
    expect(asked).to.deep.equal([
      { method: 'annulCertificate', input: { certificateId: 'cert-1', reason: 'ошибка в часах' } },
    ])
  })

  it('takes the reasons of a loss as the federal lists have them, and no other', async () => {
    const { post } = await visit({
      duplicateCertificate: noting('duplicateCertificate', 2) as Credits['duplicateCertificate'],
    })
    expect((await post('/register/cert-1/duplicate', { reason: 'dog' })).status).to.equal(422)
    const done = await post('/register/cert-1/duplicate', { reason: 'police', note: '№ 7', destroyed: 'yes' })
    expect(done.headers.get('location')).to.match(/cert-3\?done=duplicate$/)
    expect(asked[0]?.input).to.deep.equal({
      ...{ certificateId: 'cert-1', reason: 'police', note: '№ 7', destroyed: true },
    })
  })

  it('asks for day and way of a delivery', async () => {
    const { post } = await visit({ recordDelivery: noting('recordDelivery') as Credits['recordDelivery'] })
    const refused = plain(await (await post('/register/cert-1/deliver', { on: '' })).text())
    expect(refused).to.include('href="#on"').and.include('href="#way"')
    await post('/register/cert-1/deliver', { on: '2026-11-21', way: 'post' })
    expect(asked[0]?.input).to.deep.equal({ certificateId: 'cert-1', on: '2026-11-21', way: 'post' })
  })

  it('gives the federal file in a tab of its own to whoever is in a frame: marked, it must arrive', async () => {
    const { get } = await visit()
    const path = '/register/federal?from=2026-01-01&to=2026-11-22'
    const { html } = await get(path, { 'sec-fetch-dest': 'iframe' })
    expect(html).not.to.include('federal/export')
    expect(html).to.match(
      /name="path" value="\/register\/federal\?from=2026-01-01&amp;to=2026-11-22"\/?><button type="submit" class="main">Скачать в новой вкладке/,
    )
  })

  it('says what is not filled in as one list, and what is wrong line by line', async () => {
    const { get } = await visit()
    const { html } = await get('/register/federal')
    expect(html).to.match(/<p>Не заполнено: [^<]+, [^<]+\.<\/p>/)
    expect(html).not.to.include(': не заполнено<')
  })

  it('counts the rows of a period before it gives the file, and refuses dates out of order', async () => {
    const { get, post } = await visit()
    expect((await get('/register/federal')).html).to.not.include('export-now')
    expect((await get('/register/federal?from=2026-02-01&to=2026-01-01')).status).to.equal(422)
    const { html } = await get('/register/federal?from=2026-01-01&to=2026-11-22')
    expect(html).to.include('В файл войдёт 0 строк, не войдут 1').and.include('export-now')
    const file = await post('/register/federal/export', { from: '2026-01-01', to: '2026-11-22' })
    expect(file.headers.get('content-disposition')).to.include('frdo-2026-01-01-2026-11-22.xlsx')
    expect(file.headers.get('content-type')).to.include('spreadsheetml')
  })

  it('keeps what was typed when a person’s data do not hold, and names the field', async () => {
    const { post } = await visit(
      {},
      {
        saveEducation: async () => {
          throw new InvalidInputError('no', [{ path: 'citizenship', message: 'three digits' }])
        },
      },
    )
    const answer = await post('/register/federal/people/p-kovaleva', {
      version: '0',
      citizenship: 'RU',
      diplomaNumber: '12 34',
    })
    const html = plain(await answer.text())
    expect(answer.status).to.equal(422)
    expect(html).to.include('href="#citizenship"').and.include('value="RU"').and.include('value="12 34"')
  })
})
