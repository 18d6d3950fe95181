/** Completions: what a source said, each revision once, never changed. */
import type { Connection } from 'mongoose'
import { chunksOf, refusedAsDuplicates } from './documents.ts'
import { modelOf } from './models.ts'
import type { Completion, CompletionStore } from './ports/sources.ts'
import { among } from './query.ts'
import type { CompletionDoc } from './schemas/source.schema.ts'

const CHUNK = 1_000

export function createCompletionsStore(connection: Connection): CompletionStore {
  const completions = modelOf(connection, 'Completion')

  async function insertChunk(chunk: Completion[]): Promise<number> {
    try {
      const docs = chunk.map(toDoc)
      return (await completions.collection.insertMany(docs as never[], { ordered: false })).insertedCount
    } catch (error) {
      return chunk.length - refusedAsDuplicates(error).size
    }
  }

  return {
    async latest<R>(connectionId: string, keys: string[]) {
      const newest = new Map<string, CompletionDoc>()
      for (const doc of await completions.find({ connectionId, key: among(keys) }).lean()) {
        const known = newest.get(doc.key)
        if (!known || known.revision < doc.revision) newest.set(doc.key, doc)
      }
      return new Map([...newest].map(([key, doc]) => [key, fromDoc<R>(doc)]))
    },
    async insertNew(items) {
      let inserted = 0
      for (const chunk of chunksOf(items, CHUNK)) inserted += await insertChunk(chunk)
      return inserted
    },
    count: async connectionId => completions.countDocuments({ connectionId }),
  }
}

function toDoc({ record, ...rest }: Completion): CompletionDoc {
  return { ...rest, record: JSON.stringify(record) }
}

function fromDoc<R>(doc: CompletionDoc): Completion<R> {
  const { _id: _, record, ...rest } = doc as CompletionDoc & { _id?: unknown }
  return { ...rest, record: JSON.parse(record) as R }
}
