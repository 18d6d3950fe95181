/** Forms that came after the session had ended. */
import type { Connection } from 'mongoose'
import { maybeStored, toStored } from './documents.ts'
import { modelOf } from './models.ts'
import type { DraftStore, FormDraft } from './ports/drafts.ts'
import { above, not } from './query.ts'

export function createDraftsStore(connection: Connection): DraftStore {
  const drafts = modelOf(connection, 'FormDraft')
  return {
    async keep(draft) {
      await drafts.create(toStored(draft))
      await drafts.deleteMany({ personId: draft.personId, path: draft.path, _id: not(draft.id) })
    },
    find: async (id, personId, now) =>
      maybeStored<FormDraft>(await drafts.findOne({ _id: id, personId, expiresAt: above(now) }).lean()),
    async remove(id, personId) {
      await drafts.deleteOne({ _id: id, personId })
    },
  }
}
