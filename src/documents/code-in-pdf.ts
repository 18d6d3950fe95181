/**
 * The verification code that a PDF of ours carries, also after somebody changed the file: in its metadata, or inside its
 * packed streams. The file is a stranger's: what is unpacked is bounded, and nothing in it is believed but twelve signs.
 */
import { inflateSync } from 'node:zlib'

const CODE = /\/verify\/([2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4})/
const MOST_STREAMS = 400
const STREAM_BYTES = 2 * 1024 * 1024
const ALL_BYTES = 16 * 1024 * 1024

/** @returns twelve signs, or `undefined` where none can be found */
export function codeInPdf(bytes: Uint8Array): string | undefined {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const plain = codeIn(raw)
  if (plain) return plain
  let unpacked = 0
  for (const stream of streamsOf(raw)) {
    const inflated = inflate(stream)
    unpacked += inflated?.length ?? 0
    const found = inflated && codeIn(inflated)
    if (found) return found
    if (unpacked > ALL_BYTES) return undefined
  }
  return undefined
}

/** Metadata may be written in two bytes a sign: the zeros between them are left out. */
function codeIn(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1')
  const found = CODE.exec(text) ?? CODE.exec(text.replaceAll('\0', ''))
  return found?.[1]?.replaceAll('-', '')
}

function* streamsOf(raw: Buffer): Generator<Buffer> {
  let at = 0
  for (let count = 0; count < MOST_STREAMS; count++) {
    const start = raw.indexOf('stream', at)
    if (start < 0) return
    const end = raw.indexOf('endstream', start + 6)
    if (end < 0) return
    const from = start + (raw[start + 6] === 13 ? 8 : 7)
    yield raw.subarray(from, end)
    at = end + 9
  }
}

function inflate(stream: Buffer): Buffer | undefined {
  try {
    return inflateSync(stream, { maxOutputLength: STREAM_BYTES })
  } catch {
    return undefined
  }
}
