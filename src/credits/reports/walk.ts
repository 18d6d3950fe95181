/** All learners of programmes as they stand on a day, page by page: memory does not grow with their number. */
import type { Actor } from '#domain/actor'
import { NotFoundError } from '#domain/errors'
import type { CalendarDate } from '#domain/kinds'
import { organisationKey } from '#domain/reports/organisation'
import { type Standing, type StandingInput, standingOf } from '#domain/reports/standing'
import type { Person, StoredProgramme } from '#store/ports/people'
import { actAs, reachableProgrammes } from '../access.ts'
import { type LoadedBook, loadBooks } from '../books/load-books.ts'
import type { ReportDeps } from './deps.ts'
import { type RouteInForce, routeInForce } from './route-in-force.ts'

const PAGE = 200

export interface Standed {
  book: LoadedBook
  person: Person | null
  route: RouteInForce | null
  /** `organisationKey`, empty if nobody named one. */
  organisation: string
  standing: Standing
  input: StandingInput
}

/** @throws {NotFoundError} @throws {ForbiddenError} */
export async function programmesOf(
  deps: ReportDeps,
  actor: Actor,
  programmeId: string | undefined,
): Promise<{ all: StoredProgramme[]; chosen: StoredProgramme[] }> {
  const acting = actAs(actor, 'curator', 'issuer', 'administrator')
  const all = await reachableProgrammes(deps.stores, acting)
  const chosen = all.filter(({ id }) => programmeId === undefined || id === programmeId)
  if (programmeId !== undefined && chosen.length === 0) throw new NotFoundError('no such programme')
  return { all, chosen }
}

/** Those enrolled by the day and not gone. */
export async function* walkStandings(
  deps: ReportDeps,
  programmes: readonly StoredProgramme[],
  on: CalendarDate,
): AsyncGenerator<Standed[]> {
  for (const { id } of programmes) {
    let after: string | undefined
    do {
      const page = await deps.stores.enrolments.listByProgramme({
        programmeIds: [id],
        ...(after !== undefined && { after }),
        limit: PAGE,
      })
      after = page.length < PAGE ? undefined : page.at(-1)?.id
      yield await standingsOf(
        deps,
        page.filter(each => each.enrolledOn <= on && each.status !== 'left'),
        on,
      )
    } while (after !== undefined)
  }
}

async function standingsOf(
  deps: ReportDeps,
  enrolments: Parameters<typeof loadBooks>[1],
  on: CalendarDate,
): Promise<Standed[]> {
  const [books, people, routes] = await Promise.all([
    loadBooks(deps, enrolments, on),
    deps.stores.people.byIds(enrolments.map(each => each.learnerId)),
    deps.stores.routes.byEnrolments(enrolments.map(each => each.id)),
  ])
  const routeOf = new Map(
    routes.flatMap(route =>
      route.subject.type === 'learner' ? [[route.subject.enrolmentId, route] as const] : [],
    ),
  )
  return books.map(book => {
    const person = people.get(book.enrolment.learnerId) ?? null
    const route = routeInForce(routeOf.get(book.enrolment.id), book, { on, timeZone: deps.timeZone })
    const input = inputOf(book, route, on)
    const organisation = organisationKey(person?.organisation ?? '')
    return { book, person, route, organisation, standing: standingOf(input), input }
  })
}

function inputOf(book: LoadedBook, route: RouteInForce | null, on: CalendarDate): StandingInput {
  const issuedOn = book.certificate?.state === 'issued' ? book.certificate.snapshot?.issuedOn : undefined
  return {
    progress: book.progress,
    on,
    issued: issuedOn !== undefined && issuedOn <= on,
    routeAsked: book.regulation.route !== undefined,
    planned: route?.items ?? null,
  }
}
