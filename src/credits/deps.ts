/** What the use cases are built from; a test builds the same graph with other leaves. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import type { CalendarDate } from '#domain/kinds'
import type { Regulation } from '#domain/regulations/regulation'
import type { Stores } from '#store/ports/index'
import type { StoredImage } from '#store/ports/templates'

/** All versions of all regulations. */
export interface RegulationCatalogue {
  /** The newest version. @throws {NotFoundError} if there is no such regulation */
  get(id: string): Regulation
  /** The version in force on a day; before the first one, the first. @throws {NotFoundError} */
  inForce(id: string, date: CalendarDate): Regulation
  all(): Regulation[]
}

export interface CreditsDeps {
  stores: Stores
  regulations: RegulationCatalogue
  /** PDF of a document. @param images of its template by their ids */
  render(snapshot: CertificateSnapshot, images?: Record<string, StoredImage>): Promise<Uint8Array>
  now(): Date
  newId(): string
  /** From a cryptographic source: verification codes are made of it. */
  randomBytes(count: number): Uint8Array
  /** Without a slash at its end; verification addresses begin with it. */
  publicUrl: string
  /** IANA name, e.g. `Asia/Tomsk`: in which calendar dates are counted. */
  timeZone: string
}
