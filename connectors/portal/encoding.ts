/** Bytes → text: decode first, parse second. XML and HTTP libraries take windows-1251 for UTF-8 without a word. */
import { TextDecoder } from 'node:util'
import { portalFault } from './faults.ts'

export const encodings = ['utf-8', 'windows-1251', 'koi8-r', 'ibm866', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

export interface Decoded {
  text: string
  /** As the platform names it, e.g. `windows-1251`. */
  encoding: string
}

export interface DecodeOptions {
  /** The `Content-Type` header, if the file came by HTTP. */
  contentType?: string | undefined
  /** For text that names no encoding and is not UTF-8. */
  fallback: Encoding
  /** What the file is, whatever it says of itself. */
  force?: Encoding | undefined
}

/**
 * In this order: what the operator forces, byte order mark, `charset` of the header, XML prolog or `<meta>`, UTF-8 if
 * the bytes are valid UTF-8, the fallback.
 *
 * @throws {ConnectorError} `portal_encoding_unknown`, `portal_not_in_encoding`
 */
export function decodeText(bytes: Uint8Array, options: DecodeOptions): Decoded {
  const named = options.force ?? markOf(bytes) ?? charsetOf(options.contentType) ?? declaredIn(bytes)
  if (named !== undefined) return decode(bytes, named)
  const asUtf8 = tryDecode(bytes, 'utf-8')
  return asUtf8 === null ? decode(bytes, options.fallback) : { text: asUtf8, encoding: 'utf-8' }
}

function decode(bytes: Uint8Array, name: string): Decoded {
  let encoding: string
  try {
    encoding = new TextDecoder(name).encoding
  } catch {
    const remedy = 'set forceEncoding to the encoding that the file is in'
    throw portalFault(
      'encoding_unknown',
      `the export says it is in ${name.slice(0, 40)}, which is not known`,
      remedy,
    )
  }
  const text = tryDecode(bytes, encoding)
  if (text !== null) return { text, encoding }
  const remedy = 'set forceEncoding, e.g. to windows-1251'
  throw portalFault('not_in_encoding', `the export says it is in ${encoding} and is not`, remedy)
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]
}

/** Only in something that is XML or HTML: a CSV may well speak of charsets. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const prolog = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)
  if (prolog) return prolog[1]
  return /^\s*</.test(head) ? /<meta\b[^>]*charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] : undefined
}
