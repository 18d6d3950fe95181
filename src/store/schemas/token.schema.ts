import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { ApiToken } from '../ports/tokens.ts'
import { list, ownId, strict, text } from './options.ts'

export type ApiTokenDoc = Stored<ApiToken>

export const apiTokenSchema = new Schema(
  {
    _id: ownId,
    name: text,
    scopes: list(String),
    roles: list(String),
    reach: Schema.Types.Mixed,
    programmes: list(String),
    personId: text,
    personName: text,
    createdAt: text,
    expiresAt: text,
    lastUsedAt: String,
    revokedAt: String,
    revokedBy: String,
  },
  strict,
)
  .index({ personId: 1, createdAt: -1 }, { name: 'maker' })
  .index({ createdAt: -1 }, { name: 'newest' })
