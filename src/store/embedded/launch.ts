/** Starts the embedded store in a process of its own: a scan there does not hold up requests here. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { StoreLockedError, StoreStartError } from './errors.ts'
import { maxSocketPath } from './lock.ts'

export interface LaunchOptions {
  /** The service's data directory; the store keeps its files in `store/` there. */
  readonly dataDir: string
  /** The name of the database in the connection string. */
  readonly database?: string
  /** Listens on this port of 127.0.0.1; default: a socket in the directory, or any port where its path is too long. */
  readonly port?: number
  /** Lets this process end while the store runs; the store then ends by itself. */
  readonly unref?: boolean
  /** The process ended without being asked to; nothing is restarted. */
  readonly onExit?: (code: number | null, signal: NodeJS.Signals | null) => void
}

export interface LaunchedStore {
  readonly uri: string
  readonly pid: number
  /** Ends the process and waits until its files are closed. */
  close(): Promise<void>
}

/**
 * Starts the store and waits until it serves.
 *
 * @throws {StoreLockedError} when another process has the directory
 * @throws {StoreStartError} when it ends or says nothing it should
 */
export async function launchEmbeddedStore(options: LaunchOptions): Promise<LaunchedStore> {
  const directory = join(options.dataDir, 'store')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const child = spawn(
    process.execPath,
    [...nodeArguments(), directory, ...addressFor(directory, options.port)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  )
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const uri = await firstLine(child, directory)
  if (options.unref) unref(child)
  let closing = false
  child.once('exit', (code, signal) => {
    if (!closing) options.onExit?.(code, signal)
  })
  const close = async (): Promise<void> => {
    closing = true
    child.stdin?.end()
    await exited
  }
  return { uri: `${uri}/${options.database ?? 'zachetka'}`, pid: child.pid as number, close }
}

function unref(child: ChildProcess): void {
  child.unref()
  for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref(): void } | null)?.unref()
}

/** From sources the child needs tsx as well; built, it is plain JavaScript. */
function nodeArguments(): string[] {
  const isSource = import.meta.url.endsWith('.ts')
  const main = fileURLToPath(new URL(isSource ? './main.ts' : './main.js', import.meta.url))
  return isSource
    ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href, main]
    : [main]
}

function addressFor(directory: string, port?: number): string[] {
  if (port !== undefined) return ['--port', String(port)]
  const path = join(directory, 'store.sock')
  return process.platform === 'win32' || Buffer.byteLength(path) > maxSocketPath ? [] : [path]
}

function firstLine(child: ChildProcess, directory: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', chunk => {
      text += chunk
      if (!text.includes('\n')) return
      const { uri, error } = parse(text)
      if (typeof uri === 'string') resolve(uri)
      else
        reject(
          error?.code === 'store_locked'
            ? new StoreLockedError(directory)
            : new StoreStartError(error?.message ?? 'the store said nothing'),
        )
    })
    child.once('error', cause => reject(new StoreStartError('the store could not be started', {}, { cause })))
    child.once('exit', code =>
      reject(new StoreStartError(`the store ended with code ${code} before it served`)),
    )
  })
}

function parse(text: string): { uri?: string; error?: { code?: string; message?: string } } {
  try {
    return JSON.parse(text.slice(0, text.indexOf('\n')))
  } catch {
    return {}
  }
}
