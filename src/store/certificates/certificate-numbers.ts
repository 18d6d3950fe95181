/** The register's running numbers: by issuer and year, from 1, without gaps; each row is a certificate's. */
import type { Connection } from 'mongoose'
import { ConflictError } from '#domain/errors'
import { isWritten } from '../documents.ts'
import { modelOf } from '../models.ts'

/** Each round somebody wins, so this many issuers at one instant are served. */
const MOST_ROUNDS = 500

/**
 * The certificate's number: what it has, or the highest and one, inserted under a unique index. A counter would leave a gap
 * when its user dies; a row either exists with its certificate or not at all.
 */
export function createCertificateNumbers(connection: Connection) {
  const numbers = modelOf(connection, 'CertificateNumber')

  const numberOf = async (id: string) => (await numbers.findById(id).lean())?.seq

  async function tryNext(id: string, issuer: string, year: number): Promise<number | undefined> {
    const [highest] = await numbers
      .find({ issuer, year })
      .sort({ issuer: -1, year: -1, seq: -1 })
      .limit(1)
      .lean()
    const seq = (highest?.seq ?? 0) + 1
    const row = { _id: id as never, issuer, year, seq }
    return (await isWritten(() => numbers.collection.insertOne(row))) ? seq : numberOf(id)
  }

  return async (id: string, issuer: string, year: number): Promise<number> => {
    let seq = await numberOf(id)
    for (let round = 0; seq === undefined && round < MOST_ROUNDS; round++)
      seq = await tryNext(id, issuer, year)
    if (seq === undefined) throw new ConflictError('too many certificates at once', { year })
    return seq
  }
}
