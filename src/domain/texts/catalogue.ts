/** The type of a language's catalogue: a missing key does not compile. */
import type { Role } from '../actor.ts'
import type { EntryAction } from '../entry.ts'
import type { EntryStatus, ModuleForm, ModuleKind, ModulePart, Reason, RequirementId } from '../kinds.ts'
import type { Requirement } from '../progress.ts'
import type { Approver } from '../regulation-data.ts'
import type { RemarkId } from '../remarks.ts'
import type { Facts } from './lang.ts'

/** Codes of the errors that the domain throws. */
export const DOMAIN_ERROR_CODES = [
  'not_found',
  'forbidden',
  'conflict',
  'invalid_input',
  'invalid_hours',
  'invalid_regulation',
  'entry_transition_refused',
  'own_entry',
  'entry_consumed',
  'reason_required',
] as const
export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number]

/** What happened and by which rule; then what a person can do. */
export interface ReasonText {
  text(facts: Facts, clause?: string): string
  remedy(facts: Facts): string
}

export interface RequirementText {
  met(requirement: Requirement): string
  unmet(requirement: Requirement): string
  /** For a list of what is missing, in the middle of a sentence. */
  missing(requirement: Requirement): string
  remedy(requirement: Requirement): string
}

export interface Catalogue {
  reasons: Readonly<Record<Reason, ReasonText>>
  requirements: Readonly<Record<RequirementId, RequirementText>>
  remarks: Readonly<Record<RemarkId, (facts: Facts) => string>>
  statuses: Readonly<Record<EntryStatus, string>>
  kinds: Readonly<Record<ModuleKind, string>>
  forms: Readonly<Record<ModuleForm, string>>
  parts: Readonly<Record<ModulePart, string>>
  /** What was done, for a history: «Подтверждено». */
  actions: Readonly<Record<EntryAction, string>>
  roles: Readonly<Record<Role | Approver, string>>
  errors: Readonly<Record<DomainErrorCode, (facts: Facts) => string>>
}
