/** @see PNG (ISO/IEC 15948), 5.3, 11.2: chunks, IHDR, IEND */
import { ImageRefusedError } from './image.ts'

/** Every chunk's length and kind hold, the file begins with IHDR and ends with IEND. @throws {ImageRefusedError} */
export function readPng(bytes: Uint8Array): { width: number; height: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 8
  let size: { width: number; height: number } | null = null
  let hasData = false
  while (at + 12 <= file.length) {
    const length = file.readUInt32BE(at)
    const kind = file.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > file.length) break
    if (kind === 'IHDR') size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) }
    else if (!size) break
    hasData ||= kind === 'IDAT'
    if (kind === 'IEND' && hasData && size) return size
    at += 12 + length
  }
  throw new ImageRefusedError('broken')
}
