/** The book (зачётная книжка): one's own, or a learner's in one's scope. */
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import type { Enrolment, Person, StoredProgramme } from '#store/ports/people'
import type { BooksView, BookView, Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { tellWaits } from '../reminders/tell-waits.ts'
import { type BookRoles, loadRoles } from '../writing/roles.ts'
import { type AtHand, loadBooks, todayOf } from './load-books.ts'
import { nameCertificates } from './name-certificates.ts'
import { plannedLines, routeOfBook } from './planned-lines.ts'
import { bookView, personView } from './views.ts'

export function readBooks(deps: CreditsDeps): Credits['readBooks'] {
  const { stores } = deps

  return async (actor, { learnerId = actor.personId, programmeId }): Promise<BooksView> => {
    const [person, { visible, ...atHand }] = await Promise.all([
      stores.people.byId(learnerId),
      visibleEnrolments(actor, learnerId),
    ])
    const isOwn = learnerId === actor.personId
    if (!person || (!isOwn && visible.length === 0)) throw new NotFoundError('no such learner')
    const chosen = choose(visible, programmeId, isOwn ? person.openedProgramme : undefined)
    return {
      person: personView(person),
      programmes: visible.map(({ programme: { id, title }, mayEnter }) => ({ id, title, mayEnter })),
      book: chosen ? await readBook(chosen, person, atHand) : null,
    }
  }

  async function readBook(
    { enrolment, programme }: Visible,
    person: Person,
    atHand: AtHand,
  ): Promise<BookView | null> {
    const { organisation } = person
    const [[book], route] = await Promise.all([
      loadBooks(deps, [enrolment], { atHand }),
      routeOfBook(deps, { enrolment, programme, organisation }),
    ])
    const today = todayOf(deps)
    if (!book) return null
    const planned = plannedLines(route, book.entries, today)
    const source = book.entries.length === 0 ? await sourceOf(programme) : undefined
    const view = bookView(book, personView(person), { today, planned })
    const named = await nameCertificates(deps, { ...view, ...(source !== undefined && { source }) })
    return tellWaits(deps, named)
  }

  /** Title of the system in which the first module that has a course lives. */
  async function sourceOf({ modules }: StoredProgramme): Promise<string | undefined> {
    const source = modules.find(module => module.source)?.source
    return source && (await stores.connections.byId(source.connectionId))?.title
  }

  /** One's own all; others' in the programmes that one's roles reach, or for whom one was appointed. */
  async function visibleEnrolments(
    actor: Actor,
    learnerId: string,
  ): Promise<AtHand & { visible: Visible[] }> {
    const enrolments = await stores.enrolments.byLearner(learnerId)
    const roles = await loadRoles(deps, actor, enrolments)
    const visible = enrolments.flatMap(enrolment => {
      const programme = roles.programmes.get(enrolment.programmeId)
      if (!programme || !roles.sees(enrolment)) return []
      return [{ enrolment, programme, mayEnter: mayEnter(roles, enrolment) }]
    })
    return { visible, enrolments, programmes: roles.programmes }
  }
}

interface Visible {
  enrolment: Enrolment
  programme: StoredProgramme
  mayEnter: boolean
}

function mayEnter(roles: BookRoles, enrolment: Enrolment): boolean {
  const { enter } = roles.writing(enrolment, enrolment.enrolledOn)
  return enrolment.status === 'active' && roles.of(enrolment).some(({ role }) => enter.includes(role))
}

/** The one asked for, else the one opened last, else an active one, else the one begun last. */
function choose(
  visible: Visible[],
  programmeId: string | undefined,
  opened: string | undefined,
): Visible | undefined {
  if (programmeId !== undefined) {
    const asked = visible.find(({ programme }) => programme.id === programmeId)
    if (!asked) throw new NotFoundError('no such book')
    return asked
  }
  const last = visible.find(({ programme }) => programme.id === opened)
  if (last) return last
  const newest = visible.toSorted((a, b) => (a.enrolment.enrolledOn < b.enrolment.enrolledOn ? 1 : -1))
  return newest.find(({ enrolment }) => enrolment.status === 'active') ?? newest[0]
}
