import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import { InvalidInputError } from '#domain/errors'
import { openSite, type Site } from '../support/fakes.ts'
import { batchView, fakeIssuing } from '../support/issuing.ts'

const plain = (html: string) => html.replaceAll('\u00a0', ' ')

describe('the pages of batches', () => {
  let site: Site
  let cookie: string
  let base: string
  const saved: unknown[] = []
  const started: unknown[] = []
  let works = 0

  before(async () => {
    site = await openSite({
      issuing: fakeIssuing({
        savePolicy: async (who, input) => {
          if (input.orderValidDays === 9999) throw new InvalidInputError('days', [])
          saved.push(input)
          return {
            id: input.programmeId,
            mode: input.mode,
            setBy: who.personId,
            setByName: who.name,
            setAt: '',
          }
        },
        start: async (_who, input) => {
          if (input.order?.on === '2030-01-01') throw new InvalidInputError('the order', [])
          started.push(input)
          return batchView().batch
        },
        work: async () => {
          works += 1
          throw new Error('the worker died')
        },
      }),
    })
    const session = await site.enter({ roles: ['issuer'] })
    cookie = session.cookie
    base = session.base
  })
  after(() => site.close())
  beforeEach(() => {
    saved.length = 0
    started.length = 0
    works = 0
  })
  const post = (path: string, form: Record<string, string | string[]>) => site.post(base + path, form, cookie)

  it('say that nobody was ticked instead of making an empty batch', async () => {
    const to = (await post('/issue/choose', {})).headers.get('location') ?? ''
    const html = plain(await (await site.get(to, cookie)).text())
    expect(html).to.include('Отметьте хотя бы одного слушателя')
  })

  it('begin the work at once and outlive its failure: a worker goes on', async () => {
    const answer = await post('/issue/drafts/draft-1', { checked: 'yes' })
    expect(answer.headers.get('location')).to.equal(`${base}/issue/batches/draft-1`)
    expect([works, started.length]).to.deep.equal([1, 1])
  })

  it('ask for number and day of an order together, and for a day that has come', async () => {
    for (const order of [
      { orderNumber: '17-к', orderDate: '' },
      { orderNumber: '', orderDate: '2026-11-20' },
      { orderNumber: '17-к', orderDate: '2030-01-01' },
    ]) {
      const answer = await post('/issue/drafts/draft-1', { checked: 'yes', ...order })
      expect(answer.status).to.equal(422)
      expect(plain(await answer.text())).to.include('Укажите и номер, и дату приказа')
    }
    expect([started, works]).to.deep.equal([[], 0])
  })

  it('ask for the order where nothing else is missing, and warn of a missing consent', async () => {
    const check = fakeIssuing().check
    const begun: unknown[] = []
    const other = await openSite({
      issuing: fakeIssuing({
        check: async (who, id) => {
          const { batch, ready } = await check(who, id)
          const lacking = ready.slice(0, 2).map(row => ({ ...row, lacksConsent: true }))
          return { batch, ready: [], awaitOrder: lacking, leftOut: [] }
        },
        start: async (_who, input) => {
          begun.push(input)
          return batchView().batch
        },
      }),
    })
    const { cookie: own, base: at } = await other.enter({ roles: ['issuer'] })
    const path = `${at}/issue/drafts/draft-1`
    const html = plain(await (await other.get(path, own)).text())
    expect(html).to.include('Не хватает только приказа').and.include('Выдать 2 удостоверения')
    expect(html).to.include('Без согласия на обработку персональных данных: 2')
    const refused = await other.post(path, { checked: 'yes' }, own)
    expect([refused.status, begun]).to.deep.equal([422, []])
    await other.post(path, { checked: 'yes', orderNumber: '17-к', orderDate: '2026-11-20' }, own)
    expect(begun).to.deep.equal([{ batchId: 'draft-1', order: { number: '17-к', on: '2026-11-20' } }])
    await other.close()
  })

  it('say before anything is issued how many are ready, how many are left out, and why', async () => {
    const html = plain(await (await site.get(`${base}/issue/drafts/draft-1`, cookie)).text())
    expect(/<p class="lead">([^<]*)/.exec(html)?.[1]).to.equal(
      '19 готовы, 2 исключены (не хватает часов; не пройдены обязательные модули; это ваше собственное удостоверение).',
    )
  })

  it('tell of each refusal what stopped it and what to do, and refresh without script until the end', async () => {
    const open = plain(await (await site.get(`${base}/issue/batches/ib-1`, cookie)).text())
    expect(open).to.include('Нет приказа о выдаче; Не хватает часов').and.include('Что делать')
    expect(open).to.include('<noscript><meta http-equiv="refresh"').and.include('hx-trigger="every 2s"')
    const done = await (await site.get(`${base}/issue/batches/ib-2`, cookie)).text()
    expect(done).to.not.include('http-equiv="refresh"').and.not.include('hx-trigger')
    expect((await site.get(`${base}/issue/batches/gone`, cookie)).status).to.equal(404)
  })

  it('give all PDFs of a batch as one file', async () => {
    const answer = await site.get(`${base}/issue/batches/ib-1/pdf.zip`, cookie)
    expect(answer.headers.get('content-type')).to.equal('application/zip')
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    expect(Object.keys(files)).to.deep.equal(['ПК-2026-000101.pdf'])
    expect(strFromU8(files['ПК-2026-000101.pdf'] ?? new Uint8Array())).to.equal('%PDF-1.7 test')
  })

  it('keep a rule by programme, and refuse days that are none', async () => {
    const rule = { programme: 'prog-1', mode: 'automatic', version: '2' }
    const done = await post('/issue/rules', { ...rule, days: '30', consent: 'yes' })
    expect(done.headers.get('location')).to.match(/\/issue\/rules\?saved=yes$/)
    await post('/issue/rules', { ...rule, days: '' })
    expect(saved).to.deep.equal([
      { programmeId: 'prog-1', mode: 'automatic', orderValidDays: 30, consentRequired: true, seen: 2 },
      { programmeId: 'prog-1', mode: 'automatic', consentRequired: false, seen: 2 },
    ])
    const refused = await post('/issue/rules', { ...rule, days: '9999' })
    expect(refused.status).to.equal(422)
    expect(plain(await refused.text())).to.include('href="#days-prog-1"')
  })
})
