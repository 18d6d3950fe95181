/** The report: one walk over the learners, numbers by school and municipality, the indicators. */
import { groupBy } from '#domain/group-by'
import type { CalendarDate } from '#domain/kinds'
import type { Regulation } from '#domain/regulations/regulation'
import { measureIndicators, type TeacherCounts } from '#domain/reports/indicators'
import { listDays } from '#domain/reports/list-days'
import { type Organisation, organisationKey } from '#domain/reports/organisation'
import { countIn, emptyTally, sumOf } from '#domain/reports/tally'
import type { StoredProgramme } from '#store/ports/people'
import { todayOf } from '../books/load-books.ts'
import type { IndicatorRow, MunicipalityRow, Reports, ReportView, SchoolRow } from './contract.ts'
import type { ReportDeps } from './deps.ts'
import { type ReportScope, type Standed, scopeOf, walkStandings } from './walk.ts'

export function readReport(deps: ReportDeps): Reports['readReport'] {
  return async (actor, { programmeId, on = todayOf(deps) }) => {
    const scope = await scopeOf(deps, actor, programmeId)
    const { duties, chosen } = scope
    const { schools, counts } = await countAll(deps, scope, on)
    const organisations = organisationsOf(scope, await deps.stores.organisations.all(), schools)
    const municipalities = byMunicipality([...schools.values()], organisations)
    const total = sumOf(municipalities.map(each => each.tally))
    return {
      programmes: duties.programmes.map(({ id, title }) => ({ id, title })),
      programmeId: programmeId ?? null,
      on,
      today: todayOf(deps),
      total,
      municipalities,
      indicators: indicatorsOf(deps, chosen, { counts, organisations, on }),
      listDays: regulationsOf(deps, chosen).flatMap(each =>
        each.yearlyList ? listDays(each.yearlyList, todayOf(deps)) : [],
      ),
      firstOn: total.teachers > 0 ? null : await firstEnrolment(deps, scope),
    } satisfies ReportView
  }
}

/** Of whoever sees by appointment alone, only the schools of their learners and the municipalities of those. */
function organisationsOf(
  { duties, chosen }: ReportScope,
  all: readonly Organisation[],
  schools: ReadonlyMap<string, SchoolRow>,
): readonly Organisation[] {
  if (chosen.some(({ id }) => duties.reached.has(id))) return all
  const seen = all.filter(({ id }) => schools.has(id))
  const above = new Set(seen.map(({ municipality = '' }) => organisationKey(municipality)))
  return all.filter(each => schools.has(each.id) || (each.level === 'municipality' && above.has(each.id)))
}

async function countAll(deps: ReportDeps, scope: ReportScope, on: CalendarDate) {
  const schools = new Map<string, SchoolRow>()
  const counts: TeacherCounts = { teachers: 0, withRoute: 0, presented: 0, itemsDue: 0, itemsDone: 0 }
  for await (const page of walkStandings(deps, scope, on)) {
    for (const each of page) {
      countIn(schoolOf(schools, each).tally, each.standing)
      countTeacher(counts, each, on)
    }
  }
  return { schools, counts }
}

function schoolOf(schools: Map<string, SchoolRow>, { organisation, person }: Standed): SchoolRow {
  const title = person?.organisation?.trim() ?? ''
  const row = schools.get(organisation) ?? { id: organisation, title, tally: emptyTally() }
  schools.set(organisation, row)
  return row
}

function countTeacher(counts: TeacherCounts, { route, book }: Standed, on: CalendarDate): void {
  const due = route?.items.filter(item => item.plannedOn <= on) ?? []
  counts.teachers += 1
  if (route) counts.withRoute += 1
  if ((book.enrolment.facts.presentation ?? '9999') <= on) counts.presented += 1
  counts.itemsDue += due.length
  counts.itemsDone += due.filter(item => item.done).length
}

/** By title, those of which nothing is known last. */
function byMunicipality(
  schools: readonly SchoolRow[],
  organisations: readonly Organisation[],
): MunicipalityRow[] {
  const known = new Map(organisations.map(each => [each.id, each]))
  const groups = groupBy(schools, school => known.get(school.id)?.municipality ?? '')
  return [...groups]
    .map(([title, of]) => ({
      title,
      tally: sumOf(of.map(each => each.tally)),
      schools: of.map(each => ({ ...each, title: known.get(each.id)?.title ?? each.title })).sort(byTitle),
    }))
    .sort(byTitle)
}

const collator = new Intl.Collator('ru', { numeric: true })

function byTitle(a: { title: string }, b: { title: string }): number {
  if ((a.title === '') !== (b.title === '')) return a.title === '' ? 1 : -1
  return collator.compare(a.title, b.title)
}

/** Each regulation of the programmes once, in its newest version. */
const regulationsOf = (deps: ReportDeps, programmes: readonly StoredProgramme[]): Regulation[] =>
  [...new Set(programmes.map(each => each.regulation))].map(id => deps.regulations.get(id))

function indicatorsOf(
  deps: ReportDeps,
  programmes: readonly StoredProgramme[],
  source: Parameters<typeof measureIndicators>[1],
): IndicatorRow[] {
  return regulationsOf(deps, programmes).flatMap(({ indicators }) => {
    const measured = measureIndicators(
      indicators.map(({ id }) => id),
      source,
    )
    return indicators.flatMap((rule, i) => {
      const seen = measured[i]
      return seen ? [{ ...rule, ...seen }] : []
    })
  })
}

async function firstEnrolment(deps: ReportDeps, scope: ReportScope): Promise<CalendarDate | null> {
  let first: CalendarDate | null = null
  for await (const page of walkStandings(deps, scope, '9999-12-31')) {
    for (const { book } of page) {
      const { enrolledOn } = book.enrolment
      if (first === null || enrolledOn < first) first = enrolledOn
    }
  }
  return first
}
