/** Scans: bytes are written first, so that a scan that is there can be shown. */
import type { Connection } from 'mongoose'
import { maybeStored, toBytes, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Scan, ScanStore } from '../ports/scans.ts'
import { absent, among, present } from '../query.ts'

/** Of one person's uploads that no form was sent with. */
const DRAFTS_KEPT = 10
const HIDDEN = ['expiresAt']

export function createScansStore(connection: Connection): ScanStore {
  const scans = modelOf(connection, 'Scan')
  const contents = modelOf(connection, 'ScanBytes')

  async function dropOldDrafts(by: string): Promise<void> {
    const drafts = await scans.find({ by, usedBy: absent() }, { _id: 1 }).sort({ by: 1, at: 1 }).lean()
    const old = drafts.slice(0, Math.max(0, drafts.length - DRAFTS_KEPT)).map(doc => doc._id)
    if (old.length === 0) return
    await scans.deleteMany({ _id: among(old), usedBy: absent() })
    await contents.deleteMany({ _id: among(old), expiresAt: present() })
  }

  return {
    async saveDraft(scan, { bytes, picture }, expiresAt) {
      const data = { data: Buffer.from(bytes), ...(picture && { picture: Buffer.from(picture) }) }
      await contents.collection.insertOne({ _id: scan.id as never, ...data, expiresAt })
      await scans.create({ ...toStored(scan), expiresAt })
      await dropOldDrafts(scan.by)
    },
    byId: async id => maybeStored<Scan>(await scans.findById(id).lean(), HIDDEN),
    async contentOf(id) {
      const doc = await contents.findById(id).lean()
      return doc && { bytes: toBytes(doc.data), ...(doc.picture && { picture: toBytes(doc.picture) }) }
    },
    async use(id, usedBy) {
      await contents.updateOne({ _id: id }, { $unset: { expiresAt: 1 } })
      await scans.updateOne({ _id: id, usedBy: absent() }, { $set: { usedBy }, $unset: { expiresAt: 1 } })
      return (await scans.findById(id).lean())?.usedBy === usedBy
    },
  }
}
