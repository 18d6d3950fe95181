import { expect } from 'chai'
import type { Entry } from '#domain/entries/entry'
import { modelOf } from '#store/models'
import type { QueueCursor, QueueFilter } from '#store/ports/entries'
import { sampleEntry, stepped } from './samples.ts'
import { useStores } from './use-stores.ts'

const ids = (entries: Entry[]) => entries.map(entry => entry.id)
const inOrder = (a: Entry, b: Entry) => {
  const key = (e: Entry) => [e.programmeId, e.moduleId, e.date, e.id].join(' ')
  return key(a) < key(b) ? -1 : 1
}

describe('the queue', () => {
  const store = useStores()
  const entries = () => store().stores.entries
  const waiting: Entry[] = []

  before(async () => {
    for (let i = 0; i < 120; i++) {
      waiting.push(
        sampleEntry({
          id: `q${String((i * 37) % 120).padStart(3, '0')}`,
          learnerId: `l${i % 10}`,
          programmeId: ['p1', 'p2', 'p4'][i % 3] as string,
          moduleId: `M${i % 4}`,
          date: `2026-02-0${1 + (i % 5)}`,
          createdAt: `2026-03-${String(1 + (i % 20)).padStart(2, '0')}T00:00:00.000Z`,
          origin: { type: 'completion', connectionId: `c${i % 2}`, completionKey: `k${i}`, revision: 1 },
        }),
      )
    }
    const done = sampleEntry({ id: 'confirmed', programmeId: 'p1' })
    await entries().insertNew([...waiting, done])
    await entries().transition([{ next: stepped(done, 'confirmed'), from: 'imported', repeatable: false }])
  })

  const page = (filter: QueueFilter, after: QueueCursor | null, limit: number) =>
    entries().queue(filter, after, limit)

  async function allPages(filter: QueueFilter, limit: number): Promise<string[]> {
    const seen: string[] = []
    let cursor: QueueCursor | null = null
    for (;;) {
      const rows: Entry[] = await page(filter, cursor, limit)
      seen.push(...ids(rows))
      const last = rows.at(-1)
      if (!last || rows.length < limit) return seen
      cursor = { programmeId: last.programmeId, moduleId: last.moduleId, date: last.date, id: last.id }
    }
  }

  const expected = (keep: (entry: Entry) => boolean) => ids(waiting.filter(keep).sort(inOrder))

  it('gives every waiting entry once, in order, whatever the page size', async () => {
    const filter = { programmeIds: ['p4', 'p1', 'p3', 'p0'] }
    const all = expected(entry => ['p1', 'p4'].includes(entry.programmeId))
    for (const limit of [1, 7, 40, 500]) expect(await allPages(filter, limit)).to.deep.equal(all)
  })

  it('is narrowed to a source, a module and learners, in pages too', async () => {
    const programmeIds = ['p1', 'p2', 'p4']
    const isC1 = (entry: Entry) => entry.origin.type === 'completion' && entry.origin.connectionId === 'c1'
    expect(await allPages({ programmeIds, connectionId: 'c1' }, 11)).to.deep.equal(expected(isC1))
    expect(await allPages({ programmeIds, moduleId: 'M2' }, 7)).to.deep.equal(
      expected(entry => entry.moduleId === 'M2'),
    )
    expect(await allPages({ programmeIds: ['p1'], learnerIds: ['l3', 'l4'] }, 3)).to.deep.equal(
      expected(entry => entry.programmeId === 'p1' && ['l3', 'l4'].includes(entry.learnerId)),
    )
    expect(await page({ programmeIds: [] }, null, 9)).to.deep.equal([])
    expect(await page({ programmeIds, learnerIds: [] }, null, 9)).to.deep.equal([])
  })

  it('is narrowed to what a text means: learners, modules, each entry once, in pages and counts', async () => {
    const modules = [
      { programmeId: 'p1', moduleId: 'M1' },
      { programmeId: 'p1', moduleId: 'M3' },
      { programmeId: 'p4', moduleId: 'M2' },
    ]
    const meant = { learnerIds: ['l3', 'l4'], modules }
    const isModule = (entry: Entry) =>
      modules.some(each => each.programmeId === entry.programmeId && each.moduleId === entry.moduleId)
    const isMeant = (entry: Entry) => isModule(entry) || ['l3', 'l4'].includes(entry.learnerId)
    const filter = { programmeIds: ['p1', 'p2', 'p4'], meant }
    const all = expected(isMeant)
    for (const limit of [1, 7, 500]) expect(await allPages(filter, limit)).to.deep.equal(all)
    expect(await entries().queueSize(filter, 1000)).to.equal(all.length)
    expect(await entries().queueSize(filter, 5)).to.equal(5)
    const before = '2026-03-06T00:00:00.000Z'
    expect(await entries().queueOlderThan(filter, before, 1000)).to.equal(
      expected(entry => isMeant(entry) && entry.createdAt < before).length,
    )
    const narrow = { ...filter, moduleId: 'M3', learnerIds: ['l3', 'l9'] }
    expect(await allPages(narrow, 2)).to.deep.equal(
      expected(entry => entry.moduleId === 'M3' && ['l3', 'l9'].includes(entry.learnerId) && isMeant(entry)),
    )
    expect(await page({ ...filter, meant: { learnerIds: [], modules: [] } }, null, 9)).to.deep.equal([])
  })

  it('is narrowed to what waits since before an instant, with the other filters, in pages and counts', async () => {
    const createdBefore = '2026-03-06T00:00:00.000Z'
    const programmeIds = ['p4', 'p1', 'p2']
    const isOld = (entry: Entry) => entry.createdAt < createdBefore
    const isC1 = (entry: Entry) => entry.origin.type === 'completion' && entry.origin.connectionId === 'c1'
    for (const limit of [1, 7, 500])
      expect(await allPages({ programmeIds, createdBefore }, limit)).to.deep.equal(expected(isOld))
    const ofSource = { programmeIds, createdBefore, connectionId: 'c1' }
    expect(await allPages(ofSource, 4)).to.deep.equal(expected(each => isOld(each) && isC1(each)))
    const ofModule = { programmeIds, createdBefore, moduleId: 'M2' }
    expect(await allPages(ofModule, 4)).to.deep.equal(expected(each => isOld(each) && each.moduleId === 'M2'))
    const meant = { learnerIds: ['l3'], modules: [{ programmeId: 'p1', moduleId: 'M0' }] }
    const isMeant = (each: Entry) =>
      each.learnerId === 'l3' || (each.programmeId === 'p1' && each.moduleId === 'M0')
    const ofText = { programmeIds, createdBefore, meant }
    expect(await allPages(ofText, 3)).to.deep.equal(expected(each => isOld(each) && isMeant(each)))
    expect(await entries().queueSize({ programmeIds, createdBefore }, 500)).to.equal(expected(isOld).length)
  })

  it('is narrowed so where many wait for long, too', async () => {
    const many = Array.from({ length: 1_020 }, (_, i) =>
      sampleEntry({
        id: `old${String(i).padStart(4, '0')}`,
        ...{ programmeId: 'p9', moduleId: `M${i % 3}`, createdAt: i < 4 ? '2026-05-01' : '2026-01-01' },
      }),
    )
    await entries().insertNew(many)
    const filter = { programmeIds: ['p9'], createdBefore: '2026-02-01' }
    const old = many.filter(each => each.createdAt < filter.createdBefore)
    expect(await allPages(filter, 400)).to.deep.equal(ids(old.sort(inOrder)))
  })

  it('counts what of an event waits after a place', async () => {
    const [first] = waiting.toSorted(inOrder)
    if (!first) throw new TypeError('nothing waits')
    const { id, programmeId, moduleId, date } = first
    const isEvent = (each: Entry) =>
      each.programmeId === programmeId && each.moduleId === moduleId && each.date === date
    const at = { id, programmeId, moduleId, date }
    const rest = expected(each => isEvent(each) && each.id > id).length
    expect(await entries().queueRest({ programmeIds: [programmeId] }, at, 500)).to.equal(rest)
    expect(rest).to.be.greaterThan(0)
    expect(await entries().queueRest({ programmeIds: [programmeId] }, at, 1)).to.equal(1)
  })

  it('continues after a place whose programme left the filter', async () => {
    const cursor = { programmeId: 'p1', moduleId: 'M9', date: '2026-02-01', id: 'x' }
    expect(await page({ programmeIds: ['p0', 'p2'] }, cursor, 500)).to.have.length(40)
  })

  it('counts up to a limit, and those that wait for long', async () => {
    const programmeIds = ['p1', 'p2']
    expect(await entries().queueSize({ programmeIds }, 1000)).to.equal(80)
    expect(await entries().queueSize({ programmeIds }, 50)).to.equal(50)
    expect(await entries().queueSize({ programmeIds: [] }, 50)).to.equal(0)
    expect(await entries().queueSize({ programmeIds, learnerIds: ['l1'] }, 50)).to.equal(8)
    const before = '2026-03-06T00:00:00.000Z'
    const late = waiting.filter(entry => entry.programmeId !== 'p4' && entry.createdAt < before).length
    expect(await entries().queueOlderThan({ programmeIds }, before, 1000)).to.equal(late)
    expect(await entries().queueOlderThan({ programmeIds }, before, 3)).to.equal(3)
  })

  it('reads its pages in the order of an index, never sorting', async () => {
    const model = modelOf(store().connection, 'Entry')
    const plan = await model.collection
      .find({ status: 'imported', programmeId: 'p1', moduleId: 'M1', date: { $gt: '2026-02-02' } })
      .sort({ programmeId: 1, moduleId: 1, date: 1, _id: 1 })
      .limit(5)
      .explain('queryPlanner')
    const text = JSON.stringify(plan.queryPlanner.winningPlan)
    expect(text).to.include('"queue"')
    expect(text).to.not.include('"SORT"')
    expect(text).to.not.include('COLLSCAN')
  })

  it('finds what a person claimed by words of its title while it waits, by an index that has nothing else', async () => {
    const claim = (id: string, title: string, more: Partial<Entry> = {}) =>
      sampleEntry({ id, programmeId: 'p7', moduleId: id, title, origin: { type: 'paper' }, ...more })
    const decided = claim('t3', 'Форум «Школа будущего»')
    const imported = {
      origin: { type: 'completion', connectionId: 'c9', completionKey: 'k9', revision: 1 },
    } as const
    await entries().insertNew([
      claim('t1', 'Форум «Школа будущего»'),
      claim('t2', 'Школьный форум молодых'),
      decided,
      claim('t4', 'Форум «Школа будущего»', { programmeId: 'p8' }),
      claim('t5', 'Форум «Школа будущего»', imported),
    ])
    await entries().transition([{ next: stepped(decided, 'confirmed'), from: 'imported', repeatable: false }])
    const found = async (programmeIds: string[], text: string) =>
      ids(await entries().claimedTitled(programmeIds, text, 50)).sort()
    expect(await found(['p7'], 'ФОРУМ')).to.deep.equal(['t1', 't2'])
    expect(await found(['p7', 'p8'], 'школа буд')).to.deep.equal(['t1', 't4'])
    expect(await found(['p7'], 'на')).to.deep.equal([])
    const model = modelOf(store().connection, 'Entry')
    const asked = { status: 'imported', programmeId: 'p7', $and: [{ titleStems: 'фор' }] }
    const plan = JSON.stringify(
      await model
        .find(asked as never)
        .limit(50)
        .explain('executionStats'),
    )
    expect(plan).to.include('claimedTitle').and.not.include('COLLSCAN')
    expect(/"totalDocsExamined":(\d+)/.exec(plan)?.[1]).to.equal('2')
  })

  it('counts what an event has by its source, whatever was decided on it', async () => {
    const event = { programmeId: 'p9', moduleId: 'M1', date: '2026-02-05' }
    const ofSource = (id: string, connectionId: string) =>
      sampleEntry({
        ...{ id, learnerId: id, ...event },
        origin: { type: 'completion', connectionId, completionKey: id, revision: 1 },
      })
    const [a, b, c] = ['r1', 'r2', 'r3'].map(id => ofSource(id, 'c1')) as [Entry, Entry, Entry]
    await entries().insertNew([a, b, c, ofSource('r4', 'c2')])
    const reported = (atMost = 1000) => entries().reported({ ...event, connectionId: 'c1' }, atMost)
    expect([await reported(), await reported(2)]).to.deep.equal([3, 2])
    const step = (entry: Entry, to: 'rejected' | 'superseded') =>
      entries().transition([{ next: stepped(entry, to), from: 'imported', repeatable: false }])
    await step(a, 'rejected')
    expect(await reported()).to.equal(3)
    await step(b, 'superseded')
    expect(await reported()).to.equal(2)
  })
})
