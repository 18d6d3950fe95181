/** Hand-made answers of reports. */
import type { Reports, ReportView } from '#credits/reports/contract'
import { type Organisation, organisationKey } from '#domain/reports/organisation'
import { regulationNamed } from '#tests/unit/domain/support'
import { learner, programme } from './views.ts'

export const school: Organisation = {
  id: organisationKey('МАОУ «СОШ № 4»'),
  level: 'school',
  title: 'МАОУ «СОШ № 4»',
  municipality: 'Омск',
  marks: { regulation: '2026-01-10' },
  visits: [{ on: '2026-03-01', recommendations: 4 }],
}

const tally = { teachers: 48, done: 0, 'on-track': 31, behind: 12, 'no-route': 5 }

export const reportView: ReportView = {
  programmes: [{ id: programme.id, title: programme.title }],
  programmeId: null,
  on: '2026-11-15',
  today: '2026-11-22',
  total: tally,
  municipalities: [{ title: 'Омск', tally, schools: [{ id: school.id, title: school.title, tally }] }],
  indicators: regulationNamed('omsk').indicators.map(({ id, title, clause, target }) => ({
    id,
    title,
    clause,
    ...(target !== undefined && { target }),
    part: 12,
    whole: id === 'recommendations' ? null : 48,
  })),
  listDays: [{ id: 'published', on: '2026-12-01', clause: 'п. 1.3' }],
  firstOn: null,
}

export function fakeReports(over: Partial<Reports> = {}): Reports {
  return {
    readReport: async () => reportView,
    listStanding: async () => ({
      rows: [
        {
          learner,
          programme: { id: programme.id, title: programme.title },
          standing: 'behind',
          counted: 800,
          due: 2400,
          required: 10_800,
        } as never,
      ],
      count: 1,
      hidden: 0,
      before: 0,
      hasNext: false,
    }),
    listOrganisations: async () => [school],
    saveOrganisation: async () => school,
    addVisit: async () => school,
    removeOrganisation: async () => {},
    ...over,
  }
}
