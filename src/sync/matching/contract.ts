/** The use cases of matching (сопоставление), as pages and the API call them. `createMatching(deps)` makes them. */
import type { Actor } from '#domain/access/actor'
import type { CalendarDate } from '#domain/kinds'
import type { MatchingDecision } from '#store/ports/decisions'
import type { Stores } from '#store/ports/index'
import type { NewPerson } from '#store/ports/people'
import type { Sync } from '../contract.ts'
import type { QuarantineReason } from '../reasons.ts'

export interface MatchingDeps {
  stores: Pick<
    Stores,
    | 'connections'
    | 'platforms'
    | 'quarantine'
    | 'people'
    | 'identityLinks'
    | 'decisions'
    | 'programmes'
    | 'enrolments'
    | 'entries'
    | 'completions'
  >
  sync: Pick<Sync, 'replay' | 'unlinkRecords'>
  /** Enrols a person, made if unknown; checks the right by itself. */
  enrol(actor: Actor, input: NewLearner & { identity: string }): Promise<{ learnerId: string }>
  now(): Date
  newId(): string
}

export interface NewLearner {
  person: NewPerson
  programmeId: string
  enrolledOn: CalendarDate
}

export type CandidateFact =
  | 'account'
  | 'email'
  | 'snils'
  | 'personal-number'
  | 'family-name'
  | 'given-name'
  | 'patronymic'
  | 'organisation'

/** Somebody whom the record may be about. */
export interface Candidate {
  personId: string
  familyName: string
  givenName: string
  patronymic?: string
  organisation?: string
  /** What record and person have in common. Account, e-mail and numbers are exact; the rest are hints. */
  same: CandidateFact[]
  /** What both have and what differs. */
  differs: CandidateFact[]
  /** What the person has and the source did not send. */
  unsent: CandidateFact[]
  /** Whether an exact fact is the same. Decided by a person all the same. */
  isExact: boolean
}

export interface Candidates {
  userId: string
  /** How many records of this account wait. */
  waiting: number
  /** Exact ones first, then by hints; ten at most. */
  candidates: Candidate[]
}

/** An account whose records wait because nobody, or more than one, is known by it (незнакомая учётная запись). */
export interface Stranger {
  /** Stands for connection and account in addresses: an account may be an e-mail. */
  id: string
  connection: { id: string; title: string }
  userId: string
  reason: Extract<QuarantineReason, 'unknown-learner' | 'ambiguous-learner'>
  /** As the source names them. */
  familyName?: string
  givenName?: string
  patronymic?: string
  organisation?: string
  /** `i•••@school.example` */
  maskedEmail?: string
  personalNumber?: string
  /** What they completed, five at most. */
  titles: string[]
  waiting: number
  /** Three at most. */
  candidates: Candidate[]
}

export interface StrangerList {
  strangers: Stranger[]
  /** How many accounts and records wait in all; `more`: there are so many that not all were looked at. */
  total: { accounts: number; records: number; more: boolean }
  /** `after` of the next page. */
  next: string | null
}

export interface ModuleSuggestion {
  programmeId: string
  programmeTitle: string
  moduleId: string
  moduleTitle: string
  /** 0…1, by the words of the titles. */
  similarity: number
}

/** A course of a source that is no module of any programme. */
export interface StrangeCourse {
  connection: { id: string; title: string }
  courseId: string
  title: string
  waiting: number
  /** Modules that live in no course, in the actor's scope: the likest first, all of them. */
  modules: ModuleSuggestion[]
}

/** `replayed`: records that became entries at once; `null` while a pull runs, which takes them itself or the next one does. */
export interface Decided {
  waiting: number
  replayed: number | null
}

export interface LearnerLink {
  connectionId: string
  /** The account at the source. */
  userId: string
  personId: string
}

export interface CourseMapping {
  connectionId: string
  courseId: string
  programmeId: string
  moduleId: string
}

/** Which stranger, as `Stranger` names them. */
export interface StrangerPlace {
  connectionId: string
  id: string
}

export type DecisionDone = Decided & { decisionId: string }

/** A decision with what people call its parts. */
export interface DecisionView extends MatchingDecision {
  connectionTitle: string
  /** Full name of the person, if it is one whom the actor may see. */
  personName?: string
}

/**
 * For administrators of the connection, and for curators as far as the records are of modules of their programmes. All throw
 * {ForbiddenError} for other roles and {NotFoundError} for what is out of sight.
 */
export interface Matching {
  /** Accounts that wait for a decision, in the order in which they are stored. */
  /** For a menu: how many accounts wait, looked at up to a bound; `more`: there may be more. */
  countStrangers(actor: Actor): Promise<{ count: number; more: boolean }>
  listStrangers(actor: Actor, q: { after?: string; limit: number }): Promise<StrangerList>
  /** With ten candidates; `family` looks for people of another family name. */
  readStranger(actor: Actor, place: StrangerPlace, family?: string): Promise<Stranger>
  /**
   * Links the account to a person and replays its records; kept, and undone by `undo`.
   *
   * @param key of the form; with these three, a decision that is sent again with it answers as the first time
   */
  decide(actor: Actor, place: StrangerPlace, personId: string, key?: string): Promise<DecisionDone>
  /** Enrols a new person under the account. @throws {InvalidInputError} */
  addLearner(actor: Actor, place: StrangerPlace, input: NewLearner, key?: string): Promise<DecisionDone>
  /** Nobody of ours: their records wait on without being asked about. */
  setAside(actor: Actor, place: StrangerPlace, key?: string): Promise<DecisionDone>
  /** Undoes a decision of one's own, an administrator any. @throws {ConflictError} if it is undone @throws {SyncRunningError} */
  undo(actor: Actor, decisionId: string): Promise<{ withdrawn: number; kind: MatchingDecision['kind'] }>
  /** Newest first; a curator's own. */
  listDecisions(actor: Actor, limit: number): Promise<DecisionView[]>
  /** Courses that wait for a module. */
  listCourses(actor: Actor): Promise<StrangeCourse[]>
  /** Who a quarantined record may be about; people out of the actor's scope are not told of. */
  candidatesFor(actor: Actor, q: { connectionId: string; key: string }): Promise<Candidates>
  /** Adds the account to the person and replays its records. @throws {ConflictError} if it is another person's */
  linkLearner(actor: Actor, link: LearnerLink): Promise<Decided>
  /**
   * Undoes it: entries nobody confirmed are revoked, confirmed ones flagged, the records wait in quarantine again.
   *
   * @throws {SyncRunningError} while a pull runs
   */
  unlinkLearner(actor: Actor, link: LearnerLink): Promise<{ withdrawn: number }>
  /** Modules of programmes in the actor's scope that a course may be, the likest first; ten at most. */
  suggestModules(actor: Actor, q: { connectionId: string; courseId: string }): Promise<ModuleSuggestion[]>
  /** Says that a module lives in the course, and replays its records; said twice, it is said once. @throws {ConflictError} if it lives elsewhere */
  mapCourse(actor: Actor, mapping: CourseMapping): Promise<Decided>
}
