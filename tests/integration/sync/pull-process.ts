/**
 * One pull in a process of its own, to be killed: `pull-process.ts URI NOW K`. Stores page K, says so, and stands still before
 * its checkpoint: whoever kills it there kills it nowhere else, however slow the machine is.
 */
import { writeSync } from 'node:fs'
import { connectStore } from '#store/connect'
import { createStores } from '#store/stores'
import { createSync } from '#sync/pull'
import { MOODLE, syncDeps, tickingFrom } from './moodle-site.ts'

const [uri = '', now = '', k = ''] = process.argv.slice(2)
const store = await connectStore(uri)
const clock = tickingFrom(new Date(now))
let pages = 0

function standStill(): void {
  if (++pages !== Number(k)) return
  // Synchronously: a turn later the checkpoint would be on its way.
  writeSync(process.stdout.fd, 'stored\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

await createSync(syncDeps(createStores(store.connection), `process ${process.pid}`, clock)).run(MOODLE, {
  onProgress: standStill,
})
await store.close()
