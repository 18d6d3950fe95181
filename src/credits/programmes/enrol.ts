/** Enrolment (зачисление): a person, made if unknown, in a programme. */

import { InvalidInputError } from '#domain/errors'
import { isSnils } from '#domain/snils'
import { isCalendarDate } from '#domain/time/calendar'
import type { Enrolment, NewPerson, Person } from '#store/ports/people'
import { actAs, reachableProgramme } from '../access.ts'
import { recompute } from '../books/recompute.ts'
import type { Credits, EnrolInput } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { requireFacts } from './facts.ts'

/** @throws {ConflictError} if the person is enrolled there already */
export function enrol(deps: CreditsDeps): Credits['enrol'] {
  return async (actor, input) => {
    const administrator = actAs(actor, 'administrator', 'system')
    await reachableProgramme(deps.stores, administrator, input.programmeId)
    requireInput(input)
    const enrolment = await placeInProgramme(deps, input)
    await recompute(deps)([enrolment])
    return (await deps.stores.enrolments.byId(enrolment.id)) ?? enrolment
  }
}

/**
 * Neither the right nor the input is looked at, and the book has no totals yet.
 *
 * @param known who has the identity, if that was read
 * @throws {ConflictError} if the person is enrolled there already
 */
export async function placeInProgramme(
  { stores, now, newId }: CreditsDeps,
  input: EnrolInput,
  known?: Person,
): Promise<Enrolment> {
  const at = now().toISOString()
  const person = known ?? (await stores.people.ensure(input.identity, input.person, at))
  const numbers = missingNumbers(input.person, person)
  if (Object.keys(numbers).length > 0) await stores.people.setNumbers(person.id, numbers)
  const enrolment: Enrolment = {
    id: newId(),
    learnerId: person.id,
    programmeId: input.programmeId,
    enrolledOn: input.enrolledOn,
    facts: input.facts ?? {},
    status: 'active',
    createdAt: at,
  }
  await stores.enrolments.create(enrolment)
  return enrolment
}

/** Whoever launched before they were enrolled came without numbers. */
function missingNumbers(input: NewPerson, person: Person): Pick<Person, 'snils' | 'personalNumber'> {
  const { snils, personalNumber } = input
  return {
    ...(snils && !person.snils && { snils }),
    ...(personalNumber && !person.personalNumber && { personalNumber }),
  }
}

/** @throws {InvalidInputError} naming each field */
export function requireInput({ identity, person, enrolledOn, facts }: EnrolInput): void {
  const issues = [
    ...(identity.trim() ? [] : [{ path: 'identity', message: 'must not be empty' }]),
    ...(person.familyName.trim() ? [] : [{ path: 'person.familyName', message: 'must not be empty' }]),
    ...(person.snils === undefined || (/^\d{11}$/.test(person.snils) && isSnils(person.snils))
      ? []
      : [{ path: 'person.snils', message: '11 digits whose check sum holds' }]),
    ...(isCalendarDate(enrolledOn) ? [] : [{ path: 'enrolledOn', message: 'a calendar date YYYY-MM-DD' }]),
  ]
  if (issues.length > 0) throw new InvalidInputError('the enrolment does not hold', issues)
  requireFacts(facts ?? {})
}
