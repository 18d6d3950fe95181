import type { Organisation } from '#domain/reports/organisation'

/** Schools and municipalities that reports group by. */
export interface OrganisationStore {
  /** All of them, by title. */
  all(): Promise<Organisation[]>
  byId(id: string): Promise<Organisation | null>
  byIds(ids: readonly string[]): Promise<Organisation[]>
  /** Puts these in place of those of the same id; the others stay. */
  save(organisations: readonly Organisation[]): Promise<void>
  remove(id: string): Promise<void>
}
