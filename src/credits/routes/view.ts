import type { Programme } from '#domain/books/book'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import type { Bilingual, Participant } from '#domain/regulations/data'
import { isRepeatable, type Regulation, termOf } from '#domain/regulations/regulation'
import { stepsToTake, turnOf } from '#domain/routes/chain'
import { nextStepOf } from '#domain/routes/decisions'
import { countsHours, itemsFor } from '#domain/routes/items'
import { factsOf, type HeldEvent, planBudget, planSums } from '#domain/routes/plan'
import { latestRevision, type Route, type RouteRevision, revisionInForce } from '#domain/routes/route'
import { ROUTE_FORMS, textsAsked } from '#domain/routes/texts'
import { nameOf } from '../appointments/views.ts'
import { routeDays } from '../reminders/usual.ts'
import type { RouteItemView, RoutePlan, RouteStepView, RouteView } from './contract.ts'
import type { RoutesDeps } from './deps.ts'
import { dueOf } from './due.ts'
import { heldEventsOf } from './facts.ts'
import type { LoadedRoute } from './load.ts'
import { rightsOf } from './rights.ts'
import { enrolmentsOfSchool } from './school.ts'
import type { Standing } from './standing.ts'

/** Columns of a form that every item fills by its own fields. */
const OWN_COLUMNS = new Set([
  'number',
  'title',
  'form',
  'part',
  'hours',
  'planned',
  'actual',
  'provider',
  'contact',
  'distance',
  'self-study',
  'moved',
])

export function programmeOf({ programme }: Pick<LoadedRoute, 'programme'>): Programme {
  const { title, modules, decisions } = programme
  return { title, modules, ...(decisions && { decisions }) }
}

/** @param number which revision; default the latest. @throws {NotFoundError} for one that is not there */
export async function routeView(
  deps: RoutesDeps,
  loaded: LoadedRoute,
  standing: Standing,
  number?: number,
): Promise<RouteView> {
  const revision = revisionOf(loaded.route, number)
  const [held, steps] = await Promise.all([
    heldEventsOf(deps, loaded),
    stepViews(deps, loaded, revision, standing),
  ])
  const items = itemViews(revision, held, standing)
  const may = rightsOf(loaded, standing)
  return {
    ...whatItIs(loaded),
    ...whatHappened(loaded.route),
    ...whatIsPlanned(loaded, revision, items),
    due: await dueOf(deps, loaded, held),
    steps,
    ...(steps.some(({ isNext }) => isNext) && { answerDays: await routeDays(deps, loaded.programme) }),
    teachers: may.includes('edit') ? await teachersOf(deps, loaded.route) : [],
    may,
    myStep: nextStepOf(loaded.route, standing)?.does ?? null,
  }
}

function revisionOf(route: Route, number: number | undefined): RouteRevision {
  if (number === undefined) return latestRevision(route)
  const found = route.revisions.find(each => each.number === number)
  if (!found) throw new NotFoundError('no such revision')
  return found
}

function itemViews(
  { items }: RouteRevision,
  held: readonly HeldEvent[],
  { actor }: Standing,
): RouteItemView[] {
  const facts = factsOf(items, held)
  return items.map((item, i) => ({
    ...item,
    number: i + 1,
    actualOn: facts.get(item.id)?.actualOn ?? null,
    entryId: facts.get(item.id)?.entryId ?? null,
    forMe: itemsFor([item], actor.personId).length > 0,
  }))
}

type What<K extends keyof RouteView> = Pick<RouteView, K>

function whatItIs(
  loaded: LoadedRoute,
): What<'id' | 'version' | 'subject' | 'organisation' | 'programme' | 'regulation' | 'term' | 'columns'> {
  const { route, programme, regulation } = loaded
  const { id, version, route: chain, shortTitle, title } = regulation
  return {
    id: route.id,
    version: route.version,
    subject: subjectView(loaded),
    organisation: route.organisation,
    programme: { id: programme.id, title: programme.title },
    regulation: { id, version, title: shortTitle ?? title, clause: chain?.clause ?? '' },
    term: termView(regulation, route),
    columns: columnsOf(regulation),
  }
}

const whatHappened = (route: Route): What<'inForce' | 'revisions' | 'history' | 'handOver' | 'closed'> => ({
  inForce: revisionInForce(route)?.number ?? null,
  revisions: route.revisions.map(headOf),
  history: route.history,
  handOver: route.handOver ?? null,
  closed: route.closed ?? null,
})

