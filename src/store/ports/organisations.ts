import type { Organisation } from '#domain/reports/organisation'

/** Schools and municipalities that reports group by. */
export interface OrganisationStore {
  /** All of them, by title. */
  all(): Promise<Organisation[]>
  byId(id: string): Promise<Organisation | null>
  byIds(ids: readonly string[]): Promise<Organisation[]>
  /** In place of what was read; `null`: there was none. `false`: somebody was faster. */
  replace(next: Organisation, read: Organisation | null): Promise<boolean>
  /** `false`: somebody changed it since it was read. */
  remove(read: Organisation): Promise<boolean>
}
