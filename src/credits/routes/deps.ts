import type { BookKey } from '#domain/books/book-key'
import type { Stores } from '#store/ports/index'
import type { RegulationCatalogue } from '../deps.ts'

export interface RoutesDeps {
  stores: Stores
  regulations: RegulationCatalogue
  /** Totals of books whose facts changed. */
  recompute(books: readonly BookKey[]): Promise<void>
  now(): Date
  newId(): string
  /** IANA name: in which calendar dates are counted. */
  timeZone: string
}
