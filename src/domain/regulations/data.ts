/** What a regulation says besides its rules: who takes part, chains of approval, stages, forms. Data for routes, books and prints. */
import type { ModuleKind } from '../kinds.ts'
import type { IndicatorId } from '../reports/indicators.ts'

/** A text of the regulation in both languages; the Russian one is verbatim. */
export interface Bilingual {
  ru: string
  en: string
}

/** Something that a clause (пункт) of the text says. */
export interface Clause {
  /** e.g. `п. 2.6` */
  clause: string
}

/** Who agrees, approves or confirms (кто согласует, утверждает, подтверждает), as the regulations name them. */
export const APPROVERS = [
  'curator',
  'mentor',
  'head',
  'methodist',
  'municipality',
  'provider',
  'tutor',
  'association',
  'council',
  'group',
  'institute',
  'department',
] as const
export type Approver = (typeof APPROVERS)[number]

/** The learner, too, takes steps of a route. */
export const PARTICIPANTS = ['learner', ...APPROVERS] as const
export type Participant = (typeof PARTICIPANTS)[number]

/** What a step of a route (ИОМ, ИППР, персонифицированная программа) is, in the words of the texts. */
export const ROUTE_ACTS = ['drafts', 'agrees', 'discusses', 'approves', 'orders', 'interviews'] as const
export type RouteAct = (typeof ROUTE_ACTS)[number]

/** One step of a chain: what it is, and who may take it; any one of `by` suffices. */
export interface RouteStep {
  does: RouteAct
  by: readonly Participant[]
  /** The text lets it be left out («может быть … обсуждена»). */
  optional: boolean
}

/** Route: whose agreement the first version and a change to it need, in this order; empty: nobody's. */
export interface RouteRule extends Clause {
  /** Who may begin one; absent: the learner. */
  initiatedBy?: readonly Participant[]
  first: readonly RouteStep[]
  change: readonly RouteStep[]
}

/** A named thing of the text: a category of learners, a paper, a kind of control. */
export interface Named {
  id: string
  title: Bilingual
}

/** Self-education (самообразование): who sets its hours, and which papers prove it. */
export interface SelfEducationRule extends Clause {
  /** Kinds that are self-education even if the entry does not say so. */
  kinds: readonly ModuleKind[]
  hoursSetBy: readonly Approver[]
  papers: readonly Named[]
  /** `if-given`: an entry without a list of papers is proved by its document; `always`: the list is needed. */
  papersListed: 'if-given' | 'always'
}

/** A row that the form names; those of one `section` (раздел) stand together below its heading. */
export interface FormSheetRow extends Named {
  section?: Bilingual
  /** Texts that are written below it, e.g. aim and tasks of an explanatory note (пояснительная записка). */
  texts?: readonly Named[]
  /** Below it stand all events of the plan by their days (учебно-тематический план). */
  allByDay?: boolean
}

/** A form to print (печатная форма): its columns in order and, where the form names them, its rows. */
export interface FormSheet extends Clause, Named {
  columns: readonly Named[]
  /** A row «1, 2, 3 …» stands below the heads. */
  columnNumbers?: boolean
  rows?: readonly FormSheetRow[]
  /** Below the table, e.g. «*распределить трудовые функции …». */
  note?: Bilingual
}

/** A stage of the interview (собеседование) and what is talked about. */
export interface InterviewStage extends Named {
  topics: readonly Bilingual[]
}

export interface RegulationData {
  /** Roles (участники) and how the text calls them. */
  roles: readonly (Clause & { role: Participant; title: Bilingual })[]
  selfEducation?: SelfEducationRule
  route?: RouteRule
  /** For whom routes are made (категории педагогов); `staffOnly`: only staff employees (штатные работники). */
  learners?: Clause & { staffOnly: boolean; categories: readonly Named[] }
  /** What each stage of a programme has, and may have. */
  stages?: Clause & { needs: readonly StageField[]; may: readonly StageField[] }
  controls: readonly (Clause & Named)[]
  /** The set of documents of a programme (комплект документов). */
  papers?: Clause & { documents: readonly Named[] }
  /** Hours are ordered per school and spread over events (объём заказа). */
  hourBudget?: Clause & { per: 'school'; kinds: readonly HourKind[] }
  /** Whether events of the plan may move or change without a new agreement. */
  plan?: Clause & { moveFree: boolean; themesFree: boolean; severalDays: boolean }
  /** What follows a course, by whose course it was (собеседование или новая программа). */
  afterCourse?: Clause & { ownProviders: readonly string[]; own: RouteAct; other: RouteAct }
  /** `levels`: of mastery (уровни освоения), lowest first. */
  interview?: Clause & { title?: Bilingual; stages: readonly InterviewStage[]; levels?: readonly Named[] }
  /** Who may see a book on request, and whether a lost one is restored from its documents. */
  book?: Clause & {
    openTo: readonly Participant[]
    duplicateFromDocuments: boolean
    /** Of the duplicate, where another clause speaks of it. */
    duplicateClause?: string
  }
  forms: readonly FormSheet[]
  /** By what the carrying out is judged (показатели эффективности); `target`: per cent that the text asks. */
  indicators: readonly (Clause & { id: IndicatorId; title: Bilingual; target?: number })[]
}

export const STAGE_FIELDS = ['term', 'result', 'report', 'budget'] as const
export type StageField = (typeof STAGE_FIELDS)[number]

/** Часы очные, дистанционные, самостоятельной работы. */
export const HOUR_KINDS = ['contact', 'distance', 'self-study'] as const
export type HourKind = (typeof HOUR_KINDS)[number]
