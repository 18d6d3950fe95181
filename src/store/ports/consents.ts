import type { ConsentPurpose } from '#domain/consent'

/** A step in the history of a consent (согласие, отзыв): never changed, only followed by another. */
export interface ConsentStep {
  id: string
  personId: string
  purpose: ConsentPurpose
  /** From 1, without gaps within person and purpose. */
  seq: number
  given: boolean
  /** Of the wording that was agreed to, or withdrawn from. */
  version: string
  at: string
  by: string
  byName: string
  /** `self`: pressed by the person; `paper`: on paper, noted by staff. */
  way: 'self' | 'paper'
  /** Number, date or place of the paper. */
  paper?: string
}

export interface ConsentStore {
  /** Takes the next place in the history of person and purpose, unless its last step says the same already.
   *  @returns the step that stands now */
  add(step: Omit<ConsentStep, 'id' | 'seq'>): Promise<ConsentStep>
  /** Every step, oldest first. */
  ofPerson(personId: string): Promise<ConsentStep[]>
  /** The same for many people at once. */
  ofPeople(personIds: readonly string[]): Promise<Map<string, ConsentStep[]>>
  /** Those of the people whose last step for this purpose gives it; read anew each time, so a withdrawal holds at once. */
  given(personIds: readonly string[], purpose: ConsentPurpose): Promise<Set<string>>
}
