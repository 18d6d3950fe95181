/** Whose names a report shows: those who work with the learners see them, the region where that gives nobody away. */
import { initialsOf } from '#domain/names/initials'
import { hasRole } from '../access.ts'
import type { Duties } from '../writing/duties.ts'
import type { StandingRow } from './contract.ts'
import type { ReportDeps } from './deps.ts'

/**
 * Whether an actor works with the learners of a programme: curates or issues there, or holds a role for them. Whoever only
 * administers, or is the department, stands above: nobody's learners are theirs.
 */
export function knowsLearners({ actor, reached, held }: Duties, programmeId: string): boolean {
  const teaches = reached.has(programmeId) && hasRole(actor, ['curator', 'issuer'])
  return teaches || held.some(role => role !== 'department')
}

/** Whole names of those whom the actor knows, and of those who agreed to reports to the employer; of others, initials. */
export async function withConsent(
  { stores }: Pick<ReportDeps, 'stores'>,
  rows: readonly StandingRow[],
  isKnown: (row: StandingRow) => boolean,
): Promise<StandingRow[]> {
  const strangers = rows.filter(row => !isKnown(row)).map(({ learner }) => learner.id)
  const agreed = await stores.consents.given(strangers, 'employer-reports')
  return rows.map(row => (isKnown(row) || agreed.has(row.learner.id) ? row : withInitials(row)))
}

const withInitials = (row: StandingRow): StandingRow => ({
  ...row,
  learner: { id: row.learner.id, familyName: initialsOf(row.learner), givenName: '' },
})
