/** Who the demo enrols: almost everyone in the LMS, as a methodist's office would before the year begins. */

import type { Credits } from '#credits/contract'
import { operator } from '#domain/access/actor'
import { ltiKey, type NewPerson } from '#store/ports/people'
import type { Population } from '#tests/lms/population'

/** Every so many learners one is left out, so that a completion of somebody unknown waits in quarantine. */
const leftOut = 11
/** Every so many learners one has not brought all documents (п. 3.4). */
const incomplete = 13

export interface EnrolledLearner {
  userId: string
  enrolmentId: string
  learnerId: string
}

/**
 * @param issuer the LMS's issuer: launches and web services name people by the same id there
 * @param enrolledOn first day of the term
 */
export async function enrolEveryone(
  credits: Credits,
  population: Population,
  issuer: string,
  programmeId: string,
  enrolledOn: string,
): Promise<EnrolledLearner[]> {
  const enrolled: EnrolledLearner[] = []
  let index = 0
  for (const id of population.learnerIds()) {
    index += 1
    const person = population.person(id)
    if (!person || index % leftOut === 0) continue
    const enrolment = await credits.enrol(operator, {
      identity: ltiKey(issuer, String(id)),
      person: personOf(person),
      programmeId,
      enrolledOn,
      facts: { enrolmentDocuments: index % incomplete === 0 ? 'incomplete' : 'complete' },
    })
    enrolled.push({ userId: String(id), enrolmentId: enrolment.id, learnerId: enrolment.learnerId })
  }
  return enrolled
}

type LmsPerson = NonNullable<ReturnType<Population['person']>>

function personOf(person: LmsPerson): NewPerson {
  const [givenName = person.firstname, ...rest] = person.firstname.split(' ')
  const patronymic = person.middlename || rest.join(' ')
  return {
    familyName: person.lastname,
    givenName,
    ...(patronymic ? { patronymic } : {}),
  }
}
