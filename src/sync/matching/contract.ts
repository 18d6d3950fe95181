/** The use cases of matching (сопоставление), as pages and the API call them. `createMatching(deps)` makes them. */
import type { Actor } from '#domain/actor'
import type { Stores } from '#store/ports/index'
import type { Sync } from '../contract.ts'

export interface MatchingDeps {
  stores: Pick<
    Stores,
    | 'connections'
    | 'quarantine'
    | 'people'
    | 'identityLinks'
    | 'programmes'
    | 'enrolments'
    | 'entries'
    | 'completions'
  >
  sync: Pick<Sync, 'replay' | 'unlinkRecords'>
  now(): Date
}

export type CandidateFact = 'email' | 'snils' | 'family-name' | 'given-name' | 'patronymic' | 'organisation'

/** Somebody whom the record may be about. */
export interface Candidate {
  personId: string
  familyName: string
  givenName: string
  patronymic?: string
  organisation?: string
  /** What record and person have in common. E-mail and СНИЛС are exact; the rest are hints. */
  same: CandidateFact[]
  /** What both have and what differs. */
  differs: CandidateFact[]
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

export interface ModuleSuggestion {
  programmeId: string
  programmeTitle: string
  moduleId: string
  moduleTitle: string
  /** 0…1, by the words of the titles. */
  similarity: number
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

/** For administrators, and curators of the connection's deployments. All throw {ForbiddenError} and {NotFoundError}. */
export interface Matching {
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
  /** Says that a module lives in the course, and replays its records. @throws {ConflictError} if it lives elsewhere */
  mapCourse(actor: Actor, mapping: CourseMapping): Promise<Decided>
}
