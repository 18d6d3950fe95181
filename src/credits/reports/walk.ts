/** All learners of programmes as they stand on a day, page by page: memory does not grow with their number. */
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import type { CalendarDate } from '#domain/kinds'
import { organisationKey } from '#domain/reports/organisation'
import { type Standing, type StandingInput, standingOf } from '#domain/reports/standing'
import type { Person, StoredProgramme } from '#store/ports/people'
import { type LoadedBook, loadBooks } from '../books/load-books.ts'
import { type Duties, dutiesOf, overseen } from '../writing/duties.ts'
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

/** What somebody is reported to about: programmes, and of those that they only hold an appointment for, whom it covers. */
export interface ReportScope {
  duties: Duties
  chosen: StoredProgramme[]
}

/** @throws {NotFoundError} @throws {ForbiddenError} */
export async function scopeOf(
  deps: ReportDeps,
  actor: Actor,
  programmeId: string | undefined,
): Promise<ReportScope> {
  const duties = await dutiesOf(deps, actor, ['curator', 'issuer', 'administrator'])
  const chosen = duties.programmes.filter(({ id }) => programmeId === undefined || id === programmeId)
  if (programmeId !== undefined && chosen.length === 0) throw new NotFoundError('no such programme')
  return { duties, chosen }
}

/** Those enrolled by the day and not gone. */
export async function* walkStandings(
  deps: ReportDeps,
  { duties, chosen }: ReportScope,
  on: CalendarDate,
): AsyncGenerator<Standed[]> {
  for (const { id } of chosen) {
    let after: string | undefined
    do {
      const page = await deps.stores.enrolments.listByProgramme({
        programmeIds: [id],
        ...(after !== undefined && { after }),
        limit: PAGE,
      })
      after = page.length < PAGE ? undefined : page.at(-1)?.id
      const there = page.filter(each => each.enrolledOn <= on && each.status !== 'left')
      yield await standingsOf(deps, await overseen(deps, duties, there), on)
    } while (after !== undefined)
  }
}

async function standingsOf(
  deps: ReportDeps,
  enrolments: Parameters<typeof loadBooks>[1],
  on: CalendarDate,
): Promise<Standed[]> {
  const [books, people, routes] = await Promise.all([
    loadBooks(deps, enrolments, { asOf: on }),
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
