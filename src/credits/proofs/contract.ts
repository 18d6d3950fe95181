/** Proofs on paper (подтверждения на бумаге): a scan and what it says, sent to whoever confirms. */
import type { Actor } from '#domain/access/actor'
import type { ClaimKind } from '#domain/entries/claim-kinds'
import type { Entry, EntryScan } from '#domain/entries/entry'
import type { ClaimFault, PaperClaim } from '#domain/entries/paper-claim'
import type { Regulation } from '#domain/regulations/regulation'
import type { Scan } from '#store/ports/scans'
import type { PersonView } from '../contract.ts'
import type { SeenBook } from '../writing/seen-book.ts'

export interface BookRef {
  /** Absent: the actor's own. */
  learnerId?: string
  programmeId: string
}

/** What a form for a proof needs to know of its book. */
export interface ProofForm extends Pick<SeenBook, 'programme' | 'own' | 'today'> {
  learner: PersonView
  regulation: Regulation
  /** Kinds that this regulation and this programme know. */
  kinds: readonly ClaimKind[]
  /** Types of documents that the regulation names, in Russian and English. */
  documentKinds: readonly { ru: string; en: string }[]
  /** Whether a file has to come with it: somebody else has the paper in hand. */
  scanNeeded: boolean
}

export interface ScanFile {
  bytes: Uint8Array
  name: string
  type: string
  sha256: string
  /** A JPEG made of it, where browsers do not show its own type. */
  picture?: Uint8Array
}

/** A scan with its bytes as they came, and the JPEG that shows them if they need one. */
export interface ScanContent {
  scan: EntryScan
  bytes: Uint8Array
  picture?: Uint8Array
}

/** Why a proof is not taken as it is: faults have to be mended, doubts may be answered with `despite`. */
export type ProofFault = ClaimFault | 'scan-missing' | 'scan-gone'
export interface ProofDoubt {
  code: 'outside-term' | 'looks-like-duplicate'
  facts: Record<string, string>
}

export interface ProofInput extends BookRef {
  /** Made with the form: the same one sent twice makes one entry. */
  key: string
  claim: PaperClaim
  scanId?: string
  /** Sent although something is in doubt. */
  despite?: boolean
}

export interface Proofs {
  /** @throws {NotFoundError} @throws {ForbiddenError} naming who may */
  form(actor: Actor, book: BookRef): Promise<ProofForm>
  /** Keeps a scan for a day, until a proof is sent with it. */
  keepScan(actor: Actor, book: BookRef, file: ScanFile): Promise<Scan>
  /** One's own that was kept and is not used yet; `null`: gone. */
  keptScan(actor: Actor, id: string): Promise<Scan | null>
  /** What would have to be mended before `send` takes it; doubts aside. */
  faults(actor: Actor, input: ProofInput): Promise<readonly ProofFault[]>
  /** @returns the entry, which waits for confirmation
   *  @throws {ProofRefusedError} with faults or doubts @throws {BookClosedError} */
  send(actor: Actor, input: ProofInput): Promise<Entry>
  /** Names of those who sign in this book, as far as they are known, and in how many days they usually answer. */
  checkers(actor: Actor, book: BookRef): Promise<{ names: readonly string[]; days: number }>
  /** Scan of an entry that the actor may see. @throws {NotFoundError} */
  readScan(actor: Actor, q: { entryId: string }): Promise<ScanContent>
}
