/**
 * Regulation (положение): what has to be met for a document, as data. A file of `config/regulations` holds one version;
 * `parseRegulation` reads it, `evaluate` judges a book by it. What a text leaves open is a field here with a default.
 */

import { type Hours, sumHours, zeroHours } from '../hours.ts'
import type { CalendarDate, ModuleForm, ModuleKind, Reason, RequirementId } from '../kinds.ts'
import { addSpan, type Span, yearOf } from '../time/calendar.ts'
import type { Approver, Bilingual, Clause, RegulationData, RouteAct } from './data.ts'

/** A row of the tariff (тариф): how many hours a kind of module carries, whatever time it took. */
export interface TariffRow extends Clause {
  kind: ModuleKind
  /** Wording of the annex. */
  title: Bilingual
  forms: readonly ModuleForm[]
  hours: Hours
  /** Whether the learner pays for it (оплата участия). */
  paid: boolean
  /** Counts once per piece: «12 часов за одну творческую фото-галерею». */
  repeatable: boolean
}

/** The invariant part may be at most a share of the programme (Tyumen, п. 3.2.1). */
export interface InvariantShare extends Clause {
  /** Ten-thousandths: 3000 is 30 %. */
  maxBasisPoints: number
  /** `study`: only modules marked as belonging to the study programme; `all`: every module. */
  of: 'study' | 'all'
  /** What the share is taken of: the hours planned in the programme, or those counted so far. */
  base: 'planned' | 'counted'
}

export interface TermRule extends Clause {
  min?: Span
  max?: Span
  /** Open in ТГПУ п. 2.8 («может составлять от одного года»): whether the minimum really holds back the issue. */
  minimumHolds: boolean
  /**
   * Open in ТГПУ п. 2.8: after the last day, `mastered-in-term` still lets those finish on paper who mastered everything in
   * time (срок освоения, not of issue); `closed` does not.
   */
  afterEnd: 'mastered-in-term' | 'closed'
}

/** A document of the enrolment pack (документы для зачисления). */
export interface EnrolmentDocument {
  id: string
  title: Bilingual
  /** Only for some learners, e.g. a document on a changed surname. */
  ifNeeded: boolean
}

/** Ways of study (формы обучения) that a regulation allows. */
export const STUDY_MODES = ['off-the-job', 'partly-off-the-job', 'on-the-job'] as const
export type StudyMode = (typeof STUDY_MODES)[number]

/** Whether a recorded step is held against the days of the entries that count. */
export const RECORDED_WHEN = ['any', 'before-entries', 'after-entries'] as const
export type RecordedWhen = (typeof RECORDED_WHEN)[number]

/** One requirement in the order of the text; `kinds`, `study`, `atLeast` for those that ask for a kind of module. */
export interface RequirementRule extends Clause {
  id: RequirementId
  kinds?: readonly ModuleKind[]
  /** `true`: modules of the study programme meet it too, whatever their kind; `false`: they never do. */
  study?: boolean
  /** How many modules; absent: one. */
  atLeast?: number
  /** For recorded steps; absent: any day. */
  when?: RecordedWhen
}

/** A list of events approved each year (ежегодный перечень мероприятий). */
export interface YearlyList extends Clause {
  decidedBy: Bilingual
  /** `calendar`: the list of 2026 is for 2026; `school`: for the school year that begins on 1 September 2026. */
  year: 'calendar' | 'school'
  /** Days of the year `MM-DD`: proposals until, published until. */
  proposalsBy?: string
  publishedBy?: string
}

/** Each entry needs a supporting document, of these kinds; `others`: the text ends with «и др.». */
export interface EntryDocumentRule extends Clause {
  kinds: readonly Bilingual[]
  others: boolean
}

export interface Regulation extends RegulationData {
  id: string
  version: string
  /** First day of this version; the last such version before an entry's date judges that entry. */
  validFrom: CalendarDate
  title: Bilingual
  /** For a line of a page, e.g. «Положение ТГПУ»; absent: the title. */
  shortTitle?: Bilingual
  issuingBody: Bilingual
  source: string
  /** What is issued in the end (документ о повышении квалификации). */
  document: Clause & { kind: 'udostoverenie' | 'spravka' | 'book'; title: Bilingual }
  /** Whether taking part is voluntary, and how one studies. */
  study?: Clause & { voluntary: boolean; modes: readonly StudyMode[] }
  /** Absent: the text sets no threshold. */
  totalHours?: Clause & { hours: Hours }
  /** The programme is mastered as a whole: required are its planned hours, or those that it decides (`totalHours`). */
  programmeHours?: Clause
  moduleSize?: Clause & { min: Hours; max: Hours }
  /**
   * Mandatory modules. `of`: the invariant part, or `all` modules where the whole programme is binding; `atLeast`: how many
   * of them a programme must have at the very least.
   */
  invariantModules?: Clause & { of: 'invariant' | 'all'; atLeast: number }
  invariantShare?: InvariantShare
  term?: TermRule
  tariff: readonly TariffRow[]
  /** Only modules of the list of the chosen direction count (перечень модулей направления). */
  moduleList: Clause & { directionOnly: boolean }
  yearlyList?: YearlyList
  entryDocument?: EntryDocumentRule
  enrolment?: Clause & { documents: readonly EnrolmentDocument[] }
  /**
   * `allowPartial: false`: a module is confirmed «в полном объёме» or not at all. `by`: any of these may confirm; `decidedBy`:
   * who narrows that down for its own schools.
   */
  confirmation: Clause & { allowPartial: boolean; by: readonly Approver[]; decidedBy?: 'municipality' }
  /** Whether one module counts once; false lets repeats count without end. */
  repeats: Clause & { onceUnlessRepeatable: boolean }
  /** Most hours per kind; a programme's own decision takes precedence. */
  kindCaps: readonly (Clause & { kind: ModuleKind; hours: Hours })[]
  kindCapClause: string
  /** A module chosen in two programmes: credited in one of them, or in both. */
  sharedModules: Clause & { policy: 'exclusive' | 'shared' }
  surplus: Clause & { policy: 'burn' | 'carry' }
  requirements: readonly RequirementRule[]
}

