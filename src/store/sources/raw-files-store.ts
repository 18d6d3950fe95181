import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Connection } from 'mongoose'
import { modelOf } from '../models.ts'
import type { RawFileFacts, RawFileStore } from '../ports/raw-files.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** One document: MongoDB takes 16 MB. */
const PACKED_BYTES = 15 * 1024 * 1024

/** Answers of a site are packed while it is pulled: a third larger than at the usual level, in a third of its time. */
const LEVEL = 2

const fieldsOf = ({ run, people, until }: RawFileFacts) => ({
  runId: run.id,
  connectionId: run.connectionId,
  ...(people && { people }),
  ...(until && { until }),
})

export function createRawFilesStore(connection: Connection): RawFileStore {
  const files = modelOf(connection, 'RawFile')
  return {
    async put({ sha256, bytes, ...named }, facts) {
      if (await files.exists({ _id: sha256 })) return true
      const packed = await pack(bytes, { level: LEVEL })
      if (packed.length > PACKED_BYTES) return false
      const $setOnInsert = { ...named, packed, ...(facts && fieldsOf(facts)) }
      await files.updateOne({ _id: sha256 }, { $setOnInsert }, { upsert: true })
      return true
    },
    async ofRun(runId, limit) {
      const docs = await files.find({ runId }, { name: 1 }).sort({ runId: 1, name: 1 }).limit(limit).lean()
      return docs.map(({ _id, name }) => ({ sha256: _id, name }))
    },
    async nameOf(sha256) {
      const doc = await files.findById(sha256, { name: 1, runId: 1 }).lean()
      return doc && { name: doc.name, ...(doc.runId !== undefined && { runId: doc.runId }) }
    },
    async byHash(sha256) {
      const doc = await files.findById(sha256).lean()
      if (!doc) return null
      const { packed, name, contentType } = doc
      const stored = packed instanceof Uint8Array ? packed : (packed as { buffer: Uint8Array }).buffer
      const bytes = new Uint8Array(await unpack(stored))
      return { sha256, name, bytes, ...(contentType !== undefined && { contentType }) }
    },
  }
}
