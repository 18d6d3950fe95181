/**
 * Who writes into books and who signs: decided by a municipality for its schools where the text leaves it to them (Тюмень
 * п. 4.3), else for the programme, else as the regulation says.
 */
import type { Actor } from '#domain/access/actor'
import type { Approver, Bilingual, Participant } from '#domain/regulations/data'
import type { Writing, WritingChange } from '#domain/writing'
import type { Municipality } from '../municipalities.ts'

export interface WritingView {
  programme: { id: string; title: string }
  /** Whose schools it is for; absent: the programme's own, for schools whose municipality decided nothing. */
  municipality?: Municipality
  regulation: { id: string; title: Bilingual; clause: string }
  /** What holds now. */
  writing: Writing
  /** What holds while nothing is decided here: what the regulation says by itself or, for a municipality, the programme. */
  usual: Writing
  usualBy: 'regulation' | 'programme'
  /** Oldest first; empty: nothing was decided yet. */
  history: readonly WritingChange[]
  /** Of a programme's own that the text leaves to municipalities: all that are known, and which of them decided. */
  municipalities?: readonly (Municipality & { decided: boolean })[]
}

/** Which setting: `municipality` is the id of one; absent: the programme's own. */
export interface WritingRef {
  programmeId: string
  municipality?: string
}

/** An administrator's; and a municipality's, for its own schools, by whoever was appointed to that role. */
export interface WritingSettings {
  /** Of an administrator, those of the programmes and what municipalities decided; of a municipality, its own. */
  list(actor: Actor): Promise<WritingView[]>
  /** @throws {NotFoundError} for a programme or municipality that is not theirs to decide for @throws {ForbiddenError} */
  read(actor: Actor, ref: WritingRef): Promise<WritingView>
  /**
   * A municipality's needs its basis.
   *
   * @param input.after how many changes the actor saw
   * @throws {InvalidInputError} if nobody would write or sign, or a basis is missing @throws {ConflictError} if it was changed meanwhile
   */
  save(
    actor: Actor,
    input: WritingRef & {
      enter: readonly Participant[]
      sign: readonly Approver[]
      basis?: string
      after: number
    },
  ): Promise<WritingView>
}
