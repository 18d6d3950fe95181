/** Acts of group events (Методический абонемент п. 7.2, Тюмень п. 1.3): one act posts entries to many books, with absences. */
import type { Actor } from '#domain/access/actor'
import type { ClaimedLine, ClaimFault, PaperClaim } from '#domain/entries/paper-claim'
import type { Hours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import type { Regulation } from '#domain/regulations/regulation'
import type { ActParticipant, GroupAct } from '#store/ports/acts'
import type { StoredProgramme } from '#store/ports/people'
import type { PersonView } from '../contract.ts'
import type { ScanContent, ScanFile } from '../proofs/contract.ts'

export interface ActForm {
  programme: StoredProgramme
  regulation: Regulation
  today: CalendarDate
  /** Active learners of the programme that the actor may write for, by name. */
  learners: PersonView[]
}

export interface ActInput {
  programmeId: string
  number: string
  /** The document is the act itself unless one is named. */
  claim: PaperClaim
  participants: { learnerId: string; absent: boolean; hours?: Hours }[]
}

/**
 * What the act means for one book. `new`, and, with a remark for whoever confirms: `twin` (looks like entry № n),
 * `outside-term`. Nothing is written for `absent`, `posted` (this act is there), `own`, `not-found`, `other-writes` (the book is seen, but
 * other roles write there) and `closed`.
 */
export type ActOutcome =
  | 'new'
  | 'twin'
  | 'outside-term'
  | 'absent'
  | 'posted'
  | 'own'
  | 'not-found'
  | 'other-writes'
  | 'closed'

export interface ActRow {
  learner: PersonView
  outcome: ActOutcome
  hours: Hours
  /** № of the entry that it looks like. */
  twin?: string
}

/** `own-hours`: somebody was there for no hours, or for more than an event has. */
export type ActFault = ClaimFault | 'number-missing' | 'own-hours' | 'nobody'

export interface ActPreview {
  /** Absent while there are faults. */
  line?: ClaimedLine
  faults: readonly ActFault[]
  rows: ActRow[]
  /** How many entries would be written, and their hours. */
  entries: number
  hours: Hours
}

export interface ActView {
  act: GroupAct
  programme: { id: string; title: string }
  rows: (ActParticipant & { status: string | null })[]
}

export interface Acts {
  /** Programmes for which the actor may write acts. @throws {ForbiddenError} for somebody without any role */
  programmes(actor: Actor): Promise<{ id: string; title: string }[]>
  list(actor: Actor): Promise<GroupAct[]>
  form(actor: Actor, programmeId: string): Promise<ActForm>
  preview(actor: Actor, input: ActInput): Promise<ActPreview>
  /** @throws {ActRefusedError} with faults @throws {ActDiffersError} if another act has that number */
  post(actor: Actor, input: ActInput): Promise<GroupAct>
  read(actor: Actor, id: string): Promise<ActView>
  /**
   * The scan of the signed sheet, once; whoever wrote the act attaches it. The same file sent again changes nothing.
   *
   * @throws {ForbiddenError} for others @throws {ActScannedError} if it has another one
   */
  attachScan(actor: Actor, id: string, file: ScanFile): Promise<ActView>
  /** For whoever sees all who took part. @throws {NotFoundError} */
  readScan(actor: Actor, id: string): Promise<ScanContent>
}
