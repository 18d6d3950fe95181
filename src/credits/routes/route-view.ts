/** A route as it is shown, printed and told: one revision of it, held against the regulation, for whoever looks. */
import type { Hours } from '#domain/hours'
import type { CalendarDate, ModuleForm, ModuleKind, ModulePart } from '#domain/kinds'
import type { Bilingual, HourKind, Participant, RouteAct } from '#domain/regulations/data'
import type { Due } from '#domain/routes/due'
import type {
  RevisionState,
  Route,
  RouteChange,
  RouteHandOver,
  RouteItem,
  RouteRevision,
  RouteStepRecord,
} from '#domain/routes/route'
import type { NamedText } from '#domain/routes/texts'

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
  budget: {
    ordered: Hours
    left: Hours
    over: Hours
    byKind: readonly { kind: HourKind; hours: Hours }[]
  } | null
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
  | 'change-theme'
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
  /** Texts that the regulation's form asks for besides events; `text` is empty until it is written. */
  texts: readonly (NamedText & { text: string })[]
  /** What courses made due and nobody did since; of a learner's route. */
  due: readonly Due[]
  /** Removed from the draft, newest first. */
  removed: readonly RouteItem[]
  plan: RoutePlan
  /** Who decides in which order; of a draft, who will. */
  steps: readonly RouteStepView[]
  /** Where somebody's turn has come: in how many days they usually decide. */
  answerDays?: number
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
