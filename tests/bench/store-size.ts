/** Disk and memory of the embedded store with a million entries (BENCH_STORE_ENTRIES), indexes and all. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connectStore } from '#store/connect'
import { type LaunchedStore, launchEmbeddedStore } from '#store/embedded/launch'
import { migrateStore } from '#store/migrate'
import { createStores } from '#store/stores'
import { type Measure, timed } from './measure.ts'
import { seed } from './queue.ts'

const entries = Number(process.env.BENCH_STORE_ENTRIES ?? 1_000_000)

export async function benchStoreSize(): Promise<Measure[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'zachetka-size-'))
  let store = await launchEmbeddedStore({ dataDir })
  try {
    const seconds = (await timed(() => fill(store.uri))) / 1000
    const afterFilling = residentMegabytes(store)
    await store.close()
    const opening = await timed(async () => {
      store = await launchEmbeddedStore({ dataDir })
    })
    const disk = statSync(path.join(dataDir, 'store', 'data', 'data.mdb')).size / 2 ** 20
    const perEntry = (disk * 2 ** 20) / entries
    return [
      {
        name: `the embedded store with ${entries} entries`,
        promise: 'at most 2 KB of disk an entry, indexes included',
        measured:
          `${disk.toFixed(0)} MB on disk (${perEntry.toFixed(0)} bytes an entry), filled in ${seconds.toFixed(0)} s; ` +
          `${afterFilling.own} MB of its own memory after filling (${afterFilling.all} MB with mapped pages), ` +
          `${residentMegabytes(store).own} MB after a start of ${(opening / 1000).toFixed(1)} s`,
        holds: perEntry <= 2048,
      },
    ]
  } finally {
    await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function fill(uri: string): Promise<void> {
  const { connection, close } = await connectStore(uri)
  await migrateStore(connection, new Date())
  await seed(createStores(connection), entries)
  await close()
}

/** Linux only: pages of files that LMDB maps count as resident and are the kernel's to take back. */
function residentMegabytes({ pid }: LaunchedStore): { own: number; all: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (field: string): number =>
    Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024)
  return { own: megabytes('RssAnon'), all: megabytes('VmRSS') }
}
