import { expect } from 'chai'
import { INDICATOR_IDS, measureIndicators } from '#domain/reports/indicators'
import { type Organisation, organisationKey } from '#domain/reports/organisation'

const school = (title: string, changes: Partial<Organisation> = {}): Organisation => ({
  id: organisationKey(title),
  level: 'school',
  title,
  marks: {},
  visits: [],
  ...changes,
})

const organisations: Organisation[] = [
  school('СОШ № 1', {
    marks: { regulation: '2026-01-10', 'quality-system': '2026-02-01', 'job-descriptions': '2026-12-01' },
    visits: [
      { on: '2026-03-01', recommendations: 4 },
      { on: '2026-12-24', recommendations: 9 },
    ],
  }),
  school('СОШ № 2'),
  school('Омск', { level: 'municipality', marks: { 'quality-system': '2026-05-05' } }),
]
const counts = { teachers: 8, withRoute: 6, presented: 2, itemsDue: 10, itemsDone: 7 }
const measured = (on: string) =>
  Object.fromEntries(
    measureIndicators(INDICATOR_IDS, { counts, organisations, on }).map(({ id, part, whole }) => [
      id,
      [part, whole],
    ]),
  )

describe('the nine indicators (Омск)', () => {
  it('O1: the seven of п. 2 as they stand on the day', () => {
    expect(measured('2026-11-22')).to.deep.include({
      'teachers-with-route': [6, 8],
      'schools-with-regulation': [1, 2],
      'schools-in-quality-system': [1, 2],
      'municipalities-in-quality-system': [1, 1],
      recommendations: [4, null],
      'schools-with-job-descriptions': [0, 2],
      'results-presented': [2, 8],
    })
    expect(measured('2026-12-31')).to.deep.include({
      recommendations: [13, null],
      'schools-with-job-descriptions': [1, 2],
    })
    expect(measured('2026-01-09')['schools-with-regulation']).to.deep.equal([0, 2])
  })

  it('O2: everybody has a programme, and how much of them was carried out', () => {
    expect(measured('2026-11-22')).to.deep.include({
      'every-teacher-has-route': [6, 8],
      'routes-carried-out': [7, 10],
    })
  })

  it('one organisation, however its name is spelled', () => {
    const spellings = ['МАОУ «СОШ № 4»', ' маоу  сош №4 ', 'МАОУ "СОШ № 4"', 'МАОУ СОШ № 4']
    expect(new Set(spellings.map(organisationKey)).size).to.equal(1)
    expect(organisationKey('СОШ № 41')).to.not.equal(organisationKey('СОШ № 4'))
  })
})
