import { expect } from 'chai'
import { createRuns } from '#administration/runs'
import type { Actor } from '#domain/access/actor'
import { buildSetup, buildSync } from '#tests/integration/administration/build-setup'
import { sampleRun } from '#tests/integration/store/samples'
import { useStores } from '#tests/integration/store/use-stores'
import { openSite, type Site } from '#tests/unit/http/support/fakes'
import { formOf, type Visit, visit } from './visit.ts'

const NOW = new Date('2026-11-22T03:04:00.000Z')
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')

describe('schedule and rules of a source', () => {
  const store = useStores()
  const actor: Actor = {
    ...{ personId: 'a', name: 'А', roles: ['administrator'] },
    scope: ['https://lms.example|client|1'],
  }
  let site: Site
  let person: Visit
  let setup: ReturnType<typeof buildSetup>

  beforeEach(async () => {
    const { stores } = store()
    setup = buildSetup(stores, () => NOW)
    const sync = buildSync(stores, () => NOW)
    site = await openSite({ setup, admin: createRuns({ ...stores, sync, everyMinutes: 45 }) })
    person = await visit(site, ['administrator'], 'a', 'ru', 'А')
  })
  afterEach(() => site.close())

  const draft = (type: 'moodle' | 'portal') =>
    setup.draft(actor, {
      ...{ type, title: 'Источник', settings: { url: 'http://127.0.0.1:9' } },
      secrets: { token: 'key' },
    })
  const pathOf = ({ id }: { id: string }) => `/admin/connections/${id}`
  const form = async (at: string) => formOf((await person.get(at)).html, 'name="version"')

  it('shows what holds, keeps what was changed, and an empty field lets the default hold again', async () => {
    const connection = await draft('moodle')
    const at = `${pathOf(connection)}/setup/schedule`
    expect(plain((await person.get(at)).html)).to.include('как на всём сайте, 45.')
    const opened = await form(at)
    expect(opened).to.include({ pullEveryMinutes: '', fullEveryDays: '7', overlapDays: '1', timeZone: '' })
    await person.post(at, { ...opened, fullEveryDays: '30', timeZone: 'Asia/Omsk' })
    const { settings, changed } = await setup.read(actor, connection.id)
    expect(settings).to.deep.include({ fullEveryDays: 30, timeZone: 'Asia/Omsk', pageSize: 250 })
    expect(settings, 'what nobody changed').not.to.have.any.keys('overlapDays', 'pullEveryMinutes')
    expect(changed?.action).to.equal('settings')
    await person.post(at, { ...(await form(at)), fullEveryDays: '' })
    expect((await setup.read(actor, connection.id)).settings).not.to.have.property('fullEveryDays')
    expect(await form(at)).to.include({ fullEveryDays: '7' })
  })

  it('names each field that does not hold, keeps what was typed, and stores nothing', async () => {
    const connection = await draft('portal')
    const at = `${pathOf(connection)}/setup/schedule`
    const typed = {
      removalCeilingPercent: '120',
      pullEveryMinutes: 'часто',
      timeZone: 'Mars',
      acceptMeasuredHours: 'yes',
    }
    const refused = await person.post(at, { ...(await form(at)), ...typed })
    expect(refused.status).to.equal(422)
    for (const words of ['Укажите число от 0 до 100', 'Укажите число минут от 5', 'Такого пояса нет'])
      expect(plain(refused.html).split(words), words).to.have.length(3)
    expect(formOf(refused.html, 'name="version"')).to.include(typed)
    expect((await setup.read(actor, connection.id)).settings).not.to.have.property('acceptMeasuredHours')
  })

  it('asks a portal nothing of full passes, and keeps its ticks', async () => {
    const connection = await draft('portal')
    const at = `${pathOf(connection)}/setup/schedule`
    const opened = await form(at)
    expect(opened).not.to.have.any.keys('fullEveryDays', 'overlapDays')
    await person.post(at, { ...opened, acceptMeasuredHours: 'yes' })
    expect((await setup.read(actor, connection.id)).settings.acceptMeasuredHours).to.equal(true)
    const { acceptMeasuredHours: _, ...unticked } = await form(at)
    await person.post(at, unticked)
    expect((await setup.read(actor, connection.id)).settings.acceptMeasuredHours).to.equal(false)
  })

  it('is told on the page of a source, with the last full pass', async () => {
    const connection = await draft('moodle')
    const { stores } = store()
    const full = sampleRun({ connectionId: connection.id, mode: 'full', status: 'done', progress: 1 })
    await stores.runs.create({ ...full, startedAt: '2026-11-20T11:00:00.000Z' })
    await setup.enable(actor, connection)
    const told = plain((await person.get(pathOf(connection))).html)
    expect(told).to.include('Загружается сама раз в 45 минут.')
    expect(told).to.include('Полная загрузка — раз в 7 дней. Последняя полная: 20.11.2026, 18:00.')
  })
})
