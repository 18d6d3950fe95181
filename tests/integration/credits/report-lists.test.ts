import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { STANDINGS } from '#domain/reports/standing'
import { administrator, appointed, aRegion, curator, enrolAt, reportsOf } from './report-region.ts'
import { useCredits, type World } from './use-credits.ts'

describe('lists of a report', () => {
  const world = useCredits()

  it('lead from each number to its learners', async () => {
    const w = world()
    const { programme, municipality, late } = await aRegion(w)
    const q = { programmeId: programme.id, on: '2025-03-01' }
    const behind = await reportsOf(w).listStanding(curator(), { ...q, standing: 'behind' })
    expect(behind.rows.map(({ learner }) => learner.id)).to.deep.equal([late.learnerId])
    expect(behind.rows[0]).to.include({ due: 800, counted: 0 })
    const there = await reportsOf(w).listStanding(curator(), { ...q, municipality })
    expect([there.count, there.hidden]).to.deep.equal([2, 0])
  })

  it('hide the names of small groups from whoever only administers', async () => {
    const w = world()
    const { programme } = await aRegion(w)
    const q = { programmeId: programme.id, on: '2025-03-01' }
    const list = await reportsOf(w).listStanding(administrator(), q)
    expect(list).to.deep.include({ rows: [], count: 4, hidden: 4 })
  })

  /** Five without a route, one on schedule, one behind. */
  async function fiveWithoutRoute(w: World) {
    const region = await aRegion(w)
    for (let i = 0; i < 3; i++) await enrolAt(w, region.programme)
    return { ...region, q: { programmeId: region.programme.id, on: '2025-03-01' } }
  }

  it('hide in a large group those who stand as fewer than five do', async () => {
    const w = world()
    const { q } = await fiveWithoutRoute(w)
    const seenBy = async (actor: Actor, standing?: 'behind' | 'no-route') => {
      const list = await reportsOf(w).listStanding(actor, { ...q, ...(standing && { standing }) })
      return [list.count, list.rows.length, list.hidden]
    }
    expect(await seenBy(administrator())).to.deep.equal([7, 5, 2])
    expect(await seenBy(administrator(), 'no-route')).to.deep.equal([5, 5, 0])
    expect(await seenBy(administrator(), 'behind')).to.deep.equal([1, 0, 1])
    expect(await seenBy(curator(), 'behind')).to.deep.equal([1, 1, 0])
  })

  it('hide them from the department as well, not from who is appointed nearer to the learners', async () => {
    const w = world()
    const { programme, municipality, q } = await fiveWithoutRoute(w)
    const department = await appointed(w, programme, 'department')
    const behind = { ...q, standing: 'behind' as const }
    expect(await reportsOf(w).listStanding(department, behind)).to.deep.include({ rows: [], hidden: 1 })
    const officer = await appointed(w, programme, 'municipality', [municipality])
    const { rows, hidden } = await reportsOf(w).listStanding(officer, q)
    expect([rows.length, hidden]).to.deep.equal([2, 0])
  })

  it('have in the list of each number of the sentence exactly that many', async () => {
    const w = world()
    const { q } = await fiveWithoutRoute(w)
    const { total } = await reportsOf(w).readReport(curator(), q)
    for (const standing of STANDINGS) {
      const { rows, count } = await reportsOf(w).listStanding(curator(), { ...q, standing })
      expect([standing, count, rows.length]).to.deep.equal([standing, total[standing], total[standing]])
    }
  })

  it('give a hundred on a page, by name, everybody once', async () => {
    const w = world()
    const programme = await w.programme()
    for (let i = 0; i < 101; i++) await enrolAt(w, programme)
    const q = { programmeId: programme.id, on: '2025-03-01' }
    const first = await reportsOf(w).listStanding(curator(), q)
    const second = await reportsOf(w).listStanding(curator(), { ...q, page: 2 })
    expect([first.rows.length, first.before, first.hasNext]).to.deep.equal([100, 0, true])
    expect([second.rows.length, second.before, second.hasNext]).to.deep.equal([1, 100, false])
    const names = [...first.rows, ...second.rows].map(({ learner }) => learner.familyName)
    expect(new Set(names)).to.have.property('size', 101)
    expect(names).to.deep.equal(names.toSorted(new Intl.Collator('ru').compare))
  })

  it('name for a level above those alone who agreed to reports to the employer; of others, initials', async () => {
    const w = world()
    const { programme } = await aRegion(w)
    const [agreeing] = await Promise.all(Array.from({ length: 3 }, () => enrolAt(w, programme)))
    const q = { programmeId: programme.id, on: '2025-03-01' }
    const names = async () =>
      (await reportsOf(w).listStanding(administrator(), q)).rows.map(({ learner }) => learner.familyName)
    expect((await names()).filter(name => !/^(\p{Lu}\. ?)+$/u.test(name))).to.deep.equal([])
    const personId = agreeing?.learnerId ?? ''
    const consent = {
      personId,
      purpose: 'employer-reports' as const,
      version: '1',
      at: '2026-11-22T09:00:00.000Z',
    }
    const signed = { by: personId, byName: 'П', way: 'self' as const }
    await w.stores.consents.add({ ...consent, ...signed, given: true })
    const person = await w.stores.people.byId(personId)
    expect(await names()).to.include(person?.familyName)
    await w.stores.consents.add({ ...consent, ...signed, given: false })
    expect(await names()).not.to.include(person?.familyName)
  })
})
