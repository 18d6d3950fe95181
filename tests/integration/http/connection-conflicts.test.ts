import { createHash } from 'node:crypto'
import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { buildSetup } from '#tests/integration/administration/build-setup'
import { useStores } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, type Visit, visit } from './visit.ts'

const FIRST = 'Белова Ирина Олеговна'
const NOW = new Date('2026-11-22T03:04:00.000Z')
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')

describe('two administrators on one connection', () => {
  const store = useStores()
  const actor: Actor = {
    ...{ personId: 'a', name: FIRST, roles: ['administrator'] },
    scope: ['https://lms.example|client|1'],
  }
  let site: Site
  let first: Visit
  let second: Visit
  let setup: ReturnType<typeof buildSetup>
  let at: string
  let id: string

  beforeEach(async () => {
    setup = buildSetup(store().stores, () => NOW)
    site = await openSite({ setup })
    first = await visit(site, ['administrator'], 'a', 'ru', FIRST)
    second = await visit(site, ['administrator'], 'b')
    id = (
      await setup.draft(actor, {
        ...{ type: 'moodle', title: 'Moodle ТГПУ', settings: { url: site.url } },
        secrets: { token: 'first-key' },
      })
    ).id
    at = `/admin/connections/${id}/setup`
  })
  afterEach(async () => {
    await site.close()
    const { stores } = store()
    await stores.connections.remove((await stores.connections.byId(id)) ?? { id })
  })

  it('of which the second is told who, when and what, keeps what was typed, and may put it on top', async () => {
    const opened = await second.get(`${at}/scope`)
    await first.post(`${at}/scope`, {
      ...formOf((await first.get(`${at}/scope`)).html, 'name="version"'),
      courses: 'ids:2,3',
    })
    const mine = { ...formOf(opened.html, 'name="version"'), hoursField: 'chasy' }
    const met = await second.post(`${at}/scope`, mine)
    expect(met.status).to.equal(409)
    expect(plain(met.html))
      .to.include(`изменения внёс другой человек: ${FIRST}, сегодня, 10:04. Что сделано: изменены настройки.`)
      .and.to.match(/Какие курсы читать было all стало ids:2,3/)
      .and.to.include('Поле курса с часами: chasy')
    expect(met.html).to.match(new RegExp(`<a class="button" href="[^"]*${at}/scope">Оставить как стало`))
    const again = formOf(met.html, 'name="version"')
    expect((await second.post(`${at}/scope`, again)).status).to.equal(200)
    const { settings, version, changed } = await setup.read(actor, id)
    expect([settings.courses, settings.hoursField, version]).to.deep.equal(['all', ['chasy'], 3])
    expect(changed?.byName).to.equal('Орлова Мария Ильинична')
    expect(plain((await first.get(at)).html)).to.include(
      'изменены настройки, Орлова Мария Ильинична, сегодня',
    )
  })

  it('hears that the key was replaced, never which, and types theirs again', async () => {
    const opened = await second.get(`${at}/address`)
    await first.post(`${at}/address`, {
      ...formOf((await first.get(`${at}/address`)).html, 'name="version"'),
      token: 'second-key',
    })
    const met = await second.post(`${at}/address`, {
      ...formOf(opened.html, 'name="version"'),
      ...{ title: 'Moodle вуза', token: 'third-key' },
    })
    expect([met.status, plain(met.html).includes('Ключ было — стало ключ заменён')]).to.deep.equal([
      409,
      true,
    ])
    expect(met.html).to.not.match(/first-key|second-key|third-key/)
    expect(met.html).to.match(/<input id="token" name="token" type="password"/)
    await second.post(`${at}/address`, { ...formOf(met.html, 'name="version"'), token: 'third-key' })
    const stands = await setup.read(actor, id)
    expect([stands.title, stands.secretsSet]).to.deep.equal(['Moodle вуза', ['token']])
    const { changes } = (await store().stores.connections.byId(id)) ?? {}
    expect(JSON.stringify(changes)).to.not.match(/-key|v1\./)
  })

  it('does not switch on, import or remove what somebody else has changed since', async () => {
    const page = (await second.get(at)).html
    await first.post(`${at}/scope`, {
      ...formOf((await first.get(`${at}/scope`)).html, 'name="version"'),
      courses: 'ids:2',
    })
    const met = await second.post(`/admin/connections/${id}/on`, formOf(page, 'name="version"'))
    expect([met.status, met.html.includes(`${at}">Оставить как стало`)]).to.deep.equal([409, true])
    expect((await setup.read(actor, id)).state).to.equal('draft')
    expect(await codeOf(setup.remove(actor, { id, version: 1 }))).to.equal('conflict')
    expect(await codeOf(setup.importUpload(actor, { id, version: 1 }))).to.equal('conflict')
    expect(await codeOf(setup.switchOff(actor, { id, version: 1 }))).to.equal('conflict')
  })

  it('removed under a form says who did, keeps what was typed, and another like it is made of that', async () => {
    await setup.change(actor, { id, version: 1 }, { settings: { hoursField: 'chasy' } })
    const [scope, address] = [await second.get(`${at}/scope`), await second.get(`${at}/address`)]
    await first.post(`/admin/connections/${id}/remove`, { version: '2', sure: 'yes' })
    const typed = { ...formOf(scope.html, 'name="version"'), courses: 'ids:7,8' }
    const met = await second.post(`${at}/scope`, typed)
    expect(met.status).to.equal(410)
    expect(plain(met.html))
      .to.include(`Это удалил другой человек: ${FIRST}, сегодня, 10:04.`)
      .and.to.include('Какие курсы читать: ids:7,8')
    const key = await second.post(`${at}/address`, {
      ...formOf(address.html, 'name="version"'),
      ...{ title: 'Moodle вуза', token: 'typed-key' },
    })
    expect(plain(key.html)).to.include('Moodle вуза')
    expect(key.html).to.not.include('typed-key')
    const like = await second.post(
      `/admin/connections/new/moodle/like/${id}`,
      formOf(met.html, 'name="courses"'),
    )
    const form = formOf(like.html, 'name="title"')
    expect([like.status, form.title, form.url]).to.deep.equal([200, 'Moodle ТГПУ', site.url])
    const missed = await second.post('/admin/connections/new/moodle', form)
    expect(missed.status).to.equal(422)
    await second.post('/admin/connections/new/moodle', {
      ...formOf(missed.html, 'name="title"'),
      token: 'new-key',
    })
    const made = (await store().stores.connections.all()).filter(({ title }) => title === 'Moodle ТГПУ')
    expect(made.map(({ settings }) => [settings.courses, settings.hoursField])).to.deep.equal([
      [{ ids: ['7', '8'] }, ['chasy']],
    ])
    for (const each of made) await store().stores.connections.remove(each)
  })

  it('is made once, however often its first step is pressed; typed anew it is another', async () => {
    const form = formOf((await first.get('/admin/connections/new/moodle')).html, 'name="title"')
    const typed = { ...form, title: 'Moodle дважды', url: site.url, token: 'key' }
    const made = async () =>
      (await store().stores.connections.all()).filter(({ title }) => title.startsWith('Moodle дважды'))
    await Promise.all([1, 2, 3].map(() => first.post('/admin/connections/new/moodle', typed)))
    expect(await made()).to.have.length(1)
    await first.post('/admin/connections/new/moodle', { ...typed, title: 'Moodle дважды, другой' })
    expect(await made()).to.have.length(2)
    for (const each of await made()) await store().stores.connections.remove(each)
  })

  it('makes one of many changes at once', async () => {
    const codes = await Promise.all(
      ['a', 'b', 'c', 'd'].map(title => codeOf(setup.change(actor, { id, version: 1 }, { title }))),
    )
    expect(codes.filter(code => code === 'conflict')).to.have.length(3)
    const { changes, version } = (await store().stores.connections.byId(id)) ?? {}
    expect([version, changes?.length]).to.deep.equal([2, 1])
  })

  it('keeps the file that somebody handed in from one that came second', async () => {
    const portal = await setup.draft(actor, { type: 'portal', title: 'Сайт', settings: {}, secrets: {} })
    const file = (name: string) => {
      const bytes = Buffer.from(name)
      return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
    }
    await setup.upload(actor, { id: portal.id, version: 1 }, file('first.csv'))
    expect(await codeOf(setup.upload(actor, { id: portal.id, version: 1 }, file('second.csv')))).to.equal(
      'conflict',
    )
    const met = await second.post(
      `/admin/connections/${portal.id}/upload`,
      { version: '1' },
      { field: 'file', ...file('second.csv') },
    )
    expect([met.status, plain(met.html).includes('Файл было — стало first.csv')]).to.deep.equal([409, true])
    expect((await setup.read(actor, portal.id)).setup?.upload?.name).to.equal('first.csv')
    await setup.remove(actor, { id: portal.id, version: 2 })
  })

  it('saves what changes nothing without a word', async () => {
    const form = formOf((await first.get(`${at}/scope`)).html, 'name="version"')
    expect((await first.post(`${at}/scope`, form)).status).to.equal(200)
    expect(await setup.read(actor, id))
      .to.include({ version: 1 })
      .and.to.not.have.property('changed')
  })
})
