/** The education record of a person (сведения об образовании): personal data, kept apart from the book. */
import type { Actor } from '#domain/access/actor'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import type { Education } from '#domain/federal/fields'
import { isCalendarDate } from '#domain/time/calendar'
import type { EducationRecord } from '#store/ports/federal'
import { actAs, reachableOf } from '../access.ts'
import { saveOver } from '../save-over.ts'
import type { FederalRegister } from './contract.ts'
import type { FederalDeps } from './deps.ts'

export function saveEducation(deps: FederalDeps): FederalRegister['saveEducation'] {
  return async (actor, { personId, education, seen }) => {
    const acting = actAs(actor, 'curator', 'issuer', 'administrator')
    await reachPerson(deps, acting, personId)
    const record = {
      ...tidy(education),
      id: personId,
      savedAt: deps.now().toISOString(),
      savedBy: acting.personId,
    }
    const { federal } = deps.stores
    const saving = {
      read: async () => (await federal.educations([personId])).get(personId) ?? null,
      replace: federal.replaceEducation,
      said,
    }
    return saveOver<EducationRecord>(saving, record, { actor: acting, at: record.savedAt, seen })
  }
}

/** By the fields of its form. */
function said({ sex, birthDate, citizenship, snils, level, diploma }: Education) {
  return {
    ...{ snils, sex, birthDate, citizenship, level, diplomaName: diploma?.familyName },
    ...{ diplomaSeries: diploma?.series, diplomaNumber: diploma?.number },
  }
}

/** Also the person themselves may read what is kept of them. */
export function readEducation(deps: FederalDeps): FederalRegister['readEducation'] {
  return async (actor, personId) => {
    if (actor.personId !== personId)
      await reachPerson(deps, actAs(actor, 'curator', 'issuer', 'administrator'), personId)
    return (await deps.stores.federal.educations([personId])).get(personId) ?? null
  }
}

/** @throws {NotFoundError} unless the person is enrolled in a programme that the actor reaches */
async function reachPerson({ stores }: FederalDeps, actor: Actor, personId: string): Promise<void> {
  const enrolments = await stores.enrolments.byLearner(personId)
  const reached = await reachableOf(
    stores,
    actor,
    enrolments.map(each => each.programmeId),
  )
  if (reached.size === 0) throw new NotFoundError('no such person')
}

/** @throws {InvalidInputError} naming each field that does not hold */
function tidy({ sex, birthDate, citizenship, snils, level, diploma }: Education): Education {
  const issues = [
    ...(birthDate !== undefined && !isCalendarDate(birthDate)
      ? [{ path: 'birthDate', message: 'a date as YYYY-MM-DD' }]
      : []),
    ...(citizenship !== undefined && !/^\d{3}$/.test(citizenship)
      ? [{ path: 'citizenship', message: 'three digits (ОКСМ)' }]
      : []),
    ...(sex !== undefined && sex !== 'male' && sex !== 'female'
      ? [{ path: 'sex', message: 'male or female' }]
      : []),
    ...(diploma && (!diploma.familyName.trim() || !diploma.number.trim())
      ? [{ path: 'diploma', message: 'surname and number' }]
      : []),
  ]
  if (issues.length > 0) throw new InvalidInputError('the education record does not hold', issues)
  return {
    ...(sex && { sex }),
    ...(birthDate && { birthDate }),
    ...(citizenship && { citizenship }),
    ...(snils?.trim() && { snils: snils.trim() }),
    ...(level?.trim() && { level: level.trim() }),
    ...(diploma && {
      diploma: {
        familyName: diploma.familyName.trim(),
        ...(diploma.series?.trim() && { series: diploma.series.trim() }),
        number: diploma.number.trim(),
      },
    }),
  }
}
