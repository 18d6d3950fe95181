/** What the evaluator reads: a programme, a book and its facts. Plain data, any order. */
import type { Hours } from '../hours.ts'
import type { CalendarDate, EntryStatus, ModuleForm, ModuleKind, ModulePart } from '../kinds.ts'
import type { Participant } from '../regulations/data.ts'

/** Module (модуль, мероприятие) of a programme. */
export interface ProgrammeModule {
  id: string
  title: string
  kind: ModuleKind
  part: ModulePart
  hours: Hours
  form?: ModuleForm
  /** Counts once per piece (фотогалерея: 12 ч за каждую). */
  repeatable?: boolean
  /** Belongs to the study programme whose invariant share Tyumen caps (п. 3.2.1). */
  study?: boolean
  provider?: string
  /** Year of the approved list (перечень мероприятий) it stands in. */
  listYear?: number
}

/** Programme (программа повышения квалификации) under a regulation. */
export interface Programme {
  title: string
  modules: ProgrammeModule[]
  /** What the regulation's text leaves open and this programme decides, e.g. caps by kind. */
  decisions?: ProgrammeDecisions
}

/** Fields that decide what a regulation leaves open; absent: the regulation file's default. */
export interface ProgrammeDecisions {
  /** Most hours that count per kind (предел по виду), e.g. `{ 'photo-gallery': 3600 }`. */
  kindCaps?: Partial<Record<ModuleKind, Hours>>
  /** Lets a document be issued before the shortest term has passed (ТГПУ п. 2.8): who decided it, and why. */
  allowEarlyIssue?: { by: string; reason: string }
  /** Hours of the whole programme, e.g. as the school ordered them; absent: the sum of its modules. */
  totalHours?: Hours
  /** How many days a decision on an entry usually takes, and a document once everything is met; told while too little was measured. */
  answerDays?: number
  issueDays?: number
  /** Organisations approved as internship sites (стажировочные площадки), as modules name their `provider`. */
  approvedSites?: readonly string[]
}

/** An entry (запись книжки) as the evaluator sees it. */
export interface BookEntry {
  id: string
  /** Running number in the book (№); texts name the id where it is absent. */
  number?: number
  /** Id of a module of the programme; an unknown one is `not-in-programme`. */
  module: string
  kind: ModuleKind
  form?: ModuleForm
  hours: Hours
  date: CalendarDate
  status: EntryStatus
  /** Who held it (организатор). */
  provider?: string
  /** Supporting document (подтверждающий документ), e.g. «справка № 4». */
  document?: string
  selfEducation?: boolean
  /** Papers that prove self-education, by their ids in the regulation (`expert-conclusion`, `agreement`). */
  papers?: readonly string[]
  /** Certificate that already used these hours. */
  consumedBy?: string
  /** Id of the entry that replaced this one. */
  supersededBy?: string
  /** When it came into the curator's queue. */
  importedOn?: CalendarDate
  /** The last refusal or withdrawal, for its text: day, whose, why. */
  decision?: { on: CalendarDate; byName?: string; reason?: string }
}

/** Recorded facts (факты) that requirements refer to. */
export interface BookFacts {
  enrolmentDocuments?: 'complete' | 'incomplete'
  /** Which of them are not handed in, by their ids in the regulation; absent: not known. */
  missingDocuments?: readonly string[]
  routeApproved?: CalendarDate
  diagnosisBefore?: CalendarDate
  diagnosisAfter?: CalendarDate
  projectDefence?: CalendarDate
  stageReports?: CalendarDate
  /** Number of the first stage (from 1, by their terms) without a report. */
  stageWithoutReport?: number
  finalReport?: CalendarDate
  /** Категория педагога, штатный работник (Грозный пп. 2.1, 2.2): the day since which it is so. */
  learnerCategory?: CalendarDate
  presentation?: CalendarDate
  issueOrder?: CalendarDate
}

/** A learner's book under one programme. */
export interface Book {
  regulation: string
  enrolledOn: CalendarDate
  programme: Programme
  entries: BookEntry[]
  facts: BookFacts
  /** Roles that the route waits for until it is approved; absent: not known, or it is. */
  routeWaitsFor?: readonly Participant[]
}
