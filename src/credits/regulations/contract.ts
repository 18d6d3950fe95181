/** Regulations (положения): those that come along, and those that an organisation takes up on a page. */
import type { Actor } from '#domain/access/actor'
import type { RegulationFault } from '#domain/regulations/file'
import type { Regulation } from '#domain/regulations/regulation'
import type { OwnRegulation } from '#store/ports/regulations'
import type { RegulationCatalogue } from '../deps.ts'

/** A catalogue that what is taken up joins at once; other processes read it within a minute. */
export interface GrowingCatalogue extends RegulationCatalogue {
  /** Reads again what was taken up. */
  refresh(): Promise<void>
}

/** Why a version that holds is not taken all the same. */
export type TakeRefusal = 'version-exists' | 'day-taken' | 'others-judged'

export interface RegulationCheck {
  faults: readonly RegulationFault[]
  /** Without faults. */
  regulation: Regulation | null
  refusal: TakeRefusal | null
  /** Titles of the programmes that it will judge. */
  programmes: readonly string[]
}

export interface Regulations {
  /** Every fault with its line; nothing is kept. @throws {ForbiddenError} unless the actor administers */
  check(actor: Actor, text: string): Promise<RegulationCheck>
  /**
   * Takes a version up; books under it are worked out again.
   *
   * @throws {InvalidRegulationError} with every fault
   * @throws {ConflictError} if this version is there already
   * @throws {ForbiddenError} if it would judge programmes out of the actor's scope
   */
  take(actor: Actor, text: string): Promise<Regulation>
  /** Who took up what, newest first. */
  taken(actor: Actor): Promise<Omit<OwnRegulation, 'text'>[]>
  /** Leaves out a version that judges nothing yet. @throws {NotFoundError} @throws {RemovedError} @throws {RegulationInUseError} */
  withdraw(actor: Actor, version: { id: string; version: string }): Promise<void>
}
