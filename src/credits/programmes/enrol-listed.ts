/** Enrols the people of a list, one after another; who is enrolled already is left alone, so a list may be given again. */
import type { BookFacts } from '#domain/book'
import { AppError } from '#domain/errors'
import { ltiKey, snilsKey, sourceKey } from '#store/ports/people'
import type { EnrolInput } from '../contract.ts'
import type { ListedLearner } from './learner-list.ts'

/** Whose numbers of accounts the list holds: of an LMS that people launch from, or of a source that is only read. */
export type AccountsOf = { issuer: string } | { connectionId: string }

export interface Enrolled {
  enrolled: number
  /** Were enrolled before. */
  already: number
}

/** @param enrol as `Credits.enrol`, by whoever does it */
export async function enrolListed(
  enrol: (input: EnrolInput) => Promise<unknown>,
  { programmeId, of, rows }: { programmeId: string; of: AccountsOf; rows: readonly ListedLearner[] },
): Promise<Enrolled> {
  let enrolled = 0
  for (const row of rows) {
    try {
      await enrol({ identity: identityOf(row, of), programmeId, ...inputOf(row) })
      enrolled += 1
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 409) throw error
    }
  }
  return { enrolled, already: rows.length - enrolled }
}

/** By the account; without one by СНИЛС, and then the first pull that brings it joins it. */
function identityOf({ user, snils }: ListedLearner, of: AccountsOf): string {
  if (user === '') return snilsKey(snils)
  return 'issuer' in of ? ltiKey(of.issuer, user) : sourceKey(of.connectionId, user)
}

function inputOf(row: ListedLearner): Pick<EnrolInput, 'person' | 'enrolledOn' | 'facts'> {
  const { family, given, patronymic, organisation, enrolled, documents, snils, number } = row
  return {
    person: {
      familyName: family,
      givenName: given,
      ...(patronymic && { patronymic }),
      ...(organisation && { organisation }),
      ...(snils && { snils }),
      ...(number && { personalNumber: number }),
    },
    enrolledOn: enrolled,
    facts: documents ? { enrolmentDocuments: documents as NonNullable<BookFacts['enrolmentDocuments']> } : {},
  }
}
