/** Long ranges, read piece by piece: a reader can go on in a later turn of the event loop, and a writer may write between. */
import type { Table } from './environment.ts'
import type { KeyRange } from './keys.ts'

const firstPiece = 64
const laterPiece = 1024

/** The entries of a range, forwards or backwards; each piece is read at once and remembers where it ended. */
export function* inPieces(
  table: Table,
  range: KeyRange,
  reverse: boolean,
): Generator<{ key: Buffer; value: Buffer }> {
  let { start, end } = range
  let exclusiveStart = false
  for (let limit = firstPiece; ; limit = laterPiece) {
    const options = reverse
      ? { start: end, end: start, reverse, limit, exclusiveStart: true, inclusiveEnd: true }
      : { start, end, limit, exclusiveStart }
    const piece = [...table.getRange(options)]
    yield* piece
    const last = piece.at(-1)
    if (!last || piece.length < limit) return
    if (reverse) end = last.key
    else {
      start = last.key
      exclusiveStart = true
    }
  }
}
