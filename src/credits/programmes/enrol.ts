/** Enrolment (зачисление): a person, made if unknown, in a programme. */
import { isCalendarDate } from '#domain/calendar'
import { InvalidInputError } from '#domain/errors'
import type { Enrolment } from '#store/ports/people'
import { actAs, reachableProgramme } from '../access.ts'
import { recompute } from '../books/recompute.ts'
import type { Credits, EnrolInput } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { requireFacts } from './facts.ts'

/** @throws {ConflictError} if the person is enrolled there already */
export function enrol(deps: CreditsDeps): Credits['enrol'] {
  const { people, enrolments } = deps.stores

  return async (actor, input) => {
    const administrator = actAs(actor, 'administrator', 'system')
    await reachableProgramme(deps.stores, administrator, input.programmeId)
    requireInput(input)
    const at = deps.now().toISOString()
    const person = await people.ensure(input.identity, input.person, at)
    const enrolment: Enrolment = {
      id: deps.newId(),
      learnerId: person.id,
      programmeId: input.programmeId,
      enrolledOn: input.enrolledOn,
      facts: input.facts ?? {},
      status: 'active',
      createdAt: at,
    }
    await enrolments.create(enrolment)
    await recompute(deps)([enrolment])
    return (await enrolments.byId(enrolment.id)) ?? enrolment
  }
}

function requireInput({ identity, person, enrolledOn, facts }: EnrolInput): void {
  const issues = [
    ...(identity.trim() ? [] : [{ path: 'identity', message: 'must not be empty' }]),
    ...(person.familyName.trim() ? [] : [{ path: 'person.familyName', message: 'must not be empty' }]),
    ...(isCalendarDate(enrolledOn) ? [] : [{ path: 'enrolledOn', message: 'a calendar date YYYY-MM-DD' }]),
  ]
  if (issues.length > 0) throw new InvalidInputError('the enrolment does not hold', issues)
  requireFacts(facts ?? {})
}
