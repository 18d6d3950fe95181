/** Completions: what a source said, each revision once, never changed. */
import type { Connection } from 'mongoose'
import { insertMissing } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { Completion, CompletionStore, NewCompletion } from '../ports/completions.ts'
import type { CompletionDoc } from '../schemas/source.schema.ts'

const CHUNK = 1_000

const HEAD = { _id: 0, key: 1, revision: 1, hash: 1, firstRunId: 1 } as const

export function createCompletionsStore(connection: Connection): CompletionStore {
  const completions = modelOf(connection, 'Completion')

  async function newest(connectionId: string, keys: string[], projection: Record<string, 0 | 1>) {
    const docs = new Map<string, CompletionDoc>()
    // by the driver: casting a thousand keys costs more than finding them
    const filter = { connectionId, key: { $in: keys } }
    // one answer: a first batch of 101 would make it two
    const found = completions.collection.find(filter, { projection, batchSize: keys.length + 1 })
    for (const doc of (await found.toArray()) as unknown as CompletionDoc[]) {
      const known = docs.get(doc.key)
      if (!known || known.revision < doc.revision) docs.set(doc.key, doc)
    }
    return docs
  }

  return {
    async latest<R>(connectionId: string, keys: string[]) {
      const docs = await newest(connectionId, keys, { _id: 0 })
      return new Map([...docs].map(([key, doc]) => [key, new LazyCompletion<R>(doc)]))
    },
    heads: (connectionId, keys) => newest(connectionId, keys, HEAD),
    async revisions<R>(connectionId: string, key: string) {
      const docs = await completions.find({ connectionId, key }).sort({ revision: 1 }).lean()
      return docs.map(doc => new LazyCompletion<R>(doc as CompletionDoc))
    },
    isEmpty: async connectionId => (await completions.exists({ connectionId })) === null,
    insertNew: items => insertMissing(completions.collection, items.map(toDoc), CHUNK),
    async *keys(connectionId) {
      const found = completions.collection
        .find({ connectionId }, { projection: { _id: 0, key: 1 }, batchSize: CHUNK })
        .sort({ connectionId: 1, key: 1, revision: 1 })
      let page: string[] = []
      let last: string | undefined
      for await (const { key } of found) {
        if (key === last) continue
        last = key
        page.push(key)
        if (page.length < CHUNK) continue
        yield page
        page = []
      }
      if (page.length > 0) yield page
    },
    count: async connectionId => completions.countDocuments({ connectionId }),
    // every key has a first revision, and only one
    countKeys: async connectionId => completions.countDocuments({ connectionId, revision: 1 }),
  }
}

function toDoc({ record, text, ...rest }: NewCompletion): CompletionDoc {
  return { ...rest, record: text ?? JSON.stringify(record) }
}

/** Most records are only looked up to see that they are there: nobody parses them. */
class LazyCompletion<R> implements Completion<R> {
  readonly connectionId: string
  readonly key: string
  readonly revision: number
  readonly hash: string
  readonly firstRunId: string
  declare readonly readFrom?: string
  readonly at: string
  readonly #text: string
  #record: { is: R } | undefined

  constructor({ connectionId, key, revision, hash, record, firstRunId, readFrom, at }: CompletionDoc) {
    this.connectionId = connectionId
    this.key = key
    this.revision = revision
    this.hash = hash
    this.#text = record
    this.firstRunId = firstRunId
    if (readFrom !== undefined) this.readFrom = readFrom
    this.at = at
  }

  get record(): R {
    this.#record ??= { is: JSON.parse(this.#text) as R }
    return this.#record.is
  }
}