function whatIsPlanned(
  loaded: LoadedRoute,
  revision: RouteRevision,
  items: readonly RouteItemView[],
): What<'revision' | 'items' | 'texts' | 'removed' | 'plan' | 'catalogue' | 'startsAlone'> {
  const { regulation, route } = loaded
  const isDraft = revision.state === 'draft'
  return {
    revision: headOf(revision),
    items,
    texts: textsOf(loaded, revision),
    removed: revision.removed.map(({ item }) => item).reverse(),
    plan: planView(loaded, items),
    catalogue: catalogueOf(loaded, revision),
    startsAlone: isDraft && stepsToTake(regulation, revision.kind, route.subject.type).length === 0,
  }
}

const textsOf = ({ regulation, route }: LoadedRoute, { texts = {} }: RouteRevision): RouteView['texts'] =>
  textsAsked(regulation, route.subject.type).map(each => ({ ...each, text: texts[each.id] ?? '' }))

function subjectView({ route: { subject }, learner }: LoadedRoute): RouteView['subject'] {
  if (subject.type === 'school') return { type: 'school' }
  const { learnerId, enrolmentId } = subject
  const { familyName = learnerId, givenName = '', patronymic } = learner ?? {}
  return {
    ...{ type: 'learner', learnerId, enrolmentId, familyName, givenName },
    ...(patronymic !== undefined && { patronymic }),
  }
}

export function termView(regulation: Regulation, { termFrom }: Pick<Route, 'termFrom'>): RouteView['term'] {
  const { from, until } = termOf(regulation, termFrom)
  return { from, until }
}

const headOf = ({ number, kind, state, createdAt, sentAt, approvedAt }: RouteRevision) =>
  definedOnly({ number, kind, state, createdAt, sentAt, approvedAt })

function planView(loaded: LoadedRoute, items: readonly RouteItemView[]): RoutePlan {
  const { regulation, route } = loaded
  return {
    ...planSums(items, programmeOf(loaded), regulation),
    countsHours: countsHours(regulation),
    done: items.filter(item => item.actualOn !== null).length,
    budget:
      route.orderedHours === undefined
        ? null
        : planBudget(items, route.orderedHours, regulation.hourBudget?.kinds),
  }
}

/** Of a draft, the steps that it will take. */
async function stepViews(
  { stores }: RoutesDeps,
  { regulation, route }: LoadedRoute,
  { state, kind, steps: recorded }: RouteRevision,
  { holders }: Standing,
): Promise<RouteStepView[]> {
  const steps = state === 'draft' ? stepsToTake(regulation, kind, route.subject.type) : recorded
  const people = await stores.people.byIds([...new Set(holders.map(each => each.personId))])
  const turn = state === 'in-approval' ? turnOf(steps) : []
  return steps.map((step, i) => ({
    ...step,
    roles: step.by.map(role => ({ role, title: roleTitle(regulation, role) })),
    holders: holders
      .filter(each => step.by.includes(each.role))
      .map(({ personId, role }) => ({ personId, role, name: nameOf(people, personId) })),
    isNext: turn.includes(i),
  }))
}

/** As the regulation calls the role; the pages have a word for those that it does not name. */
export function roleTitle({ roles }: Pick<Regulation, 'roles'>, role: Participant): Bilingual {
  return roles.find(each => each.role === role)?.title ?? { ru: '', en: '' }
}

async function teachersOf(deps: RoutesDeps, { subject, programmeId }: Route): Promise<RouteView['teachers']> {
  if (subject.type === 'learner') return []
  const enrolments = await enrolmentsOfSchool(deps, { ...subject, programmeId })
  const people = await deps.stores.people.byIds(enrolments.map(({ learnerId }) => learnerId))
  return enrolments.map(({ learnerId }) => ({ id: learnerId, name: nameOf(people, learnerId) }))
}

function catalogueOf(
  { programme, regulation }: LoadedRoute,
  { items }: RouteRevision,
): RouteView['catalogue'] {
  const planned = new Set(items.map(item => item.moduleId))
  return programme.modules
    .filter(module => !planned.has(module.id) || isRepeatable(regulation, module))
    .map(({ id, title, kind, form, part, hours, provider }) =>
      definedOnly({ id, title, kind, form, part, hours, provider }),
    )
}

function columnsOf({ forms }: Regulation): RouteView['columns'] {
  const form = forms.find(({ id }) => ROUTE_FORMS.includes(id))
  return (form?.columns ?? [])
    .filter(({ id }) => !OWN_COLUMNS.has(id))
    .map(({ id, title }) => ({
      id,
      title,
      ...(id === 'competence' && form?.rows && { choices: form.rows }),
    }))
}
