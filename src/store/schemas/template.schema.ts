/** Templates of documents, their drafts and images, and corrected forms of names. */
import { Schema } from 'mongoose'
import type { Stored } from '../documents.ts'
import type { StoredImage, StoredNameForms, TemplateDraft, TemplateVersion } from '../ports/templates.ts'
import { ownId, strict, text } from './options.ts'
import { versioned } from './versioned.ts'

export type TemplateDoc = Stored<TemplateVersion>
export type TemplateDraftDoc = Stored<TemplateDraft>
/** `_id`: `<templateId>|<sha256>`, so that each template has its own library. */
export type TemplateImageDoc = Omit<StoredImage, 'id'> & { _id: string; hash: string }
export type NameFormsDoc = Stored<StoredNameForms>

export const templateSchema = new Schema(
  {
    _id: ownId,
    templateId: text,
    kind: text,
    organisation: text,
    version: { type: Number, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    savedAt: text,
    savedBy: text,
    savedByName: text,
  },
  strict,
).index({ templateId: 1, version: 1 }, { name: 'version', unique: true })

export const templateDraftSchema = new Schema(
  {
    _id: ownId,
    content: { type: Schema.Types.Mixed, required: true },
    basedOn: { type: Number, required: true },
    savedAt: text,
  },
  strict,
)

export const templateImageSchema = new Schema(
  {
    _id: ownId,
    hash: text,
    templateId: text,
    name: text,
    type: text,
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    bytes: { type: Buffer, required: true },
  },
  strict,
)
  .index({ hash: 1 }, { name: 'hash' })
  .index({ templateId: 1, name: 1 }, { name: 'library' })

export const nameFormsSchema = new Schema(
  { _id: ownId, genitive: String, dative: String, latin: String, ...versioned, savedAt: text, savedBy: text },
  strict,
)
