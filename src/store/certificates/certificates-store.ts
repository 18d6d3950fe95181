/**
 * Certificates: claimed → numbered → rendered → issued, each step one atomic update that may be repeated.
 *
 * A claim is given up in two steps, so that a crash between them leaves something to find: `abandon` (refused once a number
 * may exist), then, after its entries were released, `letGo`.
 */
import type { Connection, QueryFilter } from 'mongoose'
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import { ConflictError } from '#domain/errors'
import { searchKey } from '#domain/names/search-key'
import { byId, isWritten, mergedPage, toBytes } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Certificate, CertificateStore } from '../ports/certificates.ts'
import { above, absent, among, below } from '../query.ts'
import type { CertificateDoc } from '../schemas/certificate.schema.ts'
import { createCertificateLife } from './certificate-life.ts'
import { createCertificateNumbers } from './certificate-numbers.ts'

const AFTER = { returnDocument: 'after' } as const
/** How often a claim looks again when the one that was first disappears under its eyes. */
const CLAIM_ATTEMPTS = 5
const ALIVE = ['claimed', 'numbered', 'rendered', 'issued'] as const
const GIVEN_UP = ['abandoned', 'spoiled'] as const

export function createCertificatesStore(connection: Connection): CertificateStore {
  const certificates = modelOf(connection, 'Certificate')
  const pdfs = modelOf(connection, 'CertificatePdf')
  const nextNumber = createCertificateNumbers(connection)

  const one = async (filter: QueryFilter<CertificateDoc>) => {
    const doc = await certificates.findOne(filter).lean()
    return doc ? fromDoc(doc) : null
  }
  const stored = (id: string) => one({ _id: id })

  const holderOf = async (claim: Certificate): Promise<Certificate | null> =>
    (await one({ holds: holdsOf(claim) })) ??
    (await one({ entryIds: among(claim.entryIds) })) ??
    (await one({ exclusiveSources: among(claim.exclusiveSources ?? []) }))

  async function keepPdf(_id: string, pdf: Uint8Array, hash: string): Promise<string> {
    const doc = { _id: _id as never, hash, bytes: Buffer.from(pdf) }
    if (await isWritten(() => pdfs.collection.insertOne(doc))) return hash
    return (await pdfs.findById(_id, { hash: 1 }).lean())?.hash ?? hash
  }

  return {
    ...createCertificateLife(connection, fromDoc),
    async claim(certificate) {
      for (let attempt = 0; attempt < CLAIM_ATTEMPTS; attempt++) {
        if (await isWritten(() => certificates.create(toDoc(certificate)))) return certificate
        const holder = await holderOf(certificate)
        if (holder) return holder
      }
      throw new ConflictError('the claim could not be made', { enrolmentId: certificate.enrolmentId })
    },
    async abandon(id) {
      const free = { _id: id, state: 'claimed' as const, committed: absent() }
      return (await certificates.updateOne(free, { $set: { state: 'abandoned' } })).matchedCount === 1
    },
    async letGo(id) {
      const doc = await certificates.findOne({ _id: id, state: among(GIVEN_UP) }).lean()
      if (!doc) return
      await certificates.updateOne(
        { _id: id, state: doc.state },
        {
          $unset: { holds: 1, entryIds: 1, exclusiveSources: 1, openSince: 1 },
          ...(doc.entryIds && { $set: { gaveUp: doc.entryIds } }),
        },
      )
    },
    async assignNumber(id, issuer, year) {
      const alive = { _id: id, state: among(ALIVE) }
      const committed = await certificates.findOneAndUpdate(alive, { $set: { committed: true } }).lean()
      if (!committed) throw new ConflictError('the claim was given up', { certificateId: id })
      const seq = await nextNumber(id, issuer, year)
      await certificates.updateOne({ _id: id, state: 'claimed' }, { $set: { state: 'numbered', seq, year } })
      return seq
    },
    async saveSnapshot(id, snapshot) {
      const keys = {
        registerKey: registerKeyOf(id, snapshot),
        familyKey: searchKey(snapshot.learner?.familyName ?? ''),
      }
      await certificates.updateOne({ _id: id, snapshot: absent() }, { $set: { snapshot, ...keys } })
      return (await stored(id))?.snapshot ?? snapshot
    },
    async savePdf(id, pdf, hash) {
      const kept = await keepPdf(id, pdf, hash)
      const numbered = { _id: id, state: 'numbered' as const }
      await certificates.updateOne(numbered, { $set: { state: 'rendered', pdfHash: kept } })
      return kept
    },
    async markIssued(id, at) {
      const issued = { $set: { state: 'issued' as const, issuedAt: at }, $unset: { openSince: 1 as const } }
      const doc = await certificates.findOneAndUpdate({ _id: id, state: 'rendered' }, issued, AFTER).lean()
      const certificate = doc ? fromDoc(doc) : await stored(id)
      if (certificate?.state !== 'issued')
        throw new ConflictError('nothing was rendered', { certificateId: id })
      return certificate
    },
    byId: stored,
    byCode: verificationCode => one({ verificationCode }),
    byPdfHash: pdfHash => one({ pdfHash }),
    byEnrolment: enrolmentId => one({ holds: enrolmentId, state: among(ALIVE) }),
    async byEnrolments(enrolmentIds) {
      const held = certificates.find({ holds: among(enrolmentIds), state: among(ALIVE) })
      return new Map((await held.lean()).map(doc => [doc.enrolmentId, fromDoc(doc)]))
    },
    async byLearner(learnerId) {
      const held = certificates.find({ learnerId, state: among(ALIVE) })
      return (await held.sort({ claimedAt: 1, _id: 1 }).lean()).map(fromDoc)
    },
    async pdf(id) {
      const doc = await pdfs.findById(id).lean()
      return doc ? toBytes(doc.bytes) : null
    },
    async unfinished(before, limit) {
      const open = certificates.find({ openSince: below(before) })
      return (await open.sort({ openSince: 1 }).limit(limit).lean()).map(fromDoc)
    },
    async list({ programmeIds, after, limit }) {
      const of = (programmeId: string) => ({
        programmeId,
        state: among(ALIVE),
        ...(after !== undefined && { _id: above(after) }),
      })
      const page = (id: string) => certificates.find(of(id)).sort({ _id: 1 }).limit(limit).lean()
      return (await mergedPage(programmeIds, limit, page, byId)).map(fromDoc)
    },
  }
}

/** What one claim only may hold: the enrolment (one certificate, one statement), or the place of the document that it replaces. */
function holdsOf({
  enrolmentId,
  replacement,
  kind,
}: Pick<Certificate, 'enrolmentId' | 'replacement' | 'kind'>): string {
  if (replacement) return `replaces|${replacement.of}`
  return kind === 'statement' ? `statement|${enrolmentId}` : enrolmentId
}

function registerKeyOf(id: string, { issuedOn, registrationNumber }: CertificateSnapshot): string {
  return `${issuedOn}|${registrationNumber}|${id}`
}

function toDoc({ id, entryIds, ...rest }: Certificate): CertificateDoc {
  return {
    _id: id,
    ...rest,
    ...(entryIds.length > 0 && { entryIds }),
    holds: holdsOf(rest),
    openSince: rest.claimedAt,
  }
}

function fromDoc(doc: CertificateDoc): Certificate {
  const { _id, entryIds, gaveUp, ...stored } = doc
  const { holds: _, committed: __, openSince: ___, registerKey: ____, familyKey: _____, ...rest } = stored
  return { id: _id, ...rest, entryIds: entryIds ?? gaveUp ?? [] }
}
