/** The learners behind a number of the report. */
import { fullName } from '#domain/full-name'
import type { Hours } from '#domain/hours'
import { initialsOf } from '#domain/initials'
import { hoursDue } from '#domain/reports/standing'
import { countIn, emptyTally, namesMayShow } from '#domain/reports/tally'
import { todayOf } from '../books/load-books.ts'
import { personView } from '../books/views.ts'
import type { Reports, StandingRow } from './contract.ts'
import type { ReportDeps } from './deps.ts'
import { type Standed, scopeOf, walkStandings } from './walk.ts'

const MOST_ROWS = 500

const collator = new Intl.Collator('ru')
const byName = (a: StandingRow, b: StandingRow): number =>
  collator.compare(fullName(a.learner), fullName(b.learner))

export function listStanding(deps: ReportDeps): Reports['listStanding'] {
  return async (actor, { programmeId, on = todayOf(deps), standing, organisation, municipality }) => {
    const scope = await scopeOf(deps, actor, programmeId)
    const known = new Map((await deps.stores.organisations.all()).map(each => [each.id, each.municipality]))
    const isAsked = (each: Standed) =>
      (organisation === undefined || each.organisation === organisation) &&
      (municipality === undefined || (known.get(each.organisation) ?? '') === municipality)
    const rows: StandingRow[] = []
    const tally = emptyTally()
    let count = 0
    for await (const page of walkStandings(deps, scope, on)) {
      for (const each of page.filter(isAsked)) {
        countIn(tally, each.standing)
        if (standing !== undefined && each.standing !== standing) continue
        count += 1
        if (rows.length < MOST_ROWS) rows.push(rowOf(each))
      }
    }
    rows.sort(byName)
    const hidden = !namesMayShow(tally) && !seesNames(actor.roles)
    const shown = hidden ? [] : seesNames(actor.roles) ? rows : await withConsent(deps, rows)
    return { rows: shown, count, hidden, more: count > rows.length }
  }
}

/** Whoever curates or issues knows their learners anyway; for a level above, small groups stay without names. */
const seesNames = (roles: readonly string[]): boolean => roles.some(role => role !== 'administrator')

/** A level above sees whole names only of those who agreed to reports to the employer; of others, initials. */
async function withConsent({ stores }: ReportDeps, rows: readonly StandingRow[]): Promise<StandingRow[]> {
  const ids = rows.map(({ learner }) => learner.id)
  const agreed = await stores.consents.given(ids, 'employer-reports')
  return rows.map(row =>
    agreed.has(row.learner.id)
      ? row
      : { ...row, learner: { id: row.learner.id, familyName: initialsOf(row.learner), givenName: '' } },
  )
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
