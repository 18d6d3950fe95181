import type { BookFacts, ProgrammeDecisions, ProgrammeModule } from '#domain/books/book'
import type { Versioned } from '#domain/changes/changes'
import type { CalendarDate } from '#domain/kinds'
import type { WritingSetting } from '#domain/writing'

/** One account of a person somewhere. `key` is unique over all people. */
export interface Identity {
  /** `lti|<issuer>|<sub>`, `source|<connectionId>|<userId>` or `snils|<digits>`; made by `ltiKey`, `sourceKey`, `snilsKey`. */
  key: string
  since: string
}

export const ltiKey = (issuer: string, sub: string): string => `lti|${issuer}|${sub}`
export const sourceKey = (connectionId: string, userId: string): string => `source|${connectionId}|${userId}`
/** Of people enrolled without an account; `digits`: all 11 of the СНИЛС. */
export const snilsKey = (digits: string): string => `snils|${digits}`

/** Person (человек): a learner once enrolled, a curator or an issuer by the role of their launch. */
export interface Person extends Preferences {
  id: string
  familyName: string
  givenName: string
  patronymic?: string
  email?: string
  organisation?: string
  /** СНИЛС, 11 digits. */
  snils?: string
  /** Personal number (табельный номер) at the organisation that the LMS belongs to. */
  personalNumber?: string
  identities: Identity[]
  /** Programme whose book they opened last, where they have several. */
  openedProgramme?: string
  /** The record that stands in place of this one; its accounts find that one. */
  mergedInto?: string
  createdAt: string
}

/** What somebody chose for themselves: remembered on the server, for a frame may have no storage. */
export interface Preferences {
  language?: 'ru' | 'en'
  /** Keys of one letter are switched off (WCAG 2.1.4). */
  keysOff?: boolean
}

export type NewPerson = Omit<Person, 'id' | 'identities' | 'mergedInto' | 'createdAt'>

/** Whoever is found by an account, a fact or a name is the record that stands; by id, the record itself. */
export interface PeopleStore {
  /** The person with this identity, made if there is none (one atomic upsert; two at once make one). */
  ensure(key: string, person: NewPerson, at: string): Promise<Person>
  byId(id: string): Promise<Person | null>
  byIds(ids: string[]): Promise<Map<string, Person>>
  byIdentities(keys: string[]): Promise<Map<string, Person>>
  /** People with any of these facts the same: e-mail in any case, СНИЛС as 11 digits; none asked, none found. Twenty at most. */
  withFacts(facts: { email?: string; snils?: string; personalNumber?: string }): Promise<Person[]>
  /** Those with any of these exact facts; СНИЛС as 11 digits. */
  withNumbers(facts: { snils: readonly string[]; personalNumbers: readonly string[] }): Promise<Person[]>
  /** Family name starts with (case-insensitive), for search; at most `limit`. */
  search(prefix: string, limit: number): Promise<Person[]>
  /** Sets what is given and leaves the rest. */
  setPreferences(id: string, preferences: Preferences): Promise<void>
  /** The book that opens first next time. */
  setOpenedProgramme(id: string, programmeId: string): Promise<void>
  /** Where they work now. */
  setOrganisation(id: string, organisation: string): Promise<void>
  /** Puts another record in place of this one, or (`null`) this one in its own place again. */
  redirect(id: string, into: string | null): Promise<void>
  /** Records in whose place this one stands, also by way of others. */
  absorbedBy(id: string): Promise<Person[]>
  /** Sets what is given and leaves the rest. */
  setNumbers(id: string, numbers: Pick<Person, 'snils' | 'personalNumber'>): Promise<void>
}

/** A module together with where it lives in a source system. */
export interface StoredModule extends ProgrammeModule {
  source?: { connectionId: string; courseId: string }
}

/** Programme (программа ПК) under a regulation, seen by the LTI deployments that it lists. */
export interface StoredProgramme {
  id: string
  title: string
  /** Regulation id, e.g. `tspu`. */
  regulation: string
  modules: StoredModule[]
  decisions?: ProgrammeDecisions
  /** Who issues: full name by charter, city. */
  issuer: { name: string; city: string; signatory: string; secretary: string }
  /** Default for entries whose module names no provider. */
  provider: string
  /** Deployment keys (`deploymentKey`) whose curators and issuers reach this programme. */
  deployments: string[]
  /**
   * Courses (LTI context ids) whose instructors are its curators (кураторы); absent or empty: the instructors of every course
   * of the deployments.
   */
  contexts?: string[]
  /** Who writes into its books and who signs; absent: as the regulation says. */
  writing?: WritingSetting
  /** Rises with each change; absent: 1. */
  version?: number
  /** Who made this version; absent: it was saved before versions were kept. */
  changed?: { by: string; byName: string; at: string }
  createdAt: string
}

