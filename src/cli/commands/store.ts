import { type Command, InvalidArgumentError } from 'commander'
import { readConfig } from '#config/config'
import { print } from '../io.ts'
import { openStore } from '../lazy.ts'

/** `zachetka store`: the embedded store alone, so that several processes of a site share it. */
export function addStoreCommand(program: Command): void {
  program
    .command('store')
    .description(
      'runs the embedded store alone; web and worker processes with the same DATA_DIR share it, ' +
        'others reach it with MONGODB_URI (it has no passwords: loopback only)',
    )
    .option('--port <number>', 'listens on 127.0.0.1 and this port instead of a socket in DATA_DIR', portOf)
    .action(run)
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) throw new InvalidArgumentError('a port is 1…65535')
  return port
}

async function run({ port }: { port?: number }): Promise<void> {
  const config = readConfig({ ...process.env, MONGODB_URI: '' })
  const onExit = (code: number | null): never => process.exit(code || 1)
  const store = await openStore(config, onExit, { shared: false, ...(port !== undefined && { port }) })
  print(`The store of ${config.dataDir} is open: ${store.uri}\nStop it with Ctrl-C.`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void store.close().then(() => process.exit(0)))
  }
}
