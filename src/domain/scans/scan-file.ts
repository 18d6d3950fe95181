/**
 * What a scan (скан документа) is by its bytes, whatever its name says: PDF, JPEG, PNG, WebP or HEIC, whole, and of a size that a
 * person can read.
 */
import { jpegSize, pngSize, type Size, webpSize } from './picture-size.ts'

const SCAN_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const
export type ScanType = (typeof SCAN_TYPES)[number]

/** Why bytes are no scan: not of these types, cut off on the way, or too small or too large to be looked at. */
export type ScanFault = 'not-a-scan' | 'broken' | 'too-small' | 'too-large'

/** Sides in pixels: a page that a person can read, and a picture that a browser can hold. */
const SMALLEST_SIDE = 200
const LARGEST_SIDE = 20_000
const LARGEST_AREA = 120_000_000

/** Pure; reads headers and ends only. Of HEIC only its kind: whether it is whole, and its sides, shows when it is decoded. */
export function recogniseScan(bytes: Uint8Array): { type: ScanType } | { fault: ScanFault } {
  const type = typeOf(bytes)
  if (!type) return { fault: 'not-a-scan' }
  if (type === 'image/heic') return { type }
  if (type === 'application/pdf') return isWholePdf(bytes) ? { type } : { fault: 'broken' }
  const size = sizeOf(type, bytes)
  if (!size) return { fault: 'broken' }
  const { width, height } = size
  if (Math.min(width, height) < SMALLEST_SIDE) return { fault: 'too-small' }
  if (Math.max(width, height) > LARGEST_SIDE || width * height > LARGEST_AREA) return { fault: 'too-large' }
  return { type }
}

function typeOf(bytes: Uint8Array): ScanType | undefined {
  if (textAt(bytes, 0, 5) === '%PDF-') return 'application/pdf'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (textAt(bytes, 1, 3) === 'PNG' && bytes[0] === 0x89) return 'image/png'
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'image/webp'
  return isHeic(bytes) ? 'image/heic' : undefined
}

/** Brands of HEIF with HEVC inside (ISO/IEC 23008-12, annex B), and the one that names no codec. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

function isHeic(bytes: Uint8Array): boolean {
  return textAt(bytes, 4, 4) === 'ftyp' && HEIC_BRANDS.includes(textAt(bytes, 8, 4))
}

function sizeOf(
  type: Exclude<ScanType, 'application/pdf' | 'image/heic'>,
  bytes: Uint8Array,
): Size | undefined {
  return { 'image/jpeg': jpegSize, 'image/png': pngSize, 'image/webp': webpSize }[type](bytes)
}

/** Its end mark stands in the last bytes (ISO 32000-1, 7.5.5; readers accept what follows within 1 KB). */
function isWholePdf(bytes: Uint8Array): boolean {
  return textAt(bytes, Math.max(0, bytes.length - 1024), 1024).includes('%%EOF')
}

function textAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}
