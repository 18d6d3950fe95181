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
  const rest = encode({ id: Long.fromBigInt(id), ns })
  const cursor = document([element(0x04, name, array(documents)), rest.subarray(4, -1)])
  return document([element(0x03, 'cursor', cursor), okElement])
}

const okElement = encode({ ok: 1 }).subarray(4, -1)

function array(documents: readonly Buffer[]): Buffer {
  const parts: Buffer[] = []
  for (let i = 0; i < documents.length; i++)
    parts.push(Buffer.from(`\x03${i}\0`, 'latin1'), documents[i] as Buffer)
  return document(parts)
}

function element(type: number, name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`, 'utf8'), value])
}

function document(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5)
  const head = Buffer.alloc(4)
  head.writeInt32LE(length)
  return Buffer.concat([head, ...parts, Buffer.alloc(1)], length)
}
