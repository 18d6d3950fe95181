/** Who signs in a book, as people: whoever was appointed to, and the instructors of the courses that the programme names. */
import { covers } from '#domain/access/appointment'
import type { BookKey } from '#domain/books/book-key'
import type { Approver } from '#domain/regulations/data'
import { CURATOR_IS, writingOf } from '#domain/writing'
import { ltiKey, type Person, type StoredProgramme } from '#store/ports/people'
import { type BookDeps, todayOf } from '../books/load-books.ts'
import { municipalitiesOf } from '../municipalities.ts'
import { loadDecided } from '../writing/decided.ts'

/** Courses of one programme that are looked through. */
const MOST_COURSES = 1_000

/** @returns empty where nobody is known by name: a curator comes by their course */
export async function signersOf(deps: BookDeps, book: BookKey): Promise<Person[]> {
  const { stores, regulations } = deps
  const [programme, enrolment, decided] = await Promise.all([
    stores.programmes.byId(book.programmeId),
    stores.enrolments.find(book.learnerId, book.programmeId),
    loadDecided(stores, [book]),
  ])
  if (!programme || !enrolment) return []
  const regulation = regulations.inForce(programme.regulation, enrolment.enrolledOn)
  const { sign } = writingOf(regulation, programme, decided(book))
  const [appointed, instructors] = await Promise.all([
    appointedTo(deps, book, sign),
    sign.some(role => CURATOR_IS.includes(role)) ? instructorsOf(deps, programme) : [],
  ])
  const people = new Map([...appointed, ...instructors].map(person => [person.id, person]))
  people.delete(book.learnerId)
  return [...people.values()]
}

async function appointedTo(deps: BookDeps, book: BookKey, sign: readonly Approver[]): Promise<Person[]> {
  const { stores } = deps
  const [all, learner] = await Promise.all([
    stores.appointments.ofProgramme(book.programmeId, todayOf(deps)),
    stores.people.byId(book.learnerId),
  ])
  const organisation = learner?.organisation
  const municipality = (await municipalitiesOf(stores, [organisation]))(organisation)
  const subject = { ...book, organisation, municipality }
  const signing = all.filter(each => sign.includes(each.role) && covers(each, subject))
  return [...(await stores.people.byIds(signing.map(({ personId }) => personId))).values()]
}

/** Where the programme names no courses, every instructor of the LMS could be meant: then none is. */
async function instructorsOf({ stores }: BookDeps, programme: StoredProgramme): Promise<Person[]> {
  const { deployments, contexts = [] } = programme
  if (contexts.length === 0) return []
  const grants = await stores.grants.list({ deployments, limit: MOST_COURSES })
  const courses = grants.filter(({ contextId }) => contexts.includes(contextId))
  const places = (await Promise.all(courses.map(({ id }) => stores.places.ofGrant(id)))).flat()
  const teaching = places.filter(({ active, roles }) => active && roles.some(isInstructor))
  const people = await stores.people.byIdentities(teaching.map(({ issuer, sub }) => ltiKey(issuer, sub)))
  return [...people.values()]
}

/** As launches name them, see `lti/launch/roles.ts`; rosters may leave the vocabulary out (NRPS 2.0 §2.2). */
const isInstructor = (role: string): boolean => /(^|membership#)Instructor$/.test(role)
