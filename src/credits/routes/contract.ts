/** Routes (ИОМ, ИППР, персонифицированная программа, план школы): each use case names its actor. */
import type { Actor } from '#domain/access/actor'
import type { Hours } from '#domain/hours'
import type { CalendarDate, ModuleForm, ModuleKind } from '#domain/kinds'
import type { Bilingual, HourKind, Participant } from '#domain/regulations/data'
import type { ItemDiff, TextDiff } from '#domain/routes/diff'
import type { ItemChange } from '#domain/routes/item-change'
import type { RevisionState } from '#domain/routes/route'
import type { RouteView } from './route-view.ts'

export type { ItemChange } from '#domain/routes/item-change'
export type { RouteItem, RouteRevision } from '#domain/routes/route'
export type * from './route-view.ts'

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

/** Every event of the later revision and those that it lost; of the texts, only those that differ. */
export interface RouteDiff {
  items: readonly ItemDiff[]
  texts: readonly TextDiff[]
}

/** Whose route. A school's plan is named by its organisation and programme, a learner's by the enrolment. */
export type RouteKey = { enrolmentId: string } | { organisation: string; programmeId: string }

/** An enrolment of one's own, with its route or the plan of one's school. */
export interface MyRoute {
  enrolmentId: string
  programme: { id: string; title: string }
  route: RouteView | null
  /** Whether one may begin it oneself. */
  mayStart: boolean
  /** Who begins it by the regulation. */
  startedBy: readonly { role: Participant; title: Bilingual }[]
}

/** A learner without a route that the actor may begin. */
export interface Startable {
  enrolmentId: string
  name: string
  /** Title. */
  programme: string
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
  /** @throws {NotFoundError} if there is no such route or revision that the actor may see */
  diff(actor: Actor, routeId: string, from: number, to: number): Promise<RouteDiff>
  /** Learners whose route the actor may begin by their appointment. */
  startable(actor: Actor): Promise<Startable[]>
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
  /** Fields of one event as its row saves them, all else as it was. @throws {RouteItemError} naming each field */
  changeItem(actor: Actor, at: RouteAt, itemId: string, change: ItemChange): Promise<RouteView>
  /** Adds the mandatory modules that lack, all planned for one day. */
  addMandatory(actor: Actor, at: RouteAt, plannedOn: CalendarDate): Promise<RouteView>
  /** Texts of the plan by their ids; an empty one is taken away. @throws {RouteTextError} */
  writeTexts(actor: Actor, at: RouteAt, texts: Readonly<Record<string, string>>): Promise<RouteView>
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
  /** Another theme for an event of a plan that holds, where the text leaves themes to the school. */
  changeTheme(actor: Actor, at: RouteAt, itemId: string, title: string): Promise<RouteView>
  comment(actor: Actor, at: RouteAt, text: string): Promise<RouteView>
  /**
   * The learner works at another school now: the new school accepts the open route. Where only staff employees take part the
   * route is stopped instead.
   */
  handOver(actor: Actor, at: RouteAt, organisation: string): Promise<RouteView>
  accept(actor: Actor, at: RouteAt): Promise<RouteView>
}
