/** A storage in a directory of its own, without a server around it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Doc, decode, encode } from '#store/embedded/bson/codec'
import { countKeys, findRows } from '#store/embedded/query/find'
import { planQuery, type Query } from '#store/embedded/query/plan'
import { parseSort } from '#store/embedded/query/sort'
import { Catalog, type Storage } from '#store/embedded/storage/catalog'
import { insertRow } from '#store/embedded/storage/documents'
import { openEnvironment } from '#store/embedded/storage/environment'
import { buildIndex } from '#store/embedded/storage/indexes'

export interface Bench {
  readonly storage: Storage
  /** Makes a collection with documents and indexes; its name. */
  fill(docs: readonly Doc[], indexes: readonly Doc[]): Promise<string>
  find(name: string, options: { filter?: Doc; sort?: Doc; limit?: number; hint?: unknown }): Doc[]
  /** What counting by index says, undefined when it reads documents. */
  count(name: string, filter: Doc): number | undefined
  /** The name of the index a query takes, `` when it reads everything. */
  indexOf(name: string, options: { filter?: Doc; sort?: Doc; limit?: number }): string
  close(): Promise<void>
}

export function openBench(): Bench {
  const directory = mkdtempSync(join(tmpdir(), 'zachetka-bench-'))
  const env = openEnvironment(directory)
  const storage: Storage = { env, catalog: new Catalog(env) }
  const query = (o: { filter?: Doc; sort?: Doc; limit?: number; hint?: unknown }): Query => ({
    filter: o.filter ?? {},
    sort: parseSort(o.sort),
    skip: 0,
    limit: o.limit ?? 0,
    ...(o.hint === undefined ? {} : { hint: o.hint }),
  })
  const collection = (name: string) => storage.catalog.ensure('test', name)
  let made = 0
  return {
    storage,
    async fill(docs, indexes) {
      const name = `c${++made}`
      await storage.catalog.write(() => {
        const target = collection(name)
        docs.forEach((doc, i) => {
          const complete = { _id: i, ...doc }
          insertRow(storage, target, encode(complete), complete)
        })
        for (const spec of indexes) {
          const key = spec.key as Doc
          buildIndex(storage, target, { name: Object.keys(key).join('_'), ...spec })
        }
      })
      env.refresh()
      return name
    },
    find: (name, options) =>
      Array.from(findRows(storage, collection(name), query(options)), row => decode(row.bytes)),
    count: (name, filter) => countKeys(storage, collection(name), query({ filter })),
    indexOf: (name, options) =>
      planQuery(storage, collection(name), query(options)).scans[0]?.index.name ?? '',
    async close() {
      await env.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
