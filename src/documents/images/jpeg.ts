/** @see JPEG (ITU-T T.81), B.2.2: frame header */
import { ImageRefusedError } from './image.ts'

/** Frame headers of what PDF's DCTDecode reads: baseline, extended, progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2]

/** Grey or RGB only: PDF/A-2 with an sRGB output intent has no place for CMYK. @throws {ImageRefusedError} */
export function readJpeg(bytes: Uint8Array): { width: number; height: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 2
  while (at + 9 < file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0
    if (FRAMES.includes(marker)) return frameOf(file, at)
    at += 2 + file.readUInt16BE(at + 2)
  }
  throw new ImageRefusedError('broken')
}

function frameOf(file: Buffer, at: number): { width: number; height: number } {
  const components = file[at + 9] ?? 0
  if (components !== 1 && components !== 3) throw new ImageRefusedError('colours')
  if (file.lastIndexOf(Buffer.from([0xff, 0xd9])) < at) throw new ImageRefusedError('broken')
  return { width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) }
}
