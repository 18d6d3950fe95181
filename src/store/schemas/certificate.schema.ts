/** Certificates, their numbers and their bytes: three collections, each the truth of one thing. */
import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { Certificate } from '../ports/certificates.ts'
import { embedded, list, ownId, strict, text } from './options.ts'

/**
 * `holds`: the enrolment whose only certificate this is; gone when an abandoned claim was let go. `entryIds` likewise:
 * then the entries stand in `gaveUp`. `committed`: from here on the claim cannot be abandoned, a number may follow.
 * `openSince`: `claimedAt` while there is work left. `registerKey`: date of issue, number and id, by which the register is
 * sorted; `familyKey`: the holder's family name as it is searched by.
 */
export type CertificateDoc = Omit<Stored<Certificate>, 'entryIds'> & {
  entryIds?: string[]
  gaveUp?: string[]
  holds?: string
  committed?: boolean
  openSince?: string
  registerKey?: string
  familyKey?: string
}

export const certificateSchema = new Schema(
  {
    _id: ownId,
    enrolmentId: text,
    learnerId: text,
    programmeId: text,
    state: text,
    status: text,
    kind: String,
    annulment: new Schema({ at: String, by: String, byName: String, reason: String }, embedded),
    replacement: Schema.Types.Mixed,
    replacedBy: Schema.Types.Mixed,
    delivery: Schema.Types.Mixed,
    spoiled: Schema.Types.Mixed,
    exports: { type: [Schema.Types.Mixed], default: undefined },
    entryIds: list(String),
    exclusiveSources: list(String),
    claimedAt: text,
    claimedBy: new Schema({ personId: String, name: String }, embedded),
    order: new Schema({ number: text, on: text }, embedded),
    year: Number,
    seq: Number,
    verificationCode: text,
    draft: Schema.Types.Mixed,
    snapshot: Schema.Types.Mixed,
    pdfHash: String,
    issuedAt: String,
    gaveUp: list(String),
    holds: String,
    committed: Boolean,
    openSince: String,
    registerKey: String,
    familyKey: String,
  },
  strict,
)
  .index({ holds: 1 }, { name: 'enrolment', unique: true, sparse: true })
  .index({ entryIds: 1 }, { name: 'entries', unique: true, sparse: true })
  .index({ exclusiveSources: 1 }, { name: 'sources', unique: true, sparse: true })
  .index({ verificationCode: 1 }, { name: 'code', unique: true })
  .index({ pdfHash: 1 }, { name: 'pdf', sparse: true })
  .index({ learnerId: 1, claimedAt: 1 }, { name: 'learner' })
  .index({ programmeId: 1, _id: 1 }, { name: 'programme' })
  .index({ programmeId: 1, registerKey: 1 }, { name: 'register' })
  .index({ enrolmentId: 1 }, { name: 'ofEnrolment' })
  .index({ openSince: 1 }, { name: 'open', sparse: true })

/** A row of the register: `_id` is the certificate, so that one certificate has one number. */
export interface CertificateNumberDoc {
  _id: string
  issuer: string
  year: number
  seq: number
}

export const certificateNumberSchema = new Schema(
  { _id: ownId, issuer: text, year: { type: Number, required: true }, seq: { type: Number, required: true } },
  strict,
).index({ issuer: 1, year: 1, seq: 1 }, { name: 'number', unique: true })

/** `_id` is the certificate: the first bytes stay. */
export interface CertificatePdfDoc {
  _id: string
  hash: string
  bytes: Uint8Array
}

export const certificatePdfSchema = new Schema(
  { _id: ownId, hash: text, bytes: { type: Buffer, required: true } },
  strict,
)
