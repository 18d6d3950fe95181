/**
 * Who may write into a book and who signs (Тюмень п. 4.3: «согласно решения муниципального органа»): what the municipality of
 * the learner's school decided, else the programme's own setting, else what the regulation says.
 */

import { APPROVERS, type Approver, PARTICIPANTS, type Participant } from './regulations/data.ts'
import type { Regulation } from './regulations/regulation.ts'

export interface Writing {
  /** Who may send or enter proofs on paper and group acts. */
  enter: readonly Participant[]
  /** Whose confirmation is the signature of a line; any one of them. */
  sign: readonly Approver[]
  /** Who decided so, for whoever asks: number and date of the order. */
  basis?: string | undefined
}

/** A setting with who decided it; earlier ones stay in `history`, oldest first. */
export interface WritingSetting extends Partial<Writing> {
  history?: readonly WritingChange[]
}

export interface WritingChange extends Partial<Writing> {
  by: string
  byName: string
  /** In which role: the administrator's, or the municipality's by appointment; absent in what was kept before roles were. */
  byRole?: string
  /** ISO instant. */
  at: string
}

export const WRITERS = PARTICIPANTS
export const SIGNERS = APPROVERS

/** The text leaves it to municipalities (`confirmation.decidedBy`): without that, none of theirs is asked. */
export const isMunicipal = ({ confirmation }: Pick<Regulation, 'confirmation'>): boolean =>
  confirmation.decidedBy === 'municipality'

/**
 * By the regulation alone, its signers and the learner send proofs, and its signers sign.
 *
 * @param decided by the municipality that the learner's school belongs to
 */
export function writingOf(
  regulation: Pick<Regulation, 'confirmation'>,
  programme: { writing?: WritingSetting },
  decided?: WritingSetting,
): Writing {
  const { by } = regulation.confirmation
  const said = (isMunicipal(regulation) && decided) || programme.writing
  const { enter = ['learner', ...by], sign = by, basis } = said ?? {}
  return { enter, sign, ...(basis !== undefined && { basis }) }
}

/**
 * What an instructor of the programme's course is by the regulation: its curator, and the methodist who stands for the
 * curator where the text knows no other («методист (куратор)», Тюмень п. 5.3).
 */
export const CURATOR_IS: readonly Approver[] = ['curator', 'methodist']
