/** The federal register (ФИС ФРДО): what it asks for, who lacks what, and its file. Each use case names its actor. */
import type { Actor } from '#domain/access/actor'
import type { FederalField } from '#domain/federal/columns'
import type { Education, FederalProgramme } from '#domain/federal/fields'
import type { FederalFinding } from '#domain/federal/lint'
import type { CalendarDate } from '#domain/kinds'
import type { RegisterQuery } from '#store/ports/certificates'
import type { EducationRecord, FederalProgrammeRecord, FederalRun } from '#store/ports/federal'

/** A document, or (with `registrationNumber: null`) a learner who has none yet, and what their row lacks. */
export interface Lacking {
  learnerId: string
  /** For whoever may see it anyway; never logged. */
  name: string
  programmeId: string
  certificateId: string | null
  registrationNumber: string | null
  findings: FederalFinding[]
}

export interface RegisterCheck {
  /** Lists of the form of which only a part is known. */
  incompleteLists: { list: string; known: number; expected: number }[]
  documents: { checked: number; lacking: Lacking[] }
  learners: { checked: number; lacking: Lacking[] }
}

/** What the federal register would say of the newest documents that a page shows. */
export interface RegisterGlance {
  /** Documents that were looked at. */
  checked: number
  /** `false`: there are older ones that were not looked at. */
  isAll: boolean
  /** Documents that would be refused. */
  lacking: number
  /** By column and whether it is empty or wrong, the most frequent first; `rows`: documents. */
  faults: { field: FederalField; header: string; isMissing: boolean; rows: number }[]
}

export interface FederalChoice {
  values: readonly string[]
  complete: boolean
}

export interface Period {
  /** Dates of issue, both included. */
  from: CalendarDate
  to: CalendarDate
}

export interface RegisterExport {
  run: FederalRun
  file: Uint8Array
  rows: number
  /** Not in the file, each with what its row lacks. */
  leftOut: Lacking[]
  /** Annulled after an earlier export: to be told to the register by hand. */
  annulledSince: { certificateId: string; registrationNumber: string }[]
}

export interface FederalRegister {
  /** The person's record in place of what was there; a curator, issuer or administrator who reaches a programme of theirs.
   *  @throws {InvalidInputError} for a date, sex or citizenship that is none; a wrong СНИЛС is kept, and found by `check`
   *  @throws {ConflictError} if it is not the version that was `seen` any more, 0: there was none */
  saveEducation(
    actor: Actor,
    input: { personId: string; education: Education; seen?: number },
  ): Promise<EducationRecord>
  readEducation(actor: Actor, personId: string): Promise<EducationRecord | null>
  /** Issuer or administrator. Values as the form's lists have them. */
  saveProgrammeData(
    actor: Actor,
    input: { programmeId: string; data: FederalProgramme; seen?: number },
  ): Promise<FederalProgrammeRecord>
  readProgrammeData(actor: Actor, programmeId: string): Promise<FederalProgrammeRecord | null>
  /** Documents of the period (default: all) and everybody who is on the way to one, long before the issue. */
  check(actor: Actor, q: Partial<Period>): Promise<RegisterCheck>
  /** The same linter over the newest documents of a filter of the register, at most 200: cheap enough for each reading. */
  glance(actor: Actor, q: Omit<RegisterQuery, 'programmeIds' | 'after' | 'limit'>): Promise<RegisterGlance>
  /** Documents of the period that no earlier run holds (`again`: those too), without the rows that lack something.
   *  @param q `key` of the form: sent twice with one, it is one run and the same file */
  exportFile(actor: Actor, q: Period & { again?: boolean; key?: string }): Promise<RegisterExport>
  /** What the form's lists offer, by field; `complete: false`: the form has more than is known here. */
  choices(): Partial<Record<FederalField, FederalChoice>>
  /** Newest first: all of them for whoever reaches everything, else the actor's own. */
  runs(actor: Actor, limit?: number): Promise<FederalRun[]>
}
