/** Width and height of a picture by its headers; `undefined` where the file is cut off or its headers do not hold. */
export interface Size {
  width: number
  height: number
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const nameAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

/** PNG (ISO 15948): IHDR comes first, IEND last. */
export function pngSize(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 45 || nameAt(bytes, 12) !== 'IHDR') return undefined
  if (!nameAt(bytes, bytes.length - 8).includes('IEND')) return undefined
  const view = viewOf(bytes)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** JPEG (ITU-T T.81): segments until the frame header; the end mark somewhere after it, cameras append to it. */
export function jpegSize(bytes: Uint8Array): Size | undefined {
  const view = viewOf(bytes)
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (isFrame(marker))
      return hasEnd(bytes, at) ? { height: view.getUint16(at + 5), width: view.getUint16(at + 7) } : undefined
    // fill bytes before a marker
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** SOF0–SOF15 but for tables (C4), JPG (C8) and arithmetic conditioning (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function hasEnd(bytes: Uint8Array, after: number): boolean {
  for (let at = bytes.length - 2; at > after; at--) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true
  }
  return false
}

/** WebP (RFC 9649): lossy, lossless or extended; the length of the file stands in it. */
export function webpSize(bytes: Uint8Array): Size | undefined {
  const view = viewOf(bytes)
  if (bytes.length < 30 || view.getUint32(4, true) + 8 > bytes.length) return undefined
  const kind = nameAt(bytes, 12)
  if (kind === 'VP8X') return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
  if (kind === 'VP8L') return losslessSize(view.getUint32(21, true))
  if (kind !== 'VP8 ') return undefined
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16)

const losslessSize = (bits: number): Size => ({
  width: 1 + (bits & 0x3fff),
  height: 1 + ((bits >>> 14) & 0x3fff),
})
