/** What passes saw, and what they did not see any more. */
import { hash } from 'node:crypto'
import type { Connection } from 'mongoose'
import { chunksOf } from '../documents.ts'
import { modelOf } from '../models.ts'
import { quarantineCursor as placeOf } from '../ports/quarantine.ts'
import type { Pass, SightingStore } from '../ports/sightings.ts'
import { above, among, not } from '../query.ts'

/** Bytes kept of a key's hash: among 10^6 keys, another one is taken for one of them once in 10^8. */
const BYTES = 6
const CHUNK = 1_000

export function createSightingsStore(connection: Connection): SightingStore {
  const sightings = modelOf(connection, 'Sighting')
  const absences = modelOf(connection, 'Absence')

  async function readHashes({ connectionId, pass }: Pass): Promise<Float64Array> {
    const pages: Buffer[] = []
    for await (const { hashes } of sightings.find({ connectionId, pass }).lean().cursor()) {
      pages.push(bytesOf(hashes))
    }
    const all = new Float64Array(pages.reduce((sum, page) => sum + page.length / BYTES, 0))
    let at = 0
    for (const page of pages) {
      for (let i = 0; i < page.length; i += BYTES) all[at++] = page.readUIntBE(i, BYTES)
    }
    return all.sort()
  }

  return {
    async note({ connectionId, pass }, keys) {
      if (keys.length === 0) return
      await sightings.create({ connectionId, pass, hashes: Buffer.concat(keys.map(hashOf)) })
    },
    async seen(pass) {
      const sorted = await readHashes(pass)
      return key => isAmong(sorted, hashOf(key).readUIntBE(0, BYTES))
    },
    async forget(connectionId, exceptPass) {
      await sightings.deleteMany({ connectionId, ...(exceptPass !== undefined && { pass: not(exceptPass) }) })
    },
    async hold(connectionId, runId, keys) {
      for (const chunk of chunksOf(keys, CHUNK)) {
        const puts = chunk.map(key => ({
          replaceOne: {
            filter: { _id: placeOf({ connectionId, key }) },
            replacement: { connectionId, runId, key },
            upsert: true,
          },
        }))
        await absences.collection.bulkWrite(puts as never[], { ordered: false })
      }
    },
    async held({ connectionId, runId, after, limit }) {
      const filter = { connectionId, runId, ...(after !== undefined && { key: above(after) }) }
      const docs = await absences.find(filter).sort({ connectionId: 1, runId: 1, key: 1 }).limit(limit).lean()
      return docs.map(doc => doc.key)
    },
    isAnyHeld: async connectionId => (await absences.exists({ connectionId })) !== null,
    async drop(connectionId, keys) {
      if (!keys) await absences.deleteMany({ connectionId })
      else await absences.deleteMany({ _id: among(keys.map(key => placeOf({ connectionId, key }))) })
    },
  }
}

const hashOf = (key: string): Buffer => hash('sha256', key, 'buffer').subarray(0, BYTES)

/** The driver gives a Binary, mongoose a Buffer. */
function bytesOf(stored: Buffer | { buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer)
}

function isAmong(sorted: Float64Array, wanted: number): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted
}
