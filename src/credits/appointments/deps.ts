import type { Stores } from '#store/ports/index'

export interface AppointmentsDeps {
  stores: Stores
  now(): Date
  newId(): string
  /** IANA name: in which calendar dates are counted. */
  timeZone: string
}
