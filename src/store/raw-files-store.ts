import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Connection } from 'mongoose'
import { modelOf } from './models.ts'
import type { RawFileStore } from './ports/raw-files.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** One document: MongoDB takes 16 MB. */
const PACKED_BYTES = 15 * 1024 * 1024

export function createRawFilesStore(connection: Connection): RawFileStore {
  const files = modelOf(connection, 'RawFile')
  return {
    async put({ sha256, name, bytes, contentType }, runId) {
      if (await files.exists({ _id: sha256 })) return true
      const packed = await pack(bytes)
      if (packed.length > PACKED_BYTES) return false
      const fields = {
        name,
        packed,
        ...(contentType !== undefined && { contentType }),
        ...(runId && { runId }),
      }
      await files.updateOne({ _id: sha256 }, { $setOnInsert: fields }, { upsert: true })
      return true
    },
    async ofRun(runId, limit) {
      const docs = await files.find({ runId }, { name: 1 }).sort({ runId: 1, name: 1 }).limit(limit).lean()
      return docs.map(({ _id, name }) => ({ sha256: _id, name }))
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