/** The version in force on a day: the latest `validFrom` not after it. */
export function regulationInForce(
  versions: readonly Regulation[],
  date: CalendarDate,
): Regulation | undefined {
  return versions
    .filter(version => version.validFrom <= date)
    .reduce<Regulation | undefined>(
      (best, version) => (best && best.validFrom >= version.validFrom ? best : version),
      undefined,
    )
}

type Named = Pick<Regulation, 'id' | 'version' | 'validFrom'>

/** Two versions of one regulation that cannot stand side by side: of one name, or from one day. */
export const isSameVersion = (one: Named, other: Named): boolean =>
  one.id === other.id && (one.version === other.version || one.validFrom === other.validFrom)

/** The tariff's row for a kind, if the annex has one. */
export function tariffOf(regulation: Regulation, kind: ModuleKind): TariffRow | undefined {
  return regulation.tariff.find(row => row.kind === kind)
}

/** Whether a module may count more than once: its own mark first, then the tariff's. */
export function isRepeatable(
  regulation: Regulation,
  module: { kind: ModuleKind; repeatable?: boolean },
): boolean {
  if (!regulation.repeats.onceUnlessRepeatable) return true
  return module.repeatable ?? tariffOf(regulation, module.kind)?.repeatable ?? false
}

/** Hours that a document needs: the threshold, or the whole programme; none where the text sets neither. */
export function requiredHours(
  regulation: Regulation,
  programme: { modules: readonly { hours: Hours }[]; decisions?: { totalHours?: Hours } },
): Hours {
  if (regulation.totalHours) return regulation.totalHours.hours
  if (!regulation.programmeHours) return zeroHours
  return programme.decisions?.totalHours ?? sumHours(programme.modules.map(module => module.hours))
}

/** The year whose list an event of a day has to stand in. */
export function listYearOf(list: YearlyList, date: CalendarDate): number {
  const beforeSeptember = date.slice(5, 7) < '09'
  return yearOf(date) - (list.year === 'school' && beforeSeptember ? 1 : 0)
}

/** Whether an entry is self-education (самообразование) whose hours somebody sets. */
export function isSelfEducation(
  regulation: Regulation,
  entry: { kind: ModuleKind; selfEducation?: boolean },
): boolean {
  const rule = regulation.selfEducation
  return rule !== undefined && (entry.selfEducation === true || rule.kinds.includes(entry.kind))
}

/**
 * What the text asks for after a course (Омск пп. 3.3, 3.4): an interview after a course of the providers it names, a new
 * programme after any other; `undefined` where it asks for nothing.
 */
export function stepAfterCourse(
  regulation: Regulation,
  course: { kind: ModuleKind; provider?: string },
): RouteAct | undefined {
  const rule = regulation.afterCourse
  if (!rule || course.kind !== 'course') return undefined
  const isOwn = rule.ownProviders.some(name => course.provider?.includes(name))
  return isOwn ? rule.own : rule.other
}

/** First day of the term, first day a document can be issued, last day on which a module may be completed. */
export function termOf(regulation: Regulation, enrolledOn: CalendarDate) {
  const { min, max, minimumHolds } = regulation.term ?? {}
  return {
    from: enrolledOn,
    earliestIssue: min && minimumHolds ? addSpan(enrolledOn, min) : null,
    until: max ? addSpan(enrolledOn, max) : null,
  }
}

/** The clause that decides a reason, where one does; `rejected` and its like are decided by people. */
export function clauseOfReason(regulation: Regulation, reason: Reason): string | undefined {
  const clauses: Partial<Record<Reason, string | undefined>> = {
    'not-confirmed': regulation.confirmation.clause,
    'not-in-programme': regulation.moduleList.clause,
    'module-size': regulation.moduleSize?.clause,
    'outside-term': regulation.term?.clause,
    duplicate: regulation.repeats.clause,
    'kind-cap': regulation.kindCapClause,
    'share-cap': regulation.invariantShare?.clause,
    'no-document': regulation.entryDocument?.clause,
    'not-in-list': regulation.yearlyList?.clause,
  }
  return clauses[reason]
}
