/** Templates: versions are only added, images are only added, drafts come and go. */
import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, toStored } from './documents.ts'
import { modelOf } from './models.ts'
import type {
  StoredImage,
  StoredNameForms,
  TemplateDraft,
  TemplateStore,
  TemplateVersion,
} from './ports/templates.ts'
import { among } from './query.ts'
import type { TemplateImageDoc } from './schemas/template.schema.ts'

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
    async saveDraft({ id, ...rest }) {
      await drafts.replaceOne({ _id: id }, rest, { upsert: true })
    },
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
    async nameForms(personIds) {
      const docs = await nameForms.find({ _id: among(personIds) }).lean()
      return new Map(docs.map(doc => [doc._id, fromStored<StoredNameForms>(doc)]))
    },
    async saveNameForms({ id, ...rest }) {
      await nameForms.replaceOne({ _id: id }, rest, { upsert: true })
    },
  }
}

/** The driver gives BSON binaries; a copy, so that no caller holds the driver's buffer. */
function imageOf({ _id, hash, bytes, ...rest }: TemplateImageDoc): StoredImage {
  const binary = bytes as Uint8Array | { buffer: Uint8Array }
  return { ...rest, id: hash, bytes: new Uint8Array(binary instanceof Uint8Array ? binary : binary.buffer) }
}
