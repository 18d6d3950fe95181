/** Long ranges, read in pieces: a reader goes on in a later turn of the event loop, and a writer may write between. */
import type { Environment, Table } from './environment.ts'
import type { KeyRange } from './keys.ts'

const firstPiece = 16
const laterPiece = 1024
const pieceBytes = 4 * 1024 * 1024

/**
 * The entries of a range, forwards or backwards. Whatever was read ahead is forgotten when a turn has passed and read again
 * from where the reader stands, so that what writers did between is seen.
 */
export function* inPieces(
  env: Environment,
  table: Table,
  range: KeyRange,
  reverse = false,
): Generator<{ key: Buffer; value: Buffer }> {
  let { start, end } = reverse ? { start: range.end, end: range.start } : range
  let exclusiveStart = reverse
  for (let limit = firstPiece, isLast = false; !isLast; ) {
    const { turn } = env
    const piece = [...table.getRange({ start, end, limit, reverse, exclusiveStart, inclusiveEnd: reverse })]
    isLast = piece.length < limit
    limit = limitAfter(piece)
    for (const entry of piece) {
      yield entry
      start = entry.key
      exclusiveStart = true
      if (env.turn === turn) continue
      isLast = false
      limit = firstPiece
      break
    }
  }
}

/** As many as fit, if they are as large as those before. */
function limitAfter(piece: readonly { value: Buffer }[]): number {
  const bytes = piece.reduce((sum, { value }) => sum + value.length, 1)
  return Math.max(1, Math.min(laterPiece, Math.floor((piece.length * pieceBytes) / bytes)))
}
