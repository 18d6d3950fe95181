/** Versions of regulations that were taken up on a page, as their text came. */
import type { CalendarDate } from '#domain/kinds'

export interface OwnRegulation {
  /** `<regulationId>|<version>` */
  id: string
  regulationId: string
  version: string
  validFrom: CalendarDate
  /** YAML. */
  text: string
  by: string
  byName: string
  at: string
}

export interface RegulationStore {
  /** @returns `false`: this version is there */
  add(regulation: OwnRegulation): Promise<boolean>
  /** Oldest first. */
  all(): Promise<OwnRegulation[]>
  remove(id: string): Promise<void>
}
