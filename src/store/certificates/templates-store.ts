/** Templates: versions are only added, images are only added, drafts come and go. */
import type { Connection } from 'mongoose'
import {
  fromStored,
  isWritten,
  maybeStored,
  putStored,
  replaceStored,
  storedById,
  toBytes,
  toStored,
} from '../documents.ts'
import { modelOf } from '../models.ts'
import type {
  StoredImage,
  StoredNameForms,
  TemplateDraft,
  TemplateStore,
  TemplateVersion,
} from '../ports/templates.ts'
import { among } from '../query.ts'
import type { TemplateImageDoc } from '../schemas/template.schema.ts'

export function createTemplatesStore(connection: Connection): TemplateStore {
  const templates = modelOf(connection, 'Template')
  const drafts = modelOf(connection, 'TemplateDraft')
  const images = modelOf(connection, 'TemplateImage')
  const nameForms = modelOf(connection, 'NameForms')
  return {
    async newest(templateIds) {
      const docs = await templates
        .find({ templateId: among(templateIds) })
        .sort({ version: 1 })
        .lean()
      return new Map(docs.map(doc => [doc.templateId, fromStored<TemplateVersion>(doc)]))
    },
    async versions(templateId) {
      const docs = await templates.find({ templateId }).sort({ version: -1 }).lean()
      return docs.map(doc => fromStored<TemplateVersion>(doc))
    },
    add: version => isWritten(() => templates.create(toStored(version))),
    draft: async id => maybeStored<TemplateDraft>(await drafts.findById(id).lean()),
    saveDraft: draft => putStored(drafts, draft),
    async dropDraft(id) {
      await drafts.deleteOne({ _id: id })
    },
    async saveImage({ id, bytes, ...rest }) {
      const _id = `${rest.templateId}|${id}`
      const doc = { _id: _id as never, hash: id, ...rest, bytes: Buffer.from(bytes) }
      await isWritten(() => images.collection.insertOne(doc))
    },
    async images(ids) {
      const docs = await images.find({ hash: among(ids) }).lean()
      return new Map(docs.map(doc => [doc.hash, imageOf(doc)]))
    },
    async imagesOf(templateId) {
      const docs = await images.find({ templateId }, { bytes: 0 }).sort({ name: 1 }).lean()
      return docs.map(({ _id, hash, ...rest }) => ({ ...rest, id: hash }))
    },
    nameForms: async personIds =>
      storedById<StoredNameForms>(await nameForms.find({ _id: among(personIds) }).lean()),
    replaceNameForms: (next, read) => replaceStored(nameForms, next, read),
  }
}

function imageOf({ _id, hash, bytes, ...rest }: TemplateImageDoc): StoredImage {
  return { ...rest, id: hash, bytes: toBytes(bytes) }
}
