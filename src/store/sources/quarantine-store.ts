/** Quarantine: records that could not become entries, open until a replay resolves them. */

import { isDeepStrictEqual } from 'node:util'
import type { Connection } from 'mongoose'
import { modelOf } from '../models.ts'
import { type Quarantined, type QuarantineStore, quarantineCursor } from '../ports/quarantine.ts'
import { AFTER_ANY_TEXT, above, absent, among, between } from '../query.ts'
import type { QuarantinedDoc } from '../schemas/source.schema.ts'

export function createQuarantineStore(connection: Connection): QuarantineStore {
  const quarantine = modelOf(connection, 'Quarantined')

  async function stored(ids: string[]): Promise<Map<string, QuarantinedDoc>> {
    const docs = await quarantine.find({ _id: among(ids) }).lean()
    return new Map(docs.map(doc => [doc._id, doc]))
  }

  return {
    async put(items) {
      const known = await stored(items.map(quarantineCursor))
      const changed = items.filter(item => isNews(item, known.get(quarantineCursor(item))))
      if (changed.length === 0) return
      await quarantine.collection.bulkWrite(changed.map(upsertOf) as never[], { ordered: false })
    },
    async byKeys<R>(connectionId: string, keys: string[]) {
      const docs = await stored(keys.map(key => quarantineCursor({ connectionId, key })))
      return new Map([...docs.values()].map(doc => [doc.key, fromDoc<R>(doc)]))
    },
    async list<R>({ connectionId, reason, after, limit }: Parameters<QuarantineStore['list']>[0]) {
      const docs = await quarantine
        .find({
          ...openOf(connectionId),
          ...(reason !== undefined && { reason }),
          ...fromPlace(connectionId, after),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .lean()
      return docs.map(doc => fromDoc<R>(doc))
    },
    async countByReason(connectionId) {
      const rows: { _id: string; n: number }[] = await quarantine.aggregate([
        { $match: { resolvedAt: { $exists: false }, ...(connectionId !== undefined && { connectionId }) } },
        { $group: { _id: '$reason', n: { $sum: 1 } } },
      ])
      return Object.fromEntries(rows.map(({ _id, n }) => [_id, n]))
    },
    async resolve(connectionId, keys, at) {
      const ids = keys.map(key => quarantineCursor({ connectionId, key }))
      await quarantine.updateMany({ _id: among(ids), resolvedAt: absent() }, { $set: { resolvedAt: at } })
    },
  }
}

/** The ids of a connection begin with its own: a page is read in their order. */
function fromPlace(connectionId: string | undefined, after: string | undefined) {
  if (connectionId === undefined) return after !== undefined && { _id: above(after) }
  return { _id: between(after ?? `${connectionId}|`, `${connectionId}|${AFTER_ANY_TEXT}`) }
}

function openOf(connectionId: string | undefined) {
  return { resolvedAt: absent(), ...(connectionId !== undefined && { connectionId }) }
}

/** Who saw it last is no news: an unchanged record costs no write. */
function isNews(item: Quarantined, known: QuarantinedDoc | undefined): boolean {
  if (!known || known.resolvedAt !== undefined) return true
  return (
    item.hash !== known.hash || item.reason !== known.reason || !isDeepStrictEqual(item.facts, known.facts)
  )
}

/** Open again if it was resolved; the day it was first seen stays. */
function upsertOf({ record, firstSeenAt, resolvedAt: _, ...rest }: Quarantined) {
  return {
    updateOne: {
      filter: { _id: quarantineCursor(rest) },
      update: {
        $set: { ...rest, record: JSON.stringify(record) },
        $setOnInsert: { firstSeenAt },
        $unset: { resolvedAt: 1 },
      },
      upsert: true,
    },
  }
}

function fromDoc<R>({ _id: _, record, ...rest }: QuarantinedDoc): Quarantined<R> {
  return { ...rest, record: JSON.parse(record) as R }
}
