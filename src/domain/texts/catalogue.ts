/** The type of a language's catalogue: a missing key does not compile. */
import type { Role } from '../access/actor.ts'
import type { Requirement } from '../books/progress.ts'
import type { EntryAction } from '../entries/entry.ts'
import type { RemarkId } from '../entries/remarks.ts'
import type { ModuleForm, ModuleKind, ModulePart, Reason, RequirementId } from '../kinds.ts'
import type { Approver } from '../regulations/data.ts'
import type { Facts } from './lang.ts'

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
  /** How long a decision on an entry usually takes: «Обычно это 5 дней.» */
  usually(days: number): string
  kinds: Readonly<Record<ModuleKind, string>>
  forms: Readonly<Record<ModuleForm, string>>
  parts: Readonly<Record<ModulePart, string>>
  /** What was done, for a history: «Подтверждено». */
  actions: Readonly<Record<EntryAction, string>>
  roles: Readonly<Record<Role | Approver, string>>
}
