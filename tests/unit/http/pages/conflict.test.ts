import { expect } from 'chai'
import type { Meanwhile } from '#domain/changes/meanwhile'
import { ConflictError } from '#domain/errors'
import { pageBehind } from '#http/again'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { fakeKeeping, fakeWriting } from '../support/keeping.ts'

const meanwhile: Meanwhile = {
  ...{ byName: 'Белова Ирина Олеговна', at: '2026-11-22T03:04:00.000Z', action: 'corrected', version: 3 },
  differences: [{ field: 'sign', was: 'curator', now: 'head, methodist' }],
}
const conflict = (met: Meanwhile) => () =>
  Promise.reject(new ConflictError('changed', {}, { meanwhile: met }))
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')
const SENT = { enter: ['curator'], sign: ['curator'], basis: 'приказ № 7', after: '1' }

describe('a form that somebody else overtook', () => {
  let site: Site
  let cookie: string

  async function open(met: Meanwhile = meanwhile) {
    site = await openSite({ keeping: fakeKeeping({ writing: fakeWriting({ save: conflict(met) }) }) })
    cookie = (await site.enter({ roles: ['administrator'] })).cookie
  }
  afterEach(() => site.close())

  it('says who, when and what changed, before and after', async () => {
    await open()
    const response = await site.post('/admin/writing/prog-1', SENT, cookie)
    const html = await response.text()
    expect(response.status).to.equal(409)
    expect(plain(html))
      .to.include(
        'изменения внёс другой человек: Белова Ирина Олеговна, сегодня, 10:04. Что сделано: исправлено.',
      )
      .and.to.include('Вот что изменилось.')
      .and.to.match(/Кто подписывает было [^<]*куратор[^<]* стало /i)
    expect(html).to.include('<del>').and.to.include('<ins>')
  })

  it('keeps what was typed and offers to keep theirs or to put mine on top', async () => {
    await open()
    const html = await (await site.post('/admin/writing/prog-1', SENT, cookie)).text()
    expect(plain(html)).to.include('приказ № 7')
    expect(html).to.match(/<form[^>]*action="[^"]*\/admin\/writing\/prog-1"/)
    expect(html).to.include('name="basis" value="приказ № 7"').and.to.include('name="after" value="3"')
    expect(html).to.match(/<a class="button" href="[^"]*\/admin\/writing\/prog-1">Оставить как стало/)
  })

  it('offers only to look where nothing can be put on top', async () => {
    const { version: _, ...final } = meanwhile
    await open(final)
    const html = await (await site.post('/admin/writing/prog-1', SENT, cookie)).text()
    expect(html).to.include('Оставить как стало').and.to.not.include('Применить моё поверх')
    expect(plain(html)).to.include('приказ № 7')
  })

  it('answers a program with the same facts', async () => {
    const credits = fakeCredits({ correctEntry: conflict(meanwhile) })
    site = await openSite({ credits })
    cookie = (await site.enter({ roles: ['curator'] })).cookie
    const response = await fetch(`${site.url}/api/v1/entries/e9/correct`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ reason: 'x', hours: '8' }),
    })
    const { error } = (await response.json()) as { error: Record<string, unknown> }
    expect([response.status, error.code]).to.deep.equal([409, 'conflict'])
    expect(error.meanwhile).to.deep.equal(meanwhile)
  })
})

describe('the page behind a form', () => {
  const PAGES: [form: string, page: string][] = [
    ['/admin/writing/p1', '/admin/writing/p1'],
    ['/learners/a/records/r1/correct?programme=p', '/learners/a/records/r1?programme=p'],
    ['/book/records/r1/withdraw?programme=p', '/book/records/r1?programme=p'],
    ['/learners/a/entries/e1/tariff?programme=p', '/learners/a/entries/e1?programme=p'],
    ['/learners/a/duplicate?programme=p', '/learners/a/duplicate?programme=p'],
    ['/routes/r1/items/i1/order', '/routes/r1'],
    ['/register/c1/annul', '/register/c1'],
    ['/matching/m/s/aside', '/matching'],
    ['/admin/people/merges/m1/undo', '/admin/people/merges'],
    ['/admin/people/a1/end', '/admin/people'],
    ['/admin/connections/c1/setup/scope', '/admin/connections/c1/setup/scope'],
    ['/admin/connections/c1/off', '/admin/connections/c1/setup'],
    ['/admin/connections/c1/import', '/admin/connections/c1/setup/preview'],
    ['/admin/runs/r1/keep', '/admin/runs/r1'],
    ['/admin/courses/g1/gone', '/admin/courses/g1'],
    ['/reports/organisations/visit', '/reports/organisations'],
  ]
  for (const [form, page] of PAGES)
    it(`of ${form} is ${page}`, () => {
      expect(pageBehind(form)).to.equal(page)
    })
})
