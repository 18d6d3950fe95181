import { expect } from 'chai'
import type { Connection } from '#store/ports/connections'
import { sampleRun } from '#tests/integration/store/samples'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { anActor, HERE, useCredits, type World } from './use-credits.ts'

async function aConnection(w: World, deployments: string[]): Promise<Connection> {
  const connection: Connection = {
    id: unique('connection'),
    name: unique('moodle'),
    title: `Moodle ${unique('№')}`,
    type: 'moodle',
    settings: {},
    sealedSecrets: 'v1.x',
    deployments,
    createdAt: '2026-01-01T00:00:00.000Z',
  }
  await w.stores.connections.create(connection)
  return connection
}

const from = (connectionId: string) => ({
  origin: { type: 'completion', connectionId, completionKey: unique('key'), revision: 1 } as const,
})

describe("the curator's queue", () => {
  const world = useCredits()

  it('groups by event, names learner and source, and tells what wants the eye', async () => {
    const w = world()
    const connection = await aConnection(w, [HERE])
    await w.stores.runs.create(
      sampleRun({ connectionId: connection.id, status: 'done', finishedAt: '2026-11-21T00:00:00.000Z' }),
    )
    const programme = await w.programme()
    const [anna, oleg] = [await w.enrol(programme), await w.enrol(programme)]
    for (const each of [anna, oleg]) await w.entries(each, ['M1'], from(connection.id))
    const [odd] = await w.entries(oleg, ['M3'], { ...from('unknown'), hours: 1600 as never })
    const curator = anActor(['curator'], { personId: oleg.learnerId })
    const view = await w.credits.listQueue(curator, { programmeId: programme.id })
    expect(view.groups.map(group => [group.module.id, group.source, group.rows.length])).to.deep.equal([
      ['M1', connection.title, 2],
      ['M3', 'unknown', 1],
    ])
    const [first, second] = view.groups
    expect(first?.rows.map(row => row.own).sort()).to.deep.equal([false, true])
    expect(first?.rows[0]?.learner).to.include({ familyName: 'Сидорова' }).and.not.have.property('email')
    expect(first?.rows[0]).to.deep.include({ remarks: [], tariffHours: null })
    expect(second?.rows[0]?.entry.id).to.equal(odd?.id)
    expect(second?.rows[0]?.tariffHours).to.equal(2400)
    expect(second?.rows[0]?.remarks.map(remark => remark.id)).to.deep.equal(['hours-differ-from-tariff'])
    expect(view.sources).to.deep.include({
      id: connection.id,
      title: connection.title,
      lastRunAt: '2026-11-21T00:00:00.000Z',
      nextRunAt: null,
    })
    expect(view.waiting).to.deep.equal({ count: 3, more: false })
    expect(view.modules.map(({ id }) => id)).to.deep.equal(programme.modules.map(({ id }) => id))
    const one = await w.credits.listQueue(curator, { programmeId: programme.id, moduleId: 'M3' })
    expect([one.waiting.count, one.groups.map(group => group.module.id)]).to.deep.equal([1, ['M3']])
    expect(view.next).to.equal(null)
  })

  it('tells when the next import begins once nothing waits', async () => {
    const w = world()
    const connection = await aConnection(w, [HERE])
    const { id: programmeId } = await w.programme()
    const nextRunAt = new Date('2026-11-22T11:00:00.000Z')
    await w.store.connection.collection('agendaJobs').insertMany([
      { name: 'pull-connection', data: { connectionId: connection.id }, nextRunAt },
      { name: 'pull-connection', data: { connectionId: unique('other') }, nextRunAt },
    ])
    const { sources } = await w.credits.listQueue(anActor(['curator']), { programmeId })
    expect(sources.find(({ id }) => id === connection.id)?.nextRunAt).to.equal(nextRunAt.toISOString())
  })

  it('tells on the first day who learns and what each source said, never afterwards', async () => {
    const w = world()
    const scope = [unique('deployment')]
    const connection = await aConnection(w, scope)
    const programme = await w.programme({ deployments: scope })
    const enrolment = await w.enrol(programme)
    const curator = anActor(['curator'], { scope })
    const first = (await w.credits.listQueue(curator, {})).firstDay
    expect(first).to.deep.equal({
      learners: { count: 1, more: false },
      sources: [{ title: connection.title, completions: 0 }],
    })
    const [entry] = await w.entries(enrolment, ['M1'])
    await w.credits.rejectEntries(curator, { entryIds: [String(entry?.id)], reason: 'нет' })
    const later = await w.credits.listQueue(curator, {})
    expect([later.waiting.count, later.firstDay]).to.deep.equal([0, null])
  })

  it('keeps a correction in the roster of its event, in the order of names', async () => {
    const w = world()
    const connection = await aConnection(w, [HERE])
    const programme = await w.programme()
    const curator = anActor(['curator'])
    const named = (familyName: string) => w.enrol(programme, { person: { familyName, givenName: 'Анна' } })
    const [last, first, middle] = [await named('Яковлева'), await named('Алексеева'), await named('Ёлкина')]
    for (const each of [last, first]) await w.entries(each, ['M1'], from(connection.id))
    const [wrong] = await w.entries(middle, ['M1'], from(connection.id))
    await w.credits.correctEntry(curator, {
      entryId: String(wrong?.id),
      hours: 1000 as never,
      reason: 'ведомость',
    })
    const { groups } = await w.credits.listQueue(curator, { programmeId: programme.id })
    expect(groups.map(group => [group.source, group.rows.map(row => row.learner.familyName)])).to.deep.equal([
      [connection.title, ['Алексеева', 'Ёлкина', 'Яковлева']],
    ])
  })

  it('gives each entry once over its pages', async () => {
    const w = world()
    const programme = await w.programme()
    const enrolment = await w.enrol(programme)
    const entries = await w.entries(enrolment, ['M1', 'M2', 'M3', 'M4', 'M5', 'M5', 'M5'])
    const curator = anActor(['curator'])
    const seen: string[] = []
    let next: Awaited<ReturnType<World['credits']['listQueue']>>['next'] = null
    do {
      const query = { programmeId: programme.id, limit: 3, ...(next && { after: next }) }
      const page = await w.credits.listQueue(curator, query)
      seen.push(...page.groups.flatMap(group => group.rows.map(row => row.entry.id)))
      next = page.next
    } while (next)
    expect(seen.sort()).to.deep.equal(entries.map(entry => entry.id).sort())
  })

  it('is narrowed by name and source, and counts what waits for more than a week', async () => {
    const w = world()
    const programme = await w.programme()
    const anna = await w.enrol(programme, { person: { familyName: 'Ёжикова', givenName: 'Анна' } })
    const oleg = await w.enrol(programme, { person: { familyName: 'Орлов', givenName: 'Олег' } })
    await w.entries(anna, ['M1'], { ...from('c-one'), createdAt: '2026-11-15T08:59:59.999Z' })
    await w.entries(oleg, ['M1'], { ...from('c-two'), createdAt: '2026-11-15T09:00:00.000Z' })
    const curator = anActor(['curator'])
    const list = (query: object) => w.credits.listQueue(curator, { programmeId: programme.id, ...query })
    const learners = async (query: object) =>
      (await list(query)).groups.flatMap(group => group.rows.map(row => row.learner.familyName))
    expect(await learners({ text: 'ежик' })).to.deep.equal(['Ёжикова'])
    expect(await learners({ connectionId: 'c-two' })).to.deep.equal(['Орлов'])
    expect(await learners({ text: 'нет такого' })).to.deep.equal([])
    expect(await learners({ text: '  ' })).to.have.length(2)
    const all = await list({})
    expect(all.late).to.deep.equal({ count: 1, more: false })
    const late = await list({ late: true })
    expect([late.waiting.count, late.late.count]).to.deep.equal([1, 1])
    expect(await learners({ late: true })).to.deep.equal(['Ёжикова'])
  })

  it('is narrowed by a text that means a module, and its bulk action with it', async () => {
    const w = world()
    const programme = await w.programme()
    const modules = programme.modules.map(({ id, title }) => [id, title])
    const [anna, oleg] = [await w.enrol(programme), await w.enrol(programme)]
    await w.entries(anna, ['M1', 'M2'])
    await w.entries(oleg, ['M2'])
    const curator = anActor(['curator'])
    const title = String(modules.find(([id]) => id === 'M2')?.[1])
    const query = { programmeId: programme.id, text: ` ${title.toUpperCase().slice(2)} ` }
    const view = await w.credits.listQueue(curator, query)
    expect(view.groups.map(({ module, rows }) => [module.id, rows.length])).to.deep.equal([
      ['M2', 1],
      ['M2', 1],
    ])
    expect(view.waiting).to.deep.equal({ count: 2, more: false })
    const selection = { ...query, seenAt: '2026-11-22T09:00:00.000Z', except: [] }
    const { done } = await w.credits.confirmAll(curator, selection)
    expect(done).to.have.length(2)
    expect((await w.credits.listQueue(curator, { programmeId: programme.id })).waiting.count).to.equal(1)
  })

  it('says how many an event has by its source, also those that were decided on', async () => {
    const w = world()
    const connection = await aConnection(w, [HERE])
    const programme = await w.programme()
    const [first] = await w.entries(await w.enrol(programme), ['M1'], from(connection.id))
    await w.entries(await w.enrol(programme), ['M1'], from(connection.id))
    await w.entries(await w.enrol(programme), ['M1'])
    const curator = anActor(['curator'])
    await w.credits.rejectEntries(curator, { entryIds: [String(first?.id)], reason: 'нет' })
    const { groups } = await w.credits.listQueue(curator, { programmeId: programme.id })
    expect(
      groups.map(({ source, reported, rows }) => [source, reported?.count, rows.length]),
    ).to.deep.include.members([[connection.title, 2, 1]])
  })

  it('shows only programmes and sources of the scope', async () => {
    const w = world()
    const scope = [unique('deployment')]
    const foreign = await w.programme({ deployments: ['elsewhere'] })
    await w.entries(await w.enrol(foreign), ['M1'])
    await aConnection(w, ['elsewhere'])
    const mine = await aConnection(w, scope)
    const curator = anActor(['curator'], { scope })
    const view = await w.credits.listQueue(curator, {})
    expect([view.groups, view.programmes, view.waiting.count]).to.deep.equal([[], [], 0])
    expect(view.sources.map(source => source.id)).to.deep.equal([mine.id])
    expect(await codeOf(w.credits.listQueue(curator, { programmeId: foreign.id }))).to.equal('not_found')
  })

  it('says of an event that a page cuts in two how many more of it there are, and of no other', async () => {
    const w = world()
    const programme = await w.programme()
    for (let i = 0; i < 3; i++) await w.entries(await w.enrol(programme), ['M1', 'M2'])
    const curator = anActor(['curator'])
    const restOf = async (query: object) =>
      (await w.credits.listQueue(curator, { programmeId: programme.id, ...query })).groups.map(
        ({ module, rest }) => [module.id, rest?.count ?? null],
      )
    expect(await restOf({ limit: 2 })).to.deep.include(['M1', 1])
    expect(await restOf({ limit: 3 })).to.deep.equal((await restOf({ limit: 3 })).map(([id]) => [id, null]))
    expect(await restOf({ limit: 4 })).to.deep.include(['M2', 2])
    expect(await restOf({ limit: 50 })).to.not.deep.include(['M2', 1])
  })

  it('is narrowed by a text that means an event of no module, known by its own title alone', async () => {
    const w = world()
    const programme = await w.programme()
    const enrolment = await w.enrol(programme)
    const own = {
      moduleId: 'own-1',
      title: 'Областной форум «Школа будущего»',
      origin: { type: 'paper' },
    } as const
    const [entry] = await w.entries(enrolment, ['M1'], own)
    await w.entries(enrolment, ['M2'])
    const curator = anActor(['curator'])
    const query = { programmeId: programme.id, text: 'ФОРУМ школа' }
    const { groups, waiting } = await w.credits.listQueue(curator, query)
    expect(groups.flatMap(({ rows }) => rows.map(row => row.entry.id))).to.deep.equal([entry?.id])
    expect(waiting.count).to.equal(1)
    const selection = { ...query, seenAt: '2026-11-22T09:00:00.000Z', except: [] }
    const { done, refused } = await w.credits.confirmAll(curator, selection)
    expect([...done, ...refused.map(({ entryId }) => entryId)]).to.deep.equal([entry?.id])
  })

  it('is counted for a menu by one look at its index, in the programmes of the course alone', async () => {
    const w = world()
    const scope = [unique('deployment')]
    const programme = await w.programme({ deployments: scope })
    await w.entries(await w.enrol(programme), ['M1', 'M2'])
    const curator = anActor(['curator'], { scope })
    expect(await w.credits.countWaiting(curator)).to.deep.equal({ count: 2, more: false })
    const [entry] = await w.entries(await w.enrol(programme), ['M3'])
    await w.credits.rejectEntries(curator, { entryIds: [String(entry?.id)], reason: 'нет' })
    expect(await w.credits.countWaiting(curator)).to.deep.equal({ count: 2, more: false })
    expect(await codeOf(w.credits.countWaiting(anActor(['learner'])))).to.equal('forbidden')
  })

  it('is empty for the instructor of a course that is none of the programme’s', async () => {
    const w = world()
    const programme = await w.programme({ contexts: ['17'] })
    const [entry] = await w.entries(await w.enrol(programme), ['M1'])
    const of = (context: string) => anActor(['curator'], { context })
    const queueOf = async (curator: ReturnType<typeof of>) =>
      (await w.credits.listQueue(curator, { limit: 200 })).programmes.map(({ id }) => id)
    expect(await queueOf(of('17'))).to.include(programme.id)
    expect(await queueOf(of('18'))).not.to.include(programme.id)
    const refused = await w.credits.confirmEntries(of('18'), { entryIds: [entry?.id ?? ''] })
    expect(refused.refused.map(({ code }) => code)).to.deep.equal(['not_found'])
  })
})