/** A version of a programme that somebody makes after the one that was read. */
export function nextVersion(
  programme: StoredProgramme,
  read: Pick<StoredProgramme, 'version'> | null,
  { personId: by, name: byName }: { personId: string; name: string },
  at: string,
): StoredProgramme {
  return { ...programme, version: read ? (read.version ?? 1) + 1 : 1, changed: { by, byName, at } }
}

export const deploymentKey = (issuer: string, clientId: string, deploymentId: string): string =>
  `${issuer}|${clientId}|${deploymentId}`

export interface ProgrammeStore {
  save(programme: StoredProgramme): Promise<void>
  /**
   * Puts the next version in the place of the one that was read, which is kept; `null`: there was none.
   *
   * @returns `false`: somebody was faster
   */
  replace(next: StoredProgramme, read: StoredProgramme | null): Promise<boolean>
  /** Former versions, newest first. */
  versions(id: string): Promise<StoredProgramme[]>
  /** Writes the setting if it still has as many changes behind it as `next` but one. @returns `false`: somebody was faster */
  setWriting(id: string, next: WritingSetting): Promise<boolean>
  byId(id: string): Promise<StoredProgramme | null>
  byIds(ids: string[]): Promise<Map<string, StoredProgramme>>
  all(): Promise<StoredProgramme[]>
  byDeployments(deployments: readonly string[]): Promise<StoredProgramme[]>
  /** Programmes that have a module living in one of these courses. */
  byCourses(connectionId: string, courseIds: string[]): Promise<StoredProgramme[]>
}

/** Duplicate of a lost book (дубликат утраченной книжки, Тюмень п. 4.5). */
export interface BookDuplicate {
  /** From 1, within the book. */
  number: number
  on: CalendarDate
  reason: string
  /** Numbers (№) of confirmed entries that had no supporting document that day: still to be proved. */
  unproved: number[]
  by: string
  byName: string
  byRole: string
  /** ISO instant. */
  at: string
}

/** Enrolment (зачисление) of a learner in a programme, with the facts that requirements refer to. */
export interface Enrolment {
  id: string
  learnerId: string
  programmeId: string
  enrolledOn: CalendarDate
  facts: BookFacts
  status: 'active' | 'finished' | 'left'
  /** Oldest first; absent: the book is the original. */
  duplicates?: BookDuplicate[]
  /** Of what was noted of the pack; the facts have what holds. */
  pack?: Versioned
  /** Cache for lists, never truth: recomputed whenever entries or facts change. Hours in hundredths. */
  summary?: { counted: number; pending: number; required: number; eligible: boolean; at: string }
  createdAt: string
}

/** The enrolment pack (документы для зачисления) of an enrolment, with who noted what of it. */
export interface PackNote extends Versioned {
  /** Of the enrolment. */
  id: string
  facts: Pick<BookFacts, 'enrolmentDocuments' | 'missingDocuments'>
}

export interface EnrolmentStore {
  /** Unique by learner and programme. @throws {ConflictError} if the learner is enrolled already */
  create(enrolment: Enrolment): Promise<void>
  byId(id: string): Promise<Enrolment | null>
  byIds(ids: string[]): Promise<Enrolment[]>
  byLearner(learnerId: string): Promise<Enrolment[]>
  byLearners(learnerIds: string[]): Promise<Enrolment[]>
  find(learnerId: string, programmeId: string): Promise<Enrolment | null>
  /** `null` removes a fact. */
  setFacts(id: string, facts: { [K in keyof BookFacts]?: BookFacts[K] | null }): Promise<Enrolment>
  /** In place of what was read. @returns `null`: somebody was faster */
  replacePack(next: PackNote, read: Versioned | null): Promise<Enrolment | null>
  /** Adds the duplicate whose number is the next one. @returns `null`: another took that number */
  addDuplicate(id: string, duplicate: BookDuplicate): Promise<Enrolment | null>
  /**
   * @param items `was`: the `at` of the summary that was there when the book was read, `null` for none; where it is another
   *   by now, somebody who read the book later was first, and nothing is saved
   * @returns how many were saved
   */
  saveSummaries(
    items: { id: string; summary: NonNullable<Enrolment['summary']>; was: string | null }[],
  ): Promise<number>
  /** Those whose cached summary says eligible (or not), by programme, paged by id. */
  listByProgramme(q: {
    programmeIds: string[]
    eligible?: boolean
    after?: string
    limit: number
  }): Promise<Enrolment[]>
  /** Active ones whose cached summary says eligible, or not; counting ends at `limit`. */
  countActive(q: { programmeIds: string[]; eligible: boolean; limit: number }): Promise<number>
  setStatus(id: string, status: Enrolment['status']): Promise<void>
}
