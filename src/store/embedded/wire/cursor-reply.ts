/** Replies that carry documents as they are stored: spliced together, not decoded and encoded again. */
import { Long } from 'bson'
import { encode } from '../bson/codec.ts'

/** `{ cursor: { [name]: documents, id, ns }, ok: 1 }`. */
export function cursorReply(
  name: 'firstBatch' | 'nextBatch',
  documents: readonly Buffer[],
  id: bigint,
  ns: string,
): Buffer {
  const rest = encode({ id: Long.fromBigInt(id), ns }).subarray(4, -1)
  const cursor = document([...element(0x04, name, document(documents.flatMap(numbered))), rest])
  return Buffer.concat(document([...element(0x03, 'cursor', cursor), okElement]))
}

const okElement = encode({ ok: 1 }).subarray(4, -1)

const numbered = (bytes: Buffer, i: number): Buffer[] => [Buffer.from(`\x03${i}\0`, 'latin1'), bytes]

function element(type: number, name: string, value: readonly Buffer[]): Buffer[] {
  return [Buffer.from([type]), Buffer.from(`${name}\0`, 'utf8'), ...value]
}

/** A document of these parts: only at the end are they put together. */
function document(parts: readonly Buffer[]): Buffer[] {
  const length = parts.reduce((sum, part) => sum + part.length, 5)
  const head = Buffer.alloc(4)
  head.writeInt32LE(length)
  return [head, ...parts, Buffer.alloc(1)]
}
