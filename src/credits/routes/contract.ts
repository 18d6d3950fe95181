/** Routes (ИОМ, ИППР, персонифицированная программа, план школы): each use case names its actor. */
import type { Actor } from '#domain/actor'
import type { Hours } from '#domain/hours'
import type { CalendarDate, ModuleForm, ModuleKind, ModulePart } from '#domain/kinds'
import type { Bilingual, HourKind, Participant, RouteAct } from '#domain/regulation-data'
import type {
  RevisionState,
  Route,
  RouteChange,
  RouteHandOver,
  RouteItem,
  RouteRevision,
  RouteStepRecord,
} from '#domain/route'

export type { RouteItem, RouteRevision } from '#domain/route'

/** An item with its place and what became of it: a row of the printed form. */
export interface RouteItemView extends RouteItem {
  /** № п/п, from 1. */
  number: number
  /** Дата проведения (факт): day of the confirmed entry; `null`: not confirmed yet. */
  actualOn: CalendarDate | null
  /** The entry whose day that is. */
  entryId: string | null
  /** Plan of a school: whether it is planned for whoever looks, by themselves or as one of all. */
  forMe: boolean
}

/** The plan held against the regulation, while it is edited and ever after. */
export interface RoutePlan {
  /** Hours of all items. */
  planned: Hours
  /** Of these, what counts if the regulation counts only modules of the programme. */
  counting: Hours
  /** `null`: the regulation sets no threshold. */
  required: Hours | null
  /** Whether an item has to say its hours. */
  countsHours: boolean
  /** Mandatory modules (инвариант): how many there are, how many the plan has, titles of those that lack. */
  mandatory: { total: number; planned: number; missing: readonly { id: string; title: string }[] }
  lastPlannedOn: CalendarDate | null
  /** Items with a confirmed entry, of all items. */
  done: number
  /** A school's plan: the hours it ordered, split by kind, and what is left of the order. */
  budget: { ordered: Hours; left: Hours; over: Hours; byKind: Readonly<Record<HourKind, Hours>> } | null
}

/** A step of the chain with the role's name as the regulation calls it, and who can take it. */
export interface RouteStepView extends RouteStepRecord {
  roles: readonly { role: Participant; title: Bilingual }[]
  /** People who hold a role of the step today; empty: the administrator has to appoint somebody. */
  holders: readonly { personId: string; name: string; role: Participant }[]
  /** Its turn has come. */
  isNext: boolean
}

export type RouteRight =
  | 'edit'
  | 'send'
  | 'withdraw'
  | 'take'
  | 'return'
  | 'change'
  | 'comment'
  | 'accept'
  | 'move-date'
  | 'hand-over'

export interface RouteView {
  id: string
  version: number
  subject:
    | {
        type: 'learner'
        learnerId: string
        enrolmentId: string
        familyName: string
        givenName: string
        patronymic?: string
      }
    | { type: 'school' }
  /** Образовательная организация. */
  organisation: string
  programme: { id: string; title: string }
  regulation: { id: string; version: string; title: Bilingual; clause: string }
  term: { from: CalendarDate; until: CalendarDate | null }
  /** The revision that this view shows: the asked one, else the latest. */
  revision: Pick<RouteRevision, 'number' | 'kind' | 'createdAt' | 'sentAt' | 'approvedAt'> & {
    state: RevisionState
  }
  /** Number of the approved revision that holds; `null`: none yet. */
  inForce: number | null
  items: readonly RouteItemView[]
  /** Removed from the draft, newest first. */
  removed: readonly RouteItem[]
  plan: RoutePlan
  steps: readonly RouteStepView[]
  /** All revisions, oldest first, without their items. */
  revisions: readonly {
    number: number
    kind: 'first' | 'change'
    state: RevisionState
    sentAt?: string
    approvedAt?: string
  }[]
  history: readonly RouteChange[]
  handOver: RouteHandOver | null
  /** The route was stopped: nothing more can be done with it. */
  closed: Route['closed'] | null
  /** Plan of a school, for whoever writes it: the teachers that subgroups are made of. */
  teachers: readonly { id: string; name: string }[]
  /** Modules of the programme that the plan does not have yet. */
  catalogue: readonly {
    id: string
    title: string
    kind: ModuleKind
    form?: ModuleForm
    part: ModulePart
    hours: Hours
    provider?: string
  }[]
  /** Further columns of the regulation's form that an item may fill. */
  columns: readonly { id: string; title: Bilingual; choices?: readonly { id: string; title: Bilingual }[] }[]
  /** What the actor may do now. */
  may: readonly RouteRight[]
  /** What their step is, if it is their turn. */
  myStep: RouteAct | null
  /** Sent, this draft is in force at once: the text asks for nobody's agreement. */
  startsAlone: boolean
}

