/**
 * The store's own process: `main.ts DIRECTORY [SOCKET | --port PORT]`. Prints `{"uri": …}` when it serves, `{"error": {code, message}}`
 * when it cannot. It ends when its standard input closes, so that a killed parent leaves no orphan, and on nothing else: Ctrl-C and
 * a service manager signal the whole group, and the parent still writes while it stops.
 */
import { AppError } from '#domain/errors'
import { startEmbeddedServer } from './server.ts'

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

function log(message: string, error?: unknown): void {
  process.stderr.write(`store: ${message} ${error instanceof Error ? error.stack : ''}\n`)
}

const [directory, socketPath, port] = process.argv.slice(2)
const isSocket = socketPath !== undefined && socketPath !== '--port'

try {
  const server = await startEmbeddedServer({
    directory: directory ?? '.',
    listen: isSocket ? { socketPath } : { host: '127.0.0.1', port: Number(port ?? 0) },
    log,
    onFatal: error => {
      log('the store ends', error)
      // The writers are told first.
      setTimeout(() => process.exit(1), 100)
    },
  })
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    void server.close().then(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {})
  process.stdin.once('end', stop).once('close', stop).once('error', stop).resume()
  say({ uri: server.uri })
} catch (error) {
  const code = error instanceof AppError ? error.code : 'store_start_failed'
  say({ error: { code, message: error instanceof Error ? error.message : String(error) } })
  process.exitCode = 1
}
