import { expect } from 'chai'
import { createReports } from '#credits/reports/reports'
import type { Actor } from '#domain/access/actor'
import { organisationKey } from '#domain/reports/organisation'
import { catalogueOf } from '#src/adapters/regulations'
import type { StoredProgramme } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { allRegulations } from '#tests/unit/domain/support'
import { administrator, appointed, aRegion, aRoute, curator, enrolAt, reportsOf } from './report-region.ts'
import { anActor, useCredits, type World } from './use-credits.ts'

describe('reports', () => {
  const world = useCredits()

  it('say who is on schedule as of the day, school by school, municipality by municipality', async () => {
    const w = world()
    const { programme, municipality, second } = await aRegion(w)
    const report = await reportsOf(w).readReport(curator(), { programmeId: programme.id, on: '2025-03-01' })
    expect(report.total).to.deep.equal({ teachers: 4, done: 0, 'on-track': 1, behind: 1, 'no-route': 2 })
    expect(report.municipalities.map(({ title, tally }) => [title, tally.teachers])).to.deep.equal([
      [municipality, 2],
      ['', 2],
    ])
    expect(report.municipalities[0]?.schools).to.have.length(1)
    expect(report.municipalities[1]?.schools.map(({ title }) => title)).to.deep.equal([second, ''])
    const later = await reportsOf(w).readReport(curator(), { programmeId: programme.id, on: '2025-06-15' })
    expect(later.total).to.include({ 'on-track': 0, behind: 2 })
  })

  it('do not count what came after the day', async () => {
    const w = world()
    const { programme, ahead } = await aRegion(w)
    const list = await reportsOf(w).listStanding(curator(), { programmeId: programme.id, on: '2025-01-14' })
    const row = list.rows.find(({ learner }) => learner.id === ahead.learnerId)
    expect(row).to.include({ counted: 0, due: 0, standing: 'on-track' })
    const route = aRoute(await w.enrol(programme), { approvedAt: '2025-02-01T00:00:00.000Z' })
    await w.stores.routes.create(route)
    const before = await reportsOf(w).readReport(curator(), { programmeId: programme.id, on: '2025-01-31' })
    expect(before.total['no-route']).to.equal(3)
  })

  it('name the nearest day with records where nobody was enrolled yet', async () => {
    const w = world()
    const { programme } = await aRegion(w)
    const report = await reportsOf(w).readReport(curator(), { programmeId: programme.id, on: '2020-01-01' })
    expect([report.total.teachers, report.firstOn]).to.deep.equal([0, '2024-09-02'])
  })

  it('are for staff, within what they reach', async () => {
    const w = world()
    const { programme } = await aRegion(w)
    const q = { programmeId: programme.id }
    expect(await codeOf(reportsOf(w).readReport(anActor(['learner']), q))).to.equal('forbidden')
    const elsewhere = anActor(['curator'], { scope: ['https://other.example|c|1'] })
    expect(await codeOf(reportsOf(w).readReport(elsewhere, q))).to.equal('not_found')
    expect(await codeOf(reportsOf(w).listStanding(elsewhere, q))).to.equal('not_found')
    expect(await codeOf(reportsOf(w).listOrganisations(curator()))).to.equal('forbidden')
  })

  const countsFor = async (w: World, actor: Actor, { id }: StoredProgramme) => {
    const report = await reportsOf(w).readReport(actor, { programmeId: id, on: '2025-03-01' })
    return [report.total.teachers, report.municipalities.map(({ title }) => title)]
  }

  it('T18: show the department all that it was appointed for', async () => {
    const w = world()
    const { programme, municipality } = await aRegion(w)
    const department = await appointed(w, programme, 'department')
    expect(await countsFor(w, department, programme)).to.deep.equal([4, [municipality, '']])
    const another = reportsOf(w).readReport(department, { programmeId: 'another' })
    expect(await codeOf(another)).to.equal('not_found')
  })

  it('T20: show a municipality its schools', async () => {
    const w = world()
    const { programme, municipality } = await aRegion(w)
    const officer = await appointed(w, programme, 'municipality', [municipality])
    expect(await countsFor(w, officer, programme)).to.deep.equal([2, [municipality]])
  })

  it('T21: show a head the learners of their school, and nobody else’s', async () => {
    const w = world()
    const { programme, first, second, late } = await aRegion(w)
    const head = await appointed(w, programme, 'head', [second])
    expect(await countsFor(w, head, programme)).to.deep.equal([1, ['']])
    const q = { programmeId: programme.id, on: '2025-03-01' }
    const { rows } = await reportsOf(w).listStanding(head, q)
    expect(rows.map(({ learner }) => learner.id)).to.deep.equal([late.learnerId])
    const organisation = organisationKey(`МАОУ «${first}»`)
    expect((await reportsOf(w).listStanding(head, { ...q, organisation })).count).to.equal(0)
  })

  it('counts of a school’s appointment the organisations of its own learners alone', async () => {
    const w = world()
    const regulations = catalogueOf([...allRegulations])
    const programme = await w.programme()
    const schools = [unique('СОШ № 3'), unique('СОШ № 4')]
    for (const title of schools)
      await reportsOf(w).saveOrganisation(administrator(), {
        ...{ title, level: 'school' as const },
        marks: { regulation: '2024-09-01' },
      })
    await enrolAt(w, programme, schools[0])
    await w.stores.programmes.save({ ...programme, regulation: 'omsk' })
    const head = await appointed(w, programme, 'head', schools.slice(0, 1))
    const reports = createReports({ ...w.deps, regulations })
    const report = await reports.readReport(head, { programmeId: programme.id })
    const own = report.indicators.find(({ id }) => id === 'schools-with-regulation')
    expect([own?.part, own?.whole]).to.deep.equal([1, 1])
  })

  it('keep visits when an organisation is changed, and refuse days that are none', async () => {
    const w = world()
    const reports = reportsOf(w)
    const title = unique('СОШ')
    const { id } = await reports.saveOrganisation(administrator(), { title, level: 'school', marks: {} })
    const visit = { on: '2026-03-01', recommendations: 4 }
    await reports.addVisit(administrator(), { organisationId: id, version: 1, visit })
    const marks = { regulation: '2026-01-01' }
    const seen = { id, version: 2 }
    const kept = await reports.saveOrganisation(administrator(), { title, level: 'school', marks, seen })
    expect(kept).to.deep.include({ visits: [visit], marks })
    const wrong = { title, level: 'school' as const, marks: { regulation: '2026-02-30' } }
    expect(await codeOf(reports.saveOrganisation(administrator(), wrong))).to.equal('invalid_input')
    const odd = { on: '2026-03-01', recommendations: Number.NaN }
    expect(
      await codeOf(reports.addVisit(administrator(), { organisationId: id, version: 3, visit: odd })),
    ).to.equal('invalid_input')
    await reports.removeOrganisation(administrator(), { organisationId: id, version: 3 })
    expect(
      await codeOf(reports.addVisit(administrator(), { organisationId: id, version: 3, visit })),
    ).to.equal('removed')
  })
})
