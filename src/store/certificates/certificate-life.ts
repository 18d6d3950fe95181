/** What happens to a certificate after its number was taken: each change one atomic update, the first writer wins. */
import type { Connection } from 'mongoose'
import { searchKey } from '#domain/names/search-key'
import { chunksOf, mergedPage } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Certificate, CertificateStore, RegisterQuery, RegisterStatus } from '../ports/certificates.ts'
import { AFTER_ANY_TEXT, absent, among, below, not, within } from '../query.ts'
import type { CertificateDoc } from '../schemas/certificate.schema.ts'

type Life = Pick<
  CertificateStore,
  'validOf' | 'annul' | 'markReplaced' | 'spoil' | 'noteDelivery' | 'register' | 'noteExport' | 'ofEnrolments'
>

const CHUNK = 1000

export function createCertificateLife(
  connection: Connection,
  fromDoc: (doc: CertificateDoc) => Certificate,
): Life {
  const certificates = modelOf(connection, 'Certificate')
  return {
    async validOf(ids) {
      const valid = { _id: among(ids), state: 'issued' as const, status: 'valid' as const }
      return (await certificates.find(valid, { _id: 1 }).lean()).map(doc => doc._id)
    },
    async annul(id, annulment) {
      const valid = { _id: id, state: 'issued' as const, status: 'valid' as const }
      const done = await certificates.updateOne(valid, { $set: { status: 'annulled', annulment } })
      return done.matchedCount === 1
    },
    async markReplaced(id, by) {
      const free = { _id: id, state: 'issued' as const, replacedBy: absent() }
      await certificates.updateOne(
        { ...free, status: 'valid' },
        { $set: { replacedBy: by, status: 'replaced' } },
      )
      // an annulled document stays annulled: only a correction may stand beside it
      if (by.kind === 'correction') {
        await certificates.updateOne({ ...free, status: 'annulled' }, { $set: { replacedBy: by } })
      }
      return (await certificates.findById(id, { replacedBy: 1 }).lean())?.replacedBy ?? null
    },
    async spoil(id, spoiled, from) {
      await certificates.updateOne({ _id: id, state: from }, { $set: { state: 'spoiled', spoiled } })
      return (await certificates.findById(id, { state: 1 }).lean())?.state === 'spoiled'
    },
    async noteDelivery(id, delivery) {
      await certificates.updateOne({ _id: id, state: 'issued', delivery: absent() }, { $set: { delivery } })
      const doc = await certificates.findById(id).lean()
      return doc ? fromDoc(doc) : null
    },
    async register(q) {
      const page = (programmeId: string) =>
        certificates
          .find({ programmeId, ...filterOf(q) })
          .sort({ registerKey: -1 })
          .limit(q.limit + 1)
          .lean()
      const docs = await mergedPage(q.programmeIds, q.limit + 1, page, newestFirst)
      const lines = docs.slice(0, q.limit)
      return {
        lines: lines.map(fromDoc),
        next: docs.length > q.limit ? (lines.at(-1)?.registerKey ?? null) : null,
      }
    },
    async noteExport(ids, run) {
      for (const chunk of chunksOf(ids, CHUNK)) {
        const unmarked = { _id: among(chunk), 'exports.runId': not(run.runId) }
        await certificates.updateMany(unmarked, { $push: { exports: run } })
      }
    },
    async ofEnrolments(enrolmentIds) {
      const found = certificates.find({ enrolmentId: among(enrolmentIds), state: 'issued' })
      return (await found.sort({ issuedAt: 1, _id: 1 }).lean()).map(fromDoc)
    },
  }
}

function newestFirst({ registerKey: a = '' }: CertificateDoc, { registerKey: b = '' }: CertificateDoc) {
  return a < b ? 1 : -1
}

function filterOf(q: RegisterQuery) {
  const from = q.from ?? ''
  const end = q.to ? `${q.to}|${AFTER_ANY_TEXT}` : AFTER_ANY_TEXT
  const until = q.after !== undefined && q.after < end ? q.after : end
  return {
    registerKey: from === '' ? below(until) : within(from, until),
    ...stateOf(q.status),
    ...kindOf(q.kind),
    ...searchOf(q.search?.trim() ?? ''),
  }
}

function stateOf(status: RegisterStatus | undefined) {
  if (status === 'spoiled') return { state: 'spoiled' as const }
  if (status) return { state: 'issued' as const, status }
  return { state: among(['issued', 'spoiled'] as const) }
}

function kindOf(kind: RegisterQuery['kind']) {
  if (kind === undefined) return {}
  return kind === 'original' ? { replacement: absent() } : { 'replacement.kind': kind }
}

function searchOf(search: string) {
  if (search === '') return {}
  if (/^\d{1,9}$/.test(search)) return { seq: Number(search) }
  if (/\d/.test(search)) return { 'snapshot.registrationNumber': search.toUpperCase() }
  const from = searchKey(search)
  return { familyKey: within(from, from + AFTER_ANY_TEXT) }
}
