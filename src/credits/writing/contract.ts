/** Who writes into books and who signs, decided programme by programme (Тюмень п. 4.3: by the municipality). */
import type { Actor } from '#domain/actor'
import type { Bilingual } from '#domain/regulation'
import type { Approver, Participant } from '#domain/regulation-data'
import type { Writing, WritingChange } from '#domain/writing'

export interface WritingView {
  programme: { id: string; title: string }
  regulation: { id: string; title: Bilingual; clause: string }
  /** What holds now. */
  writing: Writing
  /** What the regulation says by itself. */
  usual: Writing
  /** Oldest first; empty: nothing was decided yet. */
  history: readonly WritingChange[]
}

/** An administrator's, for the municipality or the organisation. */
export interface WritingSettings {
  list(actor: Actor): Promise<WritingView[]>
  read(actor: Actor, programmeId: string): Promise<WritingView>
  /**
   * @param input.after how many changes the actor saw
   * @throws {InvalidInputError} if nobody would write, or nobody sign @throws {ConflictError} if it was changed meanwhile
   */
  save(
    actor: Actor,
    input: {
      programmeId: string
      enter: readonly Participant[]
      sign: readonly Approver[]
      basis?: string
      after: number
    },
  ): Promise<WritingView>
}
