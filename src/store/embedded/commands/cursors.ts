/** Cursors: what is left of a result, and the batches it is sent in. */
import { randomBytes } from 'node:crypto'
import { CommandError } from '../errors.ts'
import { cursorTimeoutMs, maxBsonObjectSize } from '../limits.ts'

interface Cursor {
  readonly ns: string
  readonly rows: Iterator<Buffer>
  /** Read already, did not fit the last batch. */
  next?: Buffer | undefined
  usedAt: number
}

export interface Batch {
  readonly documents: Buffer[]
  /** 0 when nothing is left. */
  readonly id: bigint
}

export class Cursors {
  readonly #open = new Map<bigint, Cursor>()

  /** The first batch; the rest stays behind an id unless `isSingle`. */
  start(ns: string, rows: Iterable<Buffer>, batchSize: number, isSingle: boolean, now: number): Batch {
    const cursor: Cursor = { ns, rows: rows[Symbol.iterator](), usedAt: now }
    const documents = batchSize > 0 ? fill(cursor, batchSize) : []
    const isOver = batchSize > 0 && cursor.next === undefined
    if (isOver || isSingle) {
      cursor.rows.return?.()
      return { documents, id: 0n }
    }
    const id = randomBytes(8).readBigUInt64BE() >> 1n || 1n
    this.#open.set(id, cursor)
    return { documents, id }
  }

  /** The next batch. @throws {CommandError} 43 when there is no such cursor */
  next(ns: string, id: bigint, batchSize: number, now: number): Batch {
    const cursor = this.#open.get(id)
    if (!cursor || cursor.ns !== ns) throw new CommandError(43, `cursor id ${id} not found`)
    cursor.usedAt = now
    try {
      const documents = fill(cursor, batchSize || Number.POSITIVE_INFINITY)
      if (cursor.next !== undefined) return { documents, id }
      this.kill(id)
      return { documents, id: 0n }
    } catch (error) {
      this.kill(id)
      throw error
    }
  }

  /** Whether there was such a cursor. */
  kill(id: bigint): boolean {
    this.#open.get(id)?.rows.return?.()
    return this.#open.delete(id)
  }

  /** Forgets cursors that nobody has read for ten minutes. */
  expire(now: number): void {
    for (const [id, cursor] of this.#open) if (now - cursor.usedAt > cursorTimeoutMs) this.kill(id)
  }

  get count(): number {
    return this.#open.size
  }
}

/** Takes documents up to a number and to 16 MB, one at least; the first that is left is read ahead. */
function fill(cursor: Cursor, batchSize: number): Buffer[] {
  const documents: Buffer[] = []
  let bytes = 0
  for (;;) {
    cursor.next ??= cursor.rows.next().value
    const { next } = cursor
    if (!next || documents.length >= batchSize) return documents
    if (documents.length > 0 && bytes + next.length > maxBsonObjectSize) return documents
    bytes += next.length
    documents.push(next)
    cursor.next = undefined
  }
}
