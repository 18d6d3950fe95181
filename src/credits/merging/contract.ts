/** Two records of one person made one (слияние), as pages and the API call it. Nothing is merged by name or by itself. */
import type { Actor } from '#domain/access/actor'
import type { MovedThings, PersonMerge } from '#store/ports/merges'
import type { PersonView } from '../contract.ts'

/** Why two records cannot become one as they are. */
export const MERGE_REFUSALS = [
  'same-record',
  'absorbed-already',
  'snils-differ',
  'certificate-of-absorbed',
  'both-certified',
  'signed-for-each-other',
  'live-tokens',
] as const
export type MergeRefusal = (typeof MERGE_REFUSALS)[number]

/** Where the records say different things; what the kept one says holds. */
export interface MergeConflict {
  field:
    | 'familyName'
    | 'givenName'
    | 'patronymic'
    | 'email'
    | 'organisation'
    | 'snils'
    | 'personalNumber'
    | 'enrolledOn'
    | 'facts'
    | 'route'
    | 'module'
  /** Title of the programme or module that it is about. */
  about?: string
  kept: string
  absorbed: string
}

export interface MergePreview {
  kept: PersonView
  absorbed: PersonView
  refusals: MergeRefusal[]
  conflicts: MergeConflict[]
  /** How much goes over; `accounts` find the kept record from then on. */
  moves: { accounts: number } & Record<keyof MovedThings, number>
  /** Programmes in which the two books become one. */
  joined: string[]
}

export interface MergeView extends PersonMerge {
  keptName: string
  absorbedName: string
}

export interface MergeInput {
  keptId: string
  absorbedId: string
}

/** All of an administrator whose scope reaches everything that the two are enrolled in. */
export interface Merging {
  /** @throws {NotFoundError} for whom the scope does not reach @throws {ForbiddenError} if others teach one of them too */
  preview(actor: Actor, input: MergeInput): Promise<MergePreview>
  /**
   * The accounts of one find the other from now on, and its books go over; asked again after a crash, it goes on.
   *
   * @throws {MergeRefusedError} with the reasons
   */
  merge(actor: Actor, input: MergeInput & { reason: string }): Promise<MergeView>
  /**
   * Gives back what went over, and what came to it since.
   *
   * @throws {MergeInUseError} if a document rests on it, or the kept record went over to another one later
   */
  undo(actor: Actor, input: { mergeId: string; reason: string }): Promise<MergeView>
  /** Those in the scope, newest first. */
  list(actor: Actor, limit?: number): Promise<MergeView[]>
}
