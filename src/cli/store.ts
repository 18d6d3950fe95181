import type { Command } from 'commander'
import { readConfig } from '#config/config'
import { print } from './io.ts'
import { openStore } from './lazy.ts'

/** `zachetka store`: the embedded store alone, so that several processes of a site share it. */
export function addStoreCommand(program: Command): void {
  program
    .command('store')
    .description('runs the embedded store alone; web and worker processes with the same DATA_DIR share it')
    .action(run)
}

async function run(): Promise<void> {
  const config = readConfig({ ...process.env, MONGODB_URI: '' })
  const store = await openStore(config, code => process.exit(code ?? 1))
  if (store.kind === 'shared') {
    print(`Another process runs the store of ${config.dataDir} already.`)
    return
  }
  print(`The store of ${config.dataDir} is open: ${store.uri}\nStop it with Ctrl-C.`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void store.close().then(() => process.exit(0)))
  }
}
