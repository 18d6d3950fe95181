/**
 * One process for one directory. The owner listens on a socket in it: whoever reaches that socket knows the directory
 * is taken, and a socket left behind by a killed process answers nobody.
 */
import { createHash, randomBytes } from 'node:crypto'
import { linkSync, realpathSync, statSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StoreLockedError } from './errors.ts'

/** The longest path a unix socket may have (macOS: 104 bytes with the closing zero). */
export const maxSocketPath = 103

export interface DirectoryLock {
  release(): Promise<void>
}

/** Takes the directory. @throws {StoreLockedError} when a living process has it */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = lockPath(realpathSync(directory))
  if (await isAnswered(path)) throw new StoreLockedError(directory)
  const own = process.platform === 'win32' ? path : `${path}.${randomBytes(4).toString('hex')}`
  const server = await listen(own, directory)
  if (own === path) return { release: () => closed(server) }
  try {
    await claim(own, path, directory)
  } catch (error) {
    await closed(server)
    throw error
  }
  return { release: () => closed(server, path) }
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

/** Puts the own socket under the common name; of two that take over a dead one's, the last to do so has it. */
async function claim(own: string, path: string, directory: string): Promise<void> {
  if (statSync(path, { throwIfNoEntry: false })) unlinkSync(path)
  const { ino } = statSync(own)
  try {
    linkSync(own, path)
  } catch {
    throw new StoreLockedError(directory)
  }
  unlinkSync(own)
  await delay(30)
  if (statSync(path, { throwIfNoEntry: false })?.ino !== ino) throw new StoreLockedError(directory)
}

function closed(server: Server, path?: string): Promise<void> {
  if (path !== undefined && statSync(path, { throwIfNoEntry: false })) unlinkSync(path)
  return new Promise(resolve => server.close(() => resolve()))
}
