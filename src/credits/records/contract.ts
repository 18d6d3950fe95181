/** Recorded facts of a book (этапы, диагностика, защита, стажировка, собеседование, заключение): requirements refer to them. */
import type { Actor } from '#domain/access/actor'
import type { CalendarDate } from '#domain/kinds'
import type { AskedKind, SetPaper } from '#domain/records/facts'
import type { RecordContent, RecordFault } from '#domain/records/record'
import type { Bilingual } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import type { BookRecord } from '#store/ports/records'
import type { PersonView } from '../contract.ts'
import type { BookRef, ScanContent } from '../proofs/contract.ts'

export interface RecordsView {
  learner: PersonView
  programme: { id: string; title: string }
  regulation: Regulation
  today: CalendarDate
  own: boolean
  /** The actor may record. */
  canWrite: boolean
  /** What the regulation asks for; others may be recorded too. */
  asked: AskedKind[]
  /** Oldest first, withdrawn ones too. */
  records: BookRecord[]
  /** Документы для зачисления, where the regulation asks for them. */
  pack: PackView | null
  /** Комплект документов, where the regulation has one. */
  papers: SetPaper[]
  /** The last repeat diagnosis in another programme, while this one has none before it (Тюмень п. 3.6: the cycle goes on). */
  earlierDiagnosis: { record: BookRecord; programme: string } | null
}

export interface PackView {
  clause: string
  isComplete: boolean
  /** Of what was noted; 0: nothing was. */
  version: number
  documents: readonly { id: string; title: Bilingual; isMissing: boolean }[]
}

export interface RecordInput extends BookRef {
  /** Made with the form: the same one sent twice makes one record. */
  key: string
  content: RecordContent
  scanId?: string
}

export interface Records {
  list(actor: Actor, book: BookRef): Promise<RecordsView>
  /** @throws {RecordRefusedError} naming each field @throws {OwnEntryError} in one's own book */
  record(actor: Actor, input: RecordInput): Promise<BookRecord>
  /** @param input.steps length of the history that the actor saw @throws {ConflictError} if it is longer by now */
  correct(
    actor: Actor,
    input: { id: string; steps: number; content: RecordContent; reason: string; scanId?: string },
  ): Promise<BookRecord>
  /** It stays with its history and counts no more. */
  withdraw(actor: Actor, input: { id: string; steps: number; reason: string }): Promise<BookRecord>
  readScan(actor: Actor, q: { id: string }): Promise<ScanContent>
  /**
   * @param input.missing ids of the enrolment documents that are not handed in; none: the pack is complete
   * @param input.seen version that the form was made of; absent: over whatever stands
   * @throws {ConflictError} if somebody noted documents since
   */
  notePack(actor: Actor, input: BookRef & { missing: readonly string[]; seen?: number }): Promise<void>
}

export type { RecordFault }
