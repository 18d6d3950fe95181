/** The learners behind a number of the report. */

import type { Hours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import { hoursDue } from '#domain/reports/standing'
import { countIn, emptyTally, namesMayShow } from '#domain/reports/tally'
import { todayOf } from '../books/load-books.ts'
import { personView } from '../books/views.ts'
import type { Reports, StandingQuery, StandingRow } from './contract.ts'
import type { ReportDeps } from './deps.ts'
import { knowsLearners, withConsent } from './names.ts'
import { type ReportScope, type Standed, scopeOf, walkStandings } from './walk.ts'

const PAGE = 100

const collator = new Intl.Collator('ru')
const byName = (a: StandingRow, b: StandingRow): number =>
  collator.compare(fullName(a.learner), fullName(b.learner))

export function listStanding(deps: ReportDeps): Reports['listStanding'] {
  return async (actor, query) => {
    const scope = await scopeOf(deps, actor, query.programmeId)
    const { rows, tally } = await collect(deps, scope, query)
    const isKnown = ({ programme }: StandingRow) => knowsLearners(scope.duties, programme.id)
    const named = rows.filter(row => isKnown(row) || namesMayShow(tally, row.standing)).sort(byName)
    const before = ((query.page ?? 1) - 1) * PAGE
    return {
      rows: await withConsent(deps, named.slice(before, before + PAGE), isKnown),
      count: rows.length,
      hidden: rows.length - named.length,
      before,
      hasNext: named.length > before + PAGE,
    }
  }
}

/** The rows asked for, and how all of their place stand. */
async function collect(deps: ReportDeps, scope: ReportScope, query: StandingQuery) {
  const { on = todayOf(deps), standing, organisation, municipality } = query
  const known = new Map((await deps.stores.organisations.all()).map(each => [each.id, each.municipality]))
  const isThere = (each: Standed) =>
    (organisation === undefined || each.organisation === organisation) &&
    (municipality === undefined || (known.get(each.organisation) ?? '') === municipality)
  const tally = emptyTally()
  const rows: StandingRow[] = []
  for await (const page of walkStandings(deps, scope, on)) {
    for (const each of page.filter(isThere)) {
      countIn(tally, each.standing)
      if (standing === undefined || each.standing === standing) rows.push(rowOf(each))
    }
  }
  return { rows, tally }
}

function rowOf({ book, person, standing, input }: Standed): StandingRow {
  const { hours } = book.progress
  return {
    learner: person
      ? personView(person)
      : { id: book.enrolment.learnerId, familyName: book.enrolment.learnerId, givenName: '' },
    programme: { id: book.programme.id, title: book.programme.title },
    standing,
    counted: hours.counted,
    due: hoursDue(input) as Hours,
    required: hours.required,
  }
}
