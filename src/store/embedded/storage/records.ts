/** Ranges of documents or entries as record numbers, read in pieces: a reader goes on in a later turn of the event loop. */
import type { Environment } from './environment.ts'
import { type KeyRange, recordIn, recordOf } from './keys.ts'

const firstPiece = 64
const laterPiece = 1024

/**
 * The records of a range, forwards or backwards. Whatever was read ahead is forgotten when a turn has passed and read again
 * from where the reader stands, so that what writers did between is seen, and an entry leads to the document it was made of.
 */
export function* recordsIn(
  env: Environment,
  table: 'documents' | 'entries',
  range: KeyRange,
  reverse = false,
): Generator<number> {
  let { start, end } = range
  let exclusiveStart = reverse
  for (let limit = firstPiece, isLast = false; !isLast; ) {
    const { turn } = env
    const options = { limit, exclusiveStart, reverse, inclusiveEnd: reverse }
    const piece = readPiece(env, table, {
      ...options,
      start: reverse ? end : start,
      end: reverse ? start : end,
    })
    isLast = piece.length < limit
    limit = laterPiece
    for (const { key, record } of piece) {
      yield record
      if (reverse) end = key
      else start = key
      exclusiveStart = true
      if (env.turn === turn) continue
      isLast = false
      limit = firstPiece
      break
    }
  }
}

function readPiece(
  env: Environment,
  table: 'documents' | 'entries',
  options: object,
): { key: Buffer; record: number }[] {
  if (table === 'documents')
    return Array.from(env.documents.getKeys(options), key => ({ key, record: recordOf(key) }))
  return Array.from(env.entries.getRange(options), ({ key, value }) => ({ key, record: recordIn(value) }))
}
