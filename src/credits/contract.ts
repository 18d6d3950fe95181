/**
 * The use cases on entries, routes and certificates, as pages, API, jobs and commands call them. Each names its actor and
 * checks the right itself; what the actor may not see does not exist for them (`NotFoundError`), what they may see but
 * not do is refused (`ForbiddenError`). `createCredits(deps)` in `./credits.ts` makes all of them.
 */
import type { Actor } from '#domain/access/actor'
import type { BookFacts } from '#domain/books/book'
import type { Progress } from '#domain/books/progress'
import type {
  DeliveryWay,
  ExchangeReason,
  LossReason,
  ReplacementKind,
} from '#domain/certificates/certificate'
import type { Meanwhile } from '#domain/changes/meanwhile'
import type { Entry } from '#domain/entries/entry'
import type { Hours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import type { Certificate, RegisterQuery } from '#store/ports/certificates'
import type { IssueOrder } from '#store/ports/issue'
import type { Enrolment, NewPerson, StoredProgramme } from '#store/ports/people'
import type { ReadBook } from '#store/ports/read-book'
import type { BooksView, PersonView } from './books/contract.ts'
import type { QueueQuery, QueueRow, QueueView, UpTo } from './entries/contract.ts'
import type { EnrolList, Enrolled, JudgedLine } from './programmes/enrol-list.ts'

export type * from './books/contract.ts'
export type * from './entries/contract.ts'

/** What a bulk action did: nothing is skipped in silence. */
export interface BatchResult {
  batchId: string
  done: string[]
  hours: Hours
  /** With codes `conflict`, `duplicate`, `own_entry`, `remark`, `not_found` …; of a conflict, who was faster and when. */
  refused: { entryId: string; code: string; meanwhile?: Meanwhile }[]
  /** ISO instant until which `undoBatch` works. */
  undoUntil: string
}

export interface NewProgramme extends Omit<StoredProgramme, 'createdAt' | 'version' | 'changed'> {
  /** The version that was read, 0: there was none; absent: whichever there is now. */
  basedOn?: number
}

/** What a list says of a book. */
export interface BookTotal {
  counted: Hours
  required: Hours
  eligible: boolean
}

/** What a change of a programme does to the books under it. */
export interface ProgrammePreview {
  /** Books looked at; `isWhole: false`: there are more. */
  books: number
  isWhole: boolean
  /** How many get another total, become ready for the document, are ready no more. */
  changed: number
  gained: number
  lost: number
  /** The first of the changed. */
  examples: { learner: PersonView; was: BookTotal; becomes: BookTotal }[]
}

export interface EnrolInput {
  /** Identity key (`ltiKey` / `sourceKey`) by which launches and pulls will know the person. */
  identity: string
  person: NewPerson
  programmeId: string
  enrolledOn: CalendarDate
  facts?: BookFacts
}

export interface ReadyRow {
  enrolment: Enrolment
  learner: PersonView
  programme: { id: string; title: string }
  progress: Progress
  certificate: Certificate | null
}

/** What anyone may know of a document: what the paper says, and whether it still holds. */
export interface VerificationView {
  /** Справка об обучении: a part of the programme; absent: a certificate. */
  kind?: 'statement'
  status: 'valid' | 'annulled' | 'replaced'
  annulment?: { on: CalendarDate; reason: string }
  /** What stands in its place («Заменён дубликатом № …»); an annulled document may have a correction beside it. */
  replacedBy?: { kind: ReplacementKind; registrationNumber: string; on: CalendarDate }
  /** The document in whose place this one stands. */
  replaces?: { kind: ReplacementKind; registrationNumber: string; issuedOn: CalendarDate }
  /** Initials only («А. С. К.») unless the learner consented to the full name. */
  holder: string
  documentTitle: string
  programmeTitle: string
  hours: string
  period: { from: CalendarDate; to: CalendarDate }
  issuedOn: CalendarDate
  registrationNumber: string
  issuer: { name: string; city: string }
  pdfHash: string
}

/** What goes with a document in another's place: a note for the register, and whether the old paper was destroyed. */
interface ReplacementInput {
  certificateId: string
  note?: string
  destroyed?: boolean
}

/** A line of the register (книга регистрации). */
export interface RegisterLine {
  certificate: Certificate
  programme: { id: string; title: string }
}

export interface Credits {
  /** The book of `learnerId` (default: the actor's own); `programmeId` chooses among several, else the one opened last. */
  readBooks(actor: Actor, q: { learnerId?: string; programmeId?: string }): Promise<BooksView>
  listQueue(actor: Actor, q: QueueQuery): Promise<QueueView>
  /** For a menu: up to 99, in the programmes of the actor's course; `null` for whoever signs by appointment, to be looked through. */
  countWaiting(actor: Actor): Promise<UpTo | null>
  /**
   * Entries with remarks are refused with code `remark` unless listed in `despiteRemarks`.
   *
   * `key`, of this and the bulk actions below: an action that is sent again with the same key answers as the first time.
   */
  confirmEntries(
    actor: Actor,
    input: { entryIds: string[]; despiteRemarks?: string[]; key?: string },
  ): Promise<BatchResult>
  /**
   * Everything that the filter showed at `seenAt` (ISO instant) but `except`, at most 10,000: what came later is left
   * alone, what changed since is refused with `conflict`, what has remarks with `remark`.
   */
  confirmAll(
    actor: Actor,
    input: Omit<QueueQuery, 'after' | 'limit'> & { seenAt: string; except: string[]; key?: string },
  ): Promise<BatchResult>
  /** The entries of a bulk action as they stand now. @throws {NotFoundError} */
  readBatch(actor: Actor, q: { batchId: string; limit: number }): Promise<{ count: number; rows: QueueRow[] }>
  /** Entries as they stand now, e.g. those that a bulk action left out; without those that the actor does not see. */
  readEntries(actor: Actor, q: { entryIds: string[] }): Promise<QueueRow[]>
  rejectEntries(
    actor: Actor,
    input: { entryIds: string[]; reason: string; key?: string },
  ): Promise<BatchResult>
  /** Supersedes the entry; the corrected one waits for confirmation. @returns the new entry */
  correctEntry(
    actor: Actor,
    input: {
      entryId: string
      reason: string
      hours?: Hours
      date?: CalendarDate
      document?: string
      /** Module of the programme that it is for, e.g. of a paper proof that named none. */
      moduleId?: string
      /** Papers of self-education that there are now. */
      papers?: readonly string[]
    },
  ): Promise<Entry>
  revokeEntry(actor: Actor, input: { entryId: string; reason: string }): Promise<Entry>
  /** Within 15 minutes, by whoever did it or an administrator; entries used by a certificate stay. */
  undoBatch(actor: Actor, input: { batchId: string }): Promise<BatchResult>

  saveProgramme(actor: Actor, input: NewProgramme): Promise<StoredProgramme>
  /** What `saveProgramme` would do, with the same refusals; nothing is written. */
  previewProgramme(actor: Actor, input: NewProgramme): Promise<ProgrammePreview>
  programmeVersions(actor: Actor, q: { programmeId: string }): Promise<StoredProgramme[]>
  listProgrammes(actor: Actor): Promise<StoredProgramme[]>
  enrol(actor: Actor, input: EnrolInput): Promise<Enrolment>
  /** What enrolling a list would do, line by line; nothing is written. */
  judgeListed(actor: Actor, list: EnrolList): Promise<JudgedLine[]>
  /** Enrols the lines that hold and whose accounts are nobody else's. */
  enrolListed(actor: Actor, list: EnrolList): Promise<Enrolled>
  recordFacts(actor: Actor, input: { enrolmentId: string; facts: Partial<BookFacts> }): Promise<Enrolment>
  /** How many are ready for a document and how many are not, by the cached totals; `null`: the actor sees only some. */
  countLearners(actor: Actor): Promise<{ ready: UpTo; waiting: UpTo } | null>
  /**
   * Learners of the actor's programmes with their progress.
   *
   * @param q `family`: the family name begins so, two letters at least; the first of them by name, without a next page
   */
  listLearners(
    actor: Actor,
    q: { programmeId?: string; eligible?: boolean; family?: string; after?: string; limit?: number },
  ): Promise<{ rows: ReadyRow[]; next: string | null }>

  /** Exactly once per enrolment: asked twice, or by two at once, it answers the same certificate.
   *  @throws {NotEligibleError} with the unmet requirements @throws {OrderExpiredError} by the programme's own rule */
  issueCertificate(actor: Actor, input: { enrolmentId: string; order?: IssueOrder }): Promise<Certificate>
  /** PDF of the document as it would be today, marked as a sample; nothing is claimed. */
  previewCertificate(actor: Actor, input: { enrolmentId: string }): Promise<Uint8Array>
  /** Takes up claims that a crash left behind. @returns how many were finished */
  finishCertificates(actor: Actor): Promise<number>
  /** With the reason that the check page shows. @throws {CertificateReplacedError} annul what stands in its place
   *  @throws {CertificateAnnulledError} if it was annulled for another reason already */
  annulCertificate(actor: Actor, input: { certificateId: string; reason: string }): Promise<Certificate>
  /** Дубликат of a lost one: its own number, the same hours. One document has one replacement: asked twice, or by two at
   *  once, it answers the same. @returns the duplicate */
  duplicateCertificate(actor: Actor, input: ReplacementInput & { reason: LossReason }): Promise<Certificate>
  /** Обмен of a damaged or wrong one, in the learner's present name. @returns the new document */
  exchangeCertificate(
    actor: Actor,
    input: ReplacementInput & { reason: ExchangeReason },
  ): Promise<Certificate>
  /** Исправление, also in place of an annulled one; `note` says what was wrong. @returns the new document */
  correctCertificate(actor: Actor, input: ReplacementInput & { note: string }): Promise<Certificate>
  /** A number whose document came to nothing stays as a line with this reason; the hours are free again. */
  spoilNumber(actor: Actor, input: { certificateId: string; reason: string }): Promise<Certificate>
  /** Отметка о выдаче на руки; the first one stays. */
  recordDelivery(
    actor: Actor,
    input: { certificateId: string; on: CalendarDate; way: DeliveryWay; note?: string },
  ): Promise<Certificate>
  /** Книга регистрации of the actor's programmes, newest first: issued documents and spoiled numbers. */
  listRegister(
    actor: Actor,
    q: Partial<Omit<RegisterQuery, 'programmeIds'>>,
  ): Promise<{ lines: RegisterLine[]; next: string | null }>
  /** One line with the other documents of its enrolment, oldest first. */
  readRegister(actor: Actor, id: string): Promise<RegisterLine & { family: Certificate[] }>
  readCertificate(actor: Actor, id: string): Promise<{ certificate: Certificate; pdf: Uint8Array }>
  /** `null`: no document with this code. */
  verify(code: string): Promise<VerificationView | null>
  /** The same for a PDF, by the SHA-256 of its bytes (hex). `null`: not a file that was issued, or a changed one. */
  verifyPdf(hash: string): Promise<VerificationView | null>

  /** Recomputes the cached summaries of these books; the sync calls it after each page. */
  recompute(books: readonly ReadBook[]): Promise<void>
  /** All of them, for the system: once a day, since a term passes without anybody doing anything. @returns how many */
  recomputeAll(actor: Actor): Promise<number>
}