/** A row of «Маршруты». */
export interface RouteRow {
  id: string
  subject: { type: 'learner' | 'school'; name: string }
  organisation: string
  programme: { id: string; title: string }
  revision: number
  kind: 'first' | 'change'
  state: RevisionState
  sentAt: string | null
  planned: Hours
  required: Hours | null
  /** Events of the plan, and those of them that took place; a school's are counted on its own page. */
  events: number
  done: number | null
  /** Roles whose turn it is. */
  waitsFor: readonly { role: Participant; title: Bilingual }[]
  /** The actor can take or return it now, or accept the hand-over. */
  waitsForMe: boolean
}

/** An item as it is written; an id names the one that it replaces. */
export interface RouteItemInput {
  id?: string
  /** Copies title, kind, form, part, hours and provider of a module where they are not given. */
  moduleId?: string
  title?: string
  kind?: ModuleKind
  form?: ModuleForm
  hours?: Hours
  hoursBy?: Partial<Record<HourKind, Hours>>
  plannedOn?: CalendarDate
  plannedUntil?: CalendarDate
  provider?: string
  forWhom?: { group: string; learnerIds: readonly string[] }
  details?: Record<string, string>
}

/** Which route, and the version that was seen: @throws {RouteChangedError} if somebody changed it in between. */
export interface RouteAt {
  routeId: string
  version: number
}

export type RouteDiff = readonly {
  change: 'added' | 'removed' | 'changed' | 'same'
  before: RouteItem | null
  after: RouteItem | null
  /** Names of the fields that differ. */
  fields: readonly (keyof RouteItem)[]
}[]

/** Whose route. A school's plan is named by its organisation and programme, a learner's by the enrolment. */
export type RouteKey = { enrolmentId: string } | { organisation: string; programmeId: string }

/** An enrolment of one's own, with its route or the plan of one's school. */
export interface MyRoute {
  enrolmentId: string
  programme: { id: string; title: string }
  route: RouteView | null
  /** Whether one may begin it oneself. */
  mayStart: boolean
}

export interface Routes {
  /** The actor's own enrolments. */
  mine(actor: Actor): Promise<MyRoute[]>
  /** @throws {NotFoundError} if there is none that the actor may see */
  read(actor: Actor, routeId: string, revision?: number): Promise<RouteView>
  /** The route of an enrolment or a school; `null`: none yet. */
  find(actor: Actor, key: RouteKey): Promise<RouteView | null>
  list(
    actor: Actor,
    q: { show: 'mine' | 'open' | 'all'; after?: string; limit?: number },
  ): Promise<{ rows: RouteRow[]; next: string | null }>
  diff(actor: Actor, routeId: string, from: number, to: number): Promise<RouteDiff>
  /** Programmes in which a school has one plan, and the actor may begin one. */
  schoolProgrammes(actor: Actor): Promise<{ id: string; title: string }[]>
  /**
   * Tells requirements of approved routes again: for teachers who were enrolled after their school's plan was approved, and
   * after a process that was killed in between. System. @returns how many routes were looked at
   */
  tellRequirements(actor: Actor): Promise<number>
  /** An empty draft; the same one if it is there already. */
  start(actor: Actor, key: RouteKey & { orderedHours?: Hours }): Promise<RouteView>
  /** Adds an item, or replaces the one with its id. @throws {RouteItemError} naming each field */
  putItem(actor: Actor, at: RouteAt, item: RouteItemInput): Promise<RouteView>
  /** Adds the mandatory modules that lack, all planned for one day. */
  addMandatory(actor: Actor, at: RouteAt, plannedOn: CalendarDate): Promise<RouteView>
  moveItem(actor: Actor, at: RouteAt, itemId: string, by: -1 | 1): Promise<RouteView>
  removeItem(actor: Actor, at: RouteAt, itemId: string): Promise<RouteView>
  restoreItem(actor: Actor, at: RouteAt, itemId: string): Promise<RouteView>
  send(actor: Actor, at: RouteAt, comment?: string): Promise<RouteView>
  /** Back to a draft while nobody decided. */
  withdraw(actor: Actor, at: RouteAt): Promise<RouteView>
  /** The actor's next step: agrees, discusses, interviews, approves or orders. The same step twice by one person is one. */
  take(
    actor: Actor,
    at: RouteAt & { revision: number },
    step: { comment?: string; order?: { number: string; date: CalendarDate } },
  ): Promise<RouteView>
  /** For rework, with a comment. */
  returnForRework(actor: Actor, at: RouteAt & { revision: number }, comment: string): Promise<RouteView>
  /** A new draft from the revision in force. */
  change(actor: Actor, at: RouteAt): Promise<RouteView>
  /** Another day for an event of an approved plan, where the regulation lets dates move freely (п. 7.4). */
  moveDate(actor: Actor, at: RouteAt, itemId: string, to: CalendarDate): Promise<RouteView>
  comment(actor: Actor, at: RouteAt, text: string): Promise<RouteView>
  /**
   * The learner works at another school now: the new school accepts the open route. Where only staff employees take part the
   * route is stopped instead.
   */
  handOver(actor: Actor, at: RouteAt, organisation: string): Promise<RouteView>
  accept(actor: Actor, at: RouteAt): Promise<RouteView>
}
