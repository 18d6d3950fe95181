import { expect } from 'chai'
import { ConflictError, InvalidInputError } from '#domain/errors'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeConsents, fakePersonalData } from '../support/own-data.ts'

const REWORDED = {
  ...{ byName: 'ТГПУ, Томск', at: '2027-01-01', action: 'reworded' },
  differences: [{ field: 'ru', was: 'Согласен на письма', now: 'Согласен на письма и отчёты' }],
}

describe('documents and data', () => {
  let site: Site
  const called: unknown[] = []
  before(async () => {
    const consents = fakeConsents({
      decide: async (_actor, input) => {
        if (input.version === 'old') throw new ConflictError('reworded', {}, { meanwhile: REWORDED })
        called.push(input)
        return {} as never
      },
      recordPaper: async (_actor, input) => {
        if (input.paper.trim() === '')
          throw new InvalidInputError('no', [{ path: 'paper', message: '1 to 300' }])
        called.push(input)
        return {} as never
      },
    })
    const erase = fakePersonalData().erase
    const personalData = fakePersonalData({
      erase: async (actor, input) => {
        called.push(input)
        return erase(actor, input)
      },
    })
    site = await openSite({ consents, personalData })
  })
  after(() => site.close())
  const enter = async (role: 'learner' | 'administrator' = 'learner') =>
    (await site.enter({ roles: [role] })).cookie

  /** Words that must not part are tied. */
  const textOf = async (path: string, cookie: string) =>
    (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')

  it('show another wording that began to hold before the agreement, and record nothing', async () => {
    const cookie = await enter()
    const sent = { given: 'yes', version: 'old' }
    const before = called.length
    const response = await site.post('/documents/consents/email', sent, cookie)
    const html = (await response.text()).replaceAll('\u00a0', ' ')
    expect([response.status, called.length]).to.deep.equal([409, before])
    expect(html.replace(/<[^>]+>/g, ''))
      .to.include('С 01.01.2027 действует другая формулировка: ТГПУ, Томск.')
      .and.include('Согласен на письма и отчёты')
    expect(html, 'decides again').to.match(/name="given" value="yes"/)
  })

  it('give each document as PDF, as credential and as a link that can be copied', async () => {
    const cookie = await enter()
    const html = await (await site.get('/documents', cookie)).text()
    expect(html).to.include('/certificates/cert-1/pdf').and.include('/certificates/cert-1/credential.jwt')
    expect(html).to.match(/readonly value="http:\/\/localhost\/verify\/[\w-]+"/i)
    expect(html).to.include('/book.pdf?programme=').and.include('/book/shares?programme=')
    const file = await site.get('/certificates/cert-1/credential.jwt', cookie)
    expect(file.headers.get('content-disposition')).to.include('attachment')
    expect(await file.text()).to.equal('eyJ.e30.x')
  })

  it('give each confirmed entry and the whole book as a credential, to the learner and to staff', async () => {
    const learner = await enter()
    const page = await (await site.get('/documents', learner)).text()
    expect(page).to.include('/book/credential.jwt?programme=prog-1')
    const entry = await (await site.get('/book/entries/e1', learner)).text()
    expect(entry).to.include('/entries/e1/credential.jwt')
    const waiting = await (await site.get('/book/entries/e9', learner)).text()
    expect(waiting).not.to.include('credential.jwt')
    expect(await (await site.get('/entries/e1/credential.jwt', learner)).text()).to.equal('eyJ.entry.x')
    const own = await site.get('/book/credential.jwt?programme=prog-1', learner)
    expect(own.headers.get('content-disposition')).to.include('credential-own-prog-1.jwt')
    const cookie = (await site.enter({ roles: ['curator'] })).cookie
    const theirs = await site.get('/books/p-kovaleva/credential.jwt?programme=prog-1', cookie)
    expect([theirs.headers.get('content-type'), await theirs.text()]).to.deep.equal([
      'text/plain; charset=utf-8',
      'eyJ.book.x',
    ])
  })

  it('show the wording and what it brings about before a consent is given, in its version', async () => {
    const cookie = await enter()
    const html = await textOf('/documents/consents/employer-reports', cookie)
    expect(html).to.include('name="version" value="2026-09"').and.include('Вы есть в отчётах')
    const response = await site.post(
      '/documents/consents/employer-reports',
      { given: 'yes', version: '2026-09' },
      cookie,
    )
    expect(response.headers.get('location')).to.match(/\/documents\?done=given$/)
    expect(called.at(-1)).to.deep.equal({ purpose: 'employer-reports', given: true, version: '2026-09' })
  })

  it('say what a withdrawal brings about before it is done', async () => {
    const cookie = await enter()
    const html = await textOf('/documents/consents/email?withdraw=yes', cookie)
    expect(html).to.include('Писем больше не будет').and.include('name="given" value="no"')
    await site.post('/documents/consents/email', { given: 'no', version: 'old' }, cookie)
    expect(called.at(-1)).to.deep.equal({ purpose: 'email', given: false })
    expect((await site.post('/documents/consents/other', { given: 'yes' }, cookie)).status).to.equal(404)
  })

  it('note a consent on paper as it says, and nothing from a form that does not say it', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    const path = '/learners/p-kovaleva/consents'
    const form = { purpose: 'email', given: 'no', paper: '№ 7' }
    const noted = await site.post(path, form, cookie)
    expect(noted.headers.get('location')).to.match(/consents\?done=recorded$/)
    const last = { personId: 'p-kovaleva', purpose: 'email', given: false, paper: '№ 7' }
    expect(called.at(-1)).to.deep.equal(last)
    for (const missing of ['given', 'purpose'] as const) {
      const { [missing]: _, ...rest } = form
      expect((await site.post(path, rest, cookie)).status, missing).to.equal(422)
    }
    const refused = await site.post(path, { ...form, paper: ' ' }, cookie)
    expect([refused.status, (await refused.text()).includes('href="#paper"')]).to.deep.equal([422, true])
    expect(called.at(-1)).to.deep.equal(last)
  })

  it('download everything as one file that nothing keeps', async () => {
    const response = await site.get('/data.json', await enter())
    expect(response.headers.get('cache-control')).to.equal('no-store')
    expect(response.headers.get('content-disposition')).to.include('my-data-2026-11-22.json')
    expect(await response.json()).to.have.keys('at', 'Person', 'Session')
  })

  it('erase only with a reason and a tick, and show the record', async () => {
    const cookie = await enter('administrator')
    const before = called.length
    const refused = await site.post('/learners/p-kovaleva/erase', { reason: 'заявление № 7' }, cookie)
    expect([refused.status, called.length]).to.deep.equal([422, before])
    const html = await refused.text()
    expect(html).to.include('href="#sure"').and.include('value="заявление № 7"')
    const done = await site.post(
      '/learners/p-kovaleva/erase',
      { reason: 'заявление № 7', sure: 'yes' },
      cookie,
    )
    expect(done.status).to.equal(200)
    expect(called.at(-1)).to.deep.equal({ personId: 'p-kovaleva', reason: 'заявление № 7' })
  })
})
