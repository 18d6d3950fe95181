import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { IssuerKey } from '../ports/credentials.ts'
import { ownId, strict, text } from './options.ts'

/** `active`: there is one such key at most. */
export type IssuerKeyDoc = Stored<IssuerKey> & { active?: string }

export const issuerKeySchema = new Schema(
  {
    _id: ownId,
    publicJwk: Schema.Types.Mixed,
    sealedPrivateKey: text,
    createdAt: text,
    retiredAt: String,
    active: String,
  },
  strict,
).index({ active: 1 }, { name: 'active', unique: true, sparse: true })

/** What credentials rest on and must never change: places in status lists, URNs of learners, names of issuers. */
export interface CredentialFactDoc {
  _id: string
  place?: number
  value?: string
}

export const credentialFactSchema = new Schema({ _id: ownId, place: Number, value: String }, strict).index(
  { place: 1 },
  { name: 'place', unique: true, sparse: true },
)
