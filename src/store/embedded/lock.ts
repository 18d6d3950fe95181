/**
 * One process for one directory. The owner listens on a socket in it: whoever reaches that socket knows the directory
 * is taken, and a socket left behind by a killed process answers nobody.
 */
import { createHash, randomBytes } from 'node:crypto'
import { realpathSync, renameSync, statSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StoreLockedError } from './errors.ts'

/** The longest path a unix socket may have (macOS: 104 bytes with the closing zero). */
export const maxSocketPath = 103

export interface DirectoryLock {
  release(): Promise<void>
}

/**
 * Takes the directory.
 *
 * @param alone runs an action while no other process runs one: two that find the owner dead do not both take its place
 * @throws {StoreLockedError} when a living process has it
 */
export async function lockDirectory(
  directory: string,
  alone: (action: () => void) => void,
): Promise<DirectoryLock> {
  const path = lockPath(realpathSync(directory))
  const isPipe = process.platform === 'win32'
  const own = isPipe ? path : `${path}.${randomBytes(4).toString('hex')}`
  const server = await listen(own, directory)
  if (isPipe) return { release: () => closed(server) }
  try {
    const seen = inodeOf(path)
    if (seen !== undefined && (await isAnswered(path))) throw new StoreLockedError(directory)
    alone(() => {
      if (inodeOf(path) !== seen) throw new StoreLockedError(directory)
      renameSync(own, path)
    })
  } catch (error) {
    await closed(server)
    throw error
  }
  return { release: () => closed(server, path) }
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino
}

function lockPath(directory: string): string {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\zachetka-${name}`
  const path = join(directory, 'lock')
  return Buffer.byteLength(path) + 9 <= maxSocketPath ? path : join(tmpdir(), `zachetka-${name}.lock`)
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function listen(path: string, directory: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy())
    server.once('error', cause =>
      reject('code' in cause && cause.code === 'EADDRINUSE' ? new StoreLockedError(directory) : cause),
    )
    server.listen(path, () => resolve(server.unref()))
  })
}

function closed(server: Server, path?: string): Promise<void> {
  if (path !== undefined && inodeOf(path) !== undefined) unlinkSync(path)
  return new Promise(resolve => server.close(() => resolve()))
}
