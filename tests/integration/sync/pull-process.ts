/** One pull in a process of its own, to be killed: `pull-process.ts URI NOW`. Says `page N` before each checkpoint. */
import { connectStore } from '#store/connect'
import { createStores } from '#store/stores'
import { SyncRunningError } from '#sync/errors'
import { createSync } from '#sync/pull'
import { MOODLE, syncDeps } from './moodle-site.ts'

const [uri = '', now = ''] = process.argv.slice(2)
const store = await connectStore(uri)
const deps = syncDeps(createStores(store.connection), `process ${process.pid}`, () => clock())
const begun = performance.now()

/** Leases run out by this clock; everything else is told the same day in every process. */
function clock(): Date {
  return new Date(Date.parse(now) + performance.timeOrigin + performance.now() - Date.UTC(2026, 0, 1))
}

async function pull(): Promise<void> {
  let pages = 0
  const say = (): boolean => process.stdout.write(`page ${++pages}\n`)
  for (;;) {
    try {
      await createSync(deps).run(MOODLE, { onProgress: say })
      return
    } catch (error) {
      // The lease of the process that was killed lives a little longer.
      if (!(error instanceof SyncRunningError) || performance.now() - begun > 10_000) throw error
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}

await pull()
await store.close()
