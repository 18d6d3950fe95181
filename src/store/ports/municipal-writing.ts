import type { WritingSetting } from '#domain/writing'

/** What a municipality decided for its schools in one programme: who writes into their books and who signs. */
export interface MunicipalWriting extends WritingSetting {
  programmeId: string
  /** `organisationKey` of its title. */
  municipality: string
  /** Its title as it was written then. */
  title: string
}

/** Unique by programme and municipality. */
export interface MunicipalWritingStore {
  ofProgrammes(programmeIds: readonly string[]): Promise<MunicipalWriting[]>
  /** Writes the decision if there are as many changes behind it as `next` has but one. @returns `false`: somebody was faster */
  save(next: MunicipalWriting): Promise<boolean>
}
