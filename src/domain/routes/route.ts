/**
 * Route (ИОМ, ИППР, персонифицированная программа, план школы): what is planned, item by item, agreed along the chain of the
 * regulation (`route` of its file). A revision is never edited once it was sent; the history only grows. Steps: `machine.ts`.
 */
import type { Change } from '../changes/changes.ts'
import type { Hours } from '../hours.ts'
import type { CalendarDate, ModuleForm, ModuleKind, ModulePart } from '../kinds.ts'
import type { HourKind, Participant, RouteAct } from '../regulations/data.ts'

/** One planned event (мероприятие): a row of the printed form. */
export interface RouteItem {
  id: string
  /** Наименование мероприятия (вид, тематика). */
  title: string
  kind: ModuleKind
  /** Формат проведения. */
  form?: ModuleForm
  part?: ModulePart
  /** Module of the programme; absent: an event of one's own. */
  moduleId?: string
  /** Absent only where the regulation counts no hours (Омск). */
  hours?: Hours
  /** Plan of a school: contact, distance, self-study (Методический абонемент, п. 7.3); their sum is `hours`. */
  hoursBy?: Readonly<Partial<Record<HourKind, Hours>>>
  /** Дата проведения (план). */
  plannedOn: CalendarDate
  /** Last day of an event of several days. */
  plannedUntil?: CalendarDate
  /** Where it stood before its date was moved (перенос мероприятия), oldest first. */
  movedFrom?: readonly CalendarDate[]
  /** Название учреждения, на базе которого проведено мероприятие. */
  provider?: string
  /** Plan of a school: a subgroup (подгруппа) that takes it; absent: the whole staff (Методический абонемент, п. 7.6). */
  forWhom?: { group: string; learnerIds: readonly string[] }
  /** Further columns of the regulation's form by their ids, e.g. Омск: competence, tasks, result. */
  details?: Readonly<Record<string, string>>
}

/** Whose route: a learner's, or a school's (план школы) that holds for all its learners of the programme. */
export type RouteSubject =
  | { type: 'learner'; learnerId: string; enrolmentId: string }
  | { type: 'school'; organisation: string }

/** Who took a step, in which role of the regulation; names as they were then. */
export interface RouteSignature {
  by: string
  byName: string
  as: Participant
  /** Appointment (полномочие) that gave the role; absent for the learner and for a curator by their launch. */
  appointmentId?: string
  /** ISO instant. */
  at: string
  comment?: string
  /** Приказ: its number and date, for a step that `orders`. */
  order?: { number: string; date: CalendarDate }
}

export type RouteStepStatus = 'waiting' | 'taken' | 'skipped' | 'returned'

/** A step of the chain as the regulation had it when the revision was sent. */
export interface RouteStepRecord {
  does: RouteAct
  by: readonly Participant[]
  optional: boolean
  status: RouteStepStatus
  signature?: RouteSignature
}

export type RevisionState = 'draft' | 'in-approval' | 'returned' | 'approved' | 'superseded'

/** A revision (редакция): a draft while it is written, then a document that stays as it was sent. */
export interface RouteRevision {
  /** From 1, without gaps. */
  number: number
  /** `change`: of a route that was approved before; its chain may differ. */
  kind: 'first' | 'change'
  state: RevisionState
  items: readonly RouteItem[]
  /** Texts that the regulation's form asks for, by their ids; absent: none written. */
  texts?: Readonly<Record<string, string>>
  /** Removed from this draft, newest last: what can be put back. */
  removed: readonly { item: RouteItem; at: number }[]
  steps: readonly RouteStepRecord[]
  createdAt: string
  sentAt?: string
  approvedAt?: string
}

const ROUTE_ACTIONS = [
  'start',
  'draft',
  'send',
  'withdraw',
  'take',
  'return',
  'approve',
  'change',
  'move-date',
  'change-theme',
  'comment',
  'hand-over',
  'accept',
  'close',
] as const
export type RouteAction = (typeof ROUTE_ACTIONS)[number]

/** A line of the history: who, in which role, when, what. */
export interface RouteChange {
  action: RouteAction
  /** The version of the route that this step made. */
  version: number
  revision: number
  by: string
  byName: string
  byRole: string
  at: string
  /** What the step was (`agrees`, `approves` …). */
  does?: RouteAct
  comment?: string
  /** Further facts, e.g. the organisations of a hand-over. */
  facts?: Readonly<Record<string, string>>
}

/** The learner moved: the new school has to accept the open route (передача с принятием). */
export interface RouteHandOver {
  from: string
  to: string
  at: string
  by: string
  byName: string
  acceptedAt?: string
}

export interface Route {
  id: string
  subject: RouteSubject
  programmeId: string
  /** Organisation (ОО) whose mentor and head decide; of the learner when the route began, then by hand-over. */
  organisation: string
  regulation: string
  /** First day of the term: of the enrolment, or of the school's plan. */
  termFrom: CalendarDate
  /** Часы заказа школы (п. 7.2). */
  orderedHours?: Hours
  revisions: readonly RouteRevision[]
  history: readonly RouteChange[]
  handOver?: RouteHandOver
  /** Прекращён: the learner left where only staff employees take part (Грозный, п. 2.2). */
  closed?: { at: string; by: string; byName: string; reason: string }
  /** Rises with each change; whoever writes names the one they saw. */
  version: number
  /** What each of the latest changes made different, for whoever came second; absent in routes from before. */
  changes?: Change[]
  createdAt: string
}

/** The revision that is written or decided on: the last. */
export function latestRevision(route: Pick<Route, 'revisions'>): RouteRevision {
  const last = route.revisions.at(-1)
  if (!last) throw new TypeError('a route has a revision')
  return last
}

/** The revision that holds: the last approved one. */
export function revisionInForce(route: Pick<Route, 'revisions'>): RouteRevision | null {
  return route.revisions.findLast(each => each.state === 'approved') ?? null
}
