/** Consents (согласия): what a person agreed to, in which words, and since when. */
import type { Actor } from '#domain/access/actor'
import type { ConsentPurpose, ConsentText } from '#domain/consent'
import type { ConsentStep } from '#store/ports/consents'

/** One purpose for one person. */
export interface ConsentView {
  purpose: ConsentPurpose
  given: boolean
  /** The last step: who, when, under which wording; absent if there was none. */
  last?: ConsentStep
  /** The wording in force, with the operator's name in it. */
  text: ConsentText
  /** What was given was given under an older wording. */
  outdated: boolean
}

export interface ConsentsView {
  personId: string
  name: string
  consents: ConsentView[]
  /** Newest first. */
  history: ConsentStep[]
}

export interface Consents {
  /** One's own, or those of a learner whom the actor reaches as staff. @throws {NotFoundError} */
  read(actor: Actor, personId?: string): Promise<ConsentsView>
  /**
   * The actor's own decision, under the wording in force; holds from this moment.
   * @throws {ConflictError} if the wording has changed since it was shown
   */
  decide(
    actor: Actor,
    input: { purpose: ConsentPurpose; given: boolean; version?: string },
  ): Promise<ConsentStep>
  /** What a learner decided on paper, noted by a curator or administrator who reaches them.
   *  @throws {InvalidInputError} without the number, date or place of the paper */
  recordPaper(
    actor: Actor,
    input: { personId: string; purpose: ConsentPurpose; given: boolean; paper: string },
  ): Promise<ConsentStep>
}
