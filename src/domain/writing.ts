/**
 * Who may write into a book and who signs (Тюмень п. 4.3: «согласно решения муниципального органа»): what the regulation says,
 * narrowed or widened by the programme's own setting.
 */
import type { Regulation } from './regulation.ts'
import { APPROVERS, type Approver, PARTICIPANTS, type Participant } from './regulation-data.ts'

export interface Writing {
  /** Who may send or enter proofs on paper and group acts. */
  enter: readonly Participant[]
  /** Whose confirmation is the signature of a line; any one of them. */
  sign: readonly Approver[]
  /** Who decided so, for whoever asks: number and date of the order. */
  basis?: string | undefined
}

/** A programme's own setting with who decided it; earlier ones stay in `history`, oldest first. */
export interface WritingSetting extends Partial<Writing> {
  history?: readonly WritingChange[]
}

export interface WritingChange extends Partial<Writing> {
  by: string
  byName: string
  /** ISO instant. */
  at: string
}

export const WRITERS = PARTICIPANTS
export const SIGNERS = APPROVERS

/** The programme's setting, else the regulation's: its signers and the learner send proofs, its signers sign. */
export function writingOf(
  regulation: Pick<Regulation, 'confirmation'>,
  programme: { writing?: WritingSetting },
): Writing {
  const { by } = regulation.confirmation
  const { enter = ['learner', ...by], sign = by, basis } = programme.writing ?? {}
  return { enter, sign, ...(basis !== undefined && { basis }) }
}

/**
 * What an instructor of the programme's course is by the regulation: its curator, and the methodist who stands for the
 * curator where the text knows no other («методист (куратор)», Тюмень п. 5.3).
 */
export const CURATOR_IS: readonly Approver[] = ['curator', 'methodist']
