/** «Маршруты»: those that the actor sees, those that wait for somebody, those that wait for them. */
import type { Actor } from '#domain/access/actor'
import { isInForce } from '#domain/access/appointment'
import { bookKey, groupByBook } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import { fullName } from '#domain/names/full-name'
import { hasSchoolPlan, initiatorsOf } from '#domain/routes/chain'
import { factsOf, planSums } from '#domain/routes/plan'
import { latestRevision, type Route, type RouteItem } from '#domain/routes/route'
import { rolesAwaited } from '#domain/routes/turn'
import { reachableProgrammes } from '../access.ts'
import type { RouteRow, Routes } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { type LoadedRoute, loadRoutes, todayOf } from './load.ts'
import { rightsOf } from './rights.ts'
import { appointmentsOf, canSee, type Standing, standingOf } from './standing.ts'
import { programmeOf, roleTitle } from './view.ts'

const PAGE = 50
const MOST_ROWS = 200
const READ_AT_ONCE = 100
/** Routes looked through for one page; the rest follow by `next`. */
const MOST_READ = 2000

export function list(deps: RoutesDeps): Routes['list'] {
  return async (actor, { show, after, limit = PAGE }) => {
    const size = Math.min(Math.max(limit, 1), MOST_ROWS)
    const programmeIds = await programmesOf(deps, actor)
    const rows: RouteRow[] = []
    if (programmeIds.length === 0) return { rows, next: null }
    let cursor = after
    for (let read = 0; read < MOST_READ; read += READ_AT_ONCE) {
      const page = await deps.stores.routes.list({
        programmeIds,
        open: show !== 'all',
        ...(cursor !== undefined && { after: cursor }),
        limit: READ_AT_ONCE,
      })
      for (const row of await rowsOf(deps, actor, page)) {
        if (show === 'mine' && !row.waitsForMe) continue
        rows.push(row)
        if (rows.length === size) return { rows, next: row.id }
      }
      cursor = page.at(-1)?.id
      if (page.length < READ_AT_ONCE) return { rows, next: null }
    }
    return { rows, next: cursor ?? null }
  }
}

/** By one's platform roles, and by one's appointments: one that names no programme is for all. */
async function programmesOf(deps: RoutesDeps, actor: Actor): Promise<string[]> {
  const { stores } = deps
  const [reached, own] = await Promise.all([
    reachableProgrammes(stores, actor),
    stores.appointments.byPerson(actor.personId),
  ])
  const held = own.filter(each => isInForce(each, todayOf(deps)))
  const all = held.some(each => each.programmeIds === undefined) ? await stores.programmes.all() : []
  const named = held.flatMap(each => each.programmeIds ?? [])
  return [...new Set([...reached, ...all].map(({ id }) => id).concat(named))]
}

/** An appointment to begin one is needed: platform roles alone order no hours. */
export function schoolProgrammes(deps: RoutesDeps): Routes['schoolProgrammes'] {
  const { stores, regulations } = deps
  return async actor => {
    const own = await stores.appointments.byPerson(actor.personId)
    const held = own.filter(each => isInForce(each, todayOf(deps)))
    if (held.length === 0) return []
    const programmes = [...(await stores.programmes.byIds(await programmesOf(deps, actor))).values()]
    return programmes
      .filter(({ regulation }) => hasSchoolPlan(regulations.get(regulation)))
      .filter(({ id, regulation }) =>
        held.some(
          ({ role, programmeIds }) =>
            initiatorsOf(regulations.get(regulation), 'school').includes(role) &&
            (programmeIds?.includes(id) ?? true),
        ),
      )
      .map(({ id, title }) => ({ id, title }))
  }
}

async function rowsOf(deps: RoutesDeps, actor: Actor, routes: readonly Route[]): Promise<RouteRow[]> {
  const loaded = await loadRoutes(deps, routes)
  const appointments = await appointmentsOf(
    deps,
    loaded.map(({ route }) => route.programmeId),
  )
  const seen = loaded.flatMap(each => {
    const standing = standingOf(actor, each, appointments.get(each.route.programmeId) ?? [])
    return canSee(standing) ? [{ each, standing }] : []
  })
  const books = await confirmedOf(
    deps,
    seen.map(({ each }) => each.route),
  )
  return seen.map(({ each, standing }) => rowOf(each, standing, books))
}

/** Confirmed entries of the learners' books, one query for all of them. */
async function confirmedOf({ stores }: RoutesDeps, routes: readonly Route[]): Promise<Map<string, Entry[]>> {
  const keys = routes.flatMap(({ subject, programmeId }) =>
    subject.type === 'learner' ? [{ learnerId: subject.learnerId, programmeId }] : [],
  )
  const entries = keys.length > 0 ? await stores.entries.ofBooks(keys) : []
  return groupByBook(entries.filter(({ status }) => status === 'confirmed'))
}

function doneOf({ subject, programmeId }: Route, items: readonly RouteItem[], books: Map<string, Entry[]>) {
  if (subject.type === 'school') return null
  return factsOf(items, books.get(bookKey({ learnerId: subject.learnerId, programmeId })) ?? []).size
}

function rowOf(loaded: LoadedRoute, standing: Standing, books: Map<string, Entry[]>): RouteRow {
  const { route, programme, regulation, learner } = loaded
  const revision = latestRevision(route)
  const { planned, required } = planSums(revision.items, programmeOf(loaded), regulation)
  const may = rightsOf(loaded, standing)
  const name = learner ? fullName(learner) : route.organisation
  return {
    id: route.id,
    subject: { type: route.subject.type, name },
    organisation: route.organisation,
    programme: { id: programme.id, title: programme.title },
    revision: revision.number,
    kind: revision.kind,
    state: revision.state,
    sentAt: revision.sentAt ?? null,
    planned,
    required,
    events: revision.items.length,
    done: doneOf(route, revision.items, books),
    waitsFor: rolesAwaited(revision).map(role => ({ role, title: roleTitle(regulation, role) })),
    waitsForMe: may.includes('take') || may.includes('accept'),
  }
}
