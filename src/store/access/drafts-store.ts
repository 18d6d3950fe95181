/** Forms that came after the session had ended. */
import type { Connection } from 'mongoose'
import { maybeStored, toBytes, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { DraftStore, FormDraft } from '../ports/drafts.ts'
import { above, among, not } from '../query.ts'

/** Of one person: whoever fills forms after the end of a session does it once or twice. */
const KEPT = 5

export function createDraftsStore(connection: Connection): DraftStore {
  const drafts = modelOf(connection, 'FormDraft')

  async function dropOld({ id, personId, path }: FormDraft): Promise<void> {
    await drafts.deleteMany({ personId, path, _id: not(id) })
    const all = await drafts.find({ personId }, { _id: 1, at: 1 }).lean()
    const old = all.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(KEPT)
    if (old.length > 0) await drafts.deleteMany({ _id: among(old.map(doc => doc._id)) })
  }

  return {
    async keep(draft, sealedFile) {
      await drafts.create({ ...toStored(draft), ...(sealedFile && { sealedFile: Buffer.from(sealedFile) }) })
      await dropOld(draft)
    },
    find: async (id, personId, now) =>
      maybeStored<FormDraft>(
        await drafts.findOne({ _id: id, personId, expiresAt: above(now) }, { sealedFile: 0 }).lean(),
      ),
    async fileOf(id, personId, now) {
      const doc = await drafts.findOne({ _id: id, personId, expiresAt: above(now) }, { sealedFile: 1 }).lean()
      return doc?.sealedFile ? toBytes(doc.sealedFile) : null
    },
    async remove(id, personId) {
      await drafts.deleteOne({ _id: id, personId })
    },
  }
}
