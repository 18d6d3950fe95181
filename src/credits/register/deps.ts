import type { FederalValues } from '#domain/federal/fields'
import type { FederalForm } from '#domain/federal/form'
import type { Stores } from '#store/ports/index'

export interface FederalDeps {
  stores: Stores
  form: FederalForm
  /** The file's bytes. */
  write(form: FederalForm, rows: readonly FederalValues[]): Uint8Array
  now(): Date
}
