/**
 * Write commands that came in one turn of the event loop: each a transaction of its own, all of them flushed to disk
 * together. A disk that is full fails them all and changes nothing, in the files or in memory.
 */
import { statfsSync } from 'node:fs'
import { CommandError } from '../errors.ts'
import { fullDiskBytes } from '../limits.ts'
import type { Environment } from './environment.ts'

interface Job {
  readonly action: () => unknown
  readonly resolve: (result: never) => void
  readonly reject: (error: unknown) => void
}

/** The files cannot be relied on any more, and not for want of space: the server must end. */
export class StorageBrokenError extends Error {
  readonly code = 'storage_broken'
}

export class Commits {
  readonly #env: Environment
  #waiting: Job[] = []
  #undo: (() => void)[] = []

  constructor(env: Environment) {
    this.#env = env
  }

  /**
   * Runs `action` as a transaction, all of its writes or none; resolves with its result once they are on disk.
   *
   * @throws {CommandError} 14031 when the disk is full @throws {StorageBrokenError}
   */
  run<T>(action: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ action, resolve, reject }) === 1) setImmediate(() => this.#flush())
    })
  }

  /** What to do should the running action or its commit fail: memory must not know what the files forget. */
  onUndo(undo: () => void): void {
    this.#undo.push(undo)
  }

  #flush(): void {
    const jobs = this.#waiting
    this.#waiting = []
    try {
      const settled = this.#env.transaction(() => jobs.map(job => this.#attempt(job)))
      this.#undo = []
      for (const settle of settled) settle()
    } catch (cause) {
      this.#rollBack(0)
      const error = commitError(this.#env.path, cause)
      for (const { reject } of jobs) reject(error)
    }
  }

  #attempt({ action, resolve, reject }: Job): () => void {
    const before = this.#undo.length
    try {
      const result = this.#env.nested(action) as never
      return () => resolve(result)
    } catch (error) {
      // What LMDB could not write spoils the transaction around it: everybody in it is told.
      if (isOfFiles(error)) throw error
      this.#rollBack(before)
      return () => reject(error)
    }
  }

  #rollBack(to: number): void {
    for (const undo of this.#undo.splice(to).reverse()) undo()
  }
}

/** LMDB's errors carry a number; commands that fail for a reason of their own are another matter. */
function isOfFiles(error: unknown): boolean {
  return !(error instanceof CommandError) && typeof (error as { code?: unknown }).code === 'number'
}

/** EFBIG, ENOSPC, EDQUOT, and LMDB's own map that cannot grow. */
const noSpace = [27, 28, 122, -30792]

/** LMDB says EIO both when a write came out short on a full disk and when the disk is broken. */
function commitError(path: string, cause: unknown): Error {
  const { code, message } = cause as { code?: number; message: string }
  const { bavail, bsize } = statfsSync(path)
  if (!noSpace.includes(code ?? 0) && bavail * bsize > fullDiskBytes)
    return new StorageBrokenError(`the files cannot be written: ${message}`, { cause })
  return new CommandError(
    14031,
    `the disk of the embedded store is full (${message}); nothing of this was written`,
  )
}
