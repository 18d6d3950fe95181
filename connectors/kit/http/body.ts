import { TextDecoder } from 'node:util'
import { ConnectorError } from '../../errors.ts'

/**
 * Bytes → text. The encoding is that of the byte order mark, else of the header, else of the XML prolog, else UTF-8.
 * Bytes that are not in that encoding are refused: a guess would put U+FFFD into people's names.
 *
 * @throws {ConnectorError} `body_charset_unknown`, `body_not_in_charset`
 */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string {
  const charset = charsetOf(bytes, contentType)
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(charset, { fatal: true })
  } catch {
    throw protocolFault(
      'body_charset_unknown',
      `the answer is in an unknown encoding, ${charset.slice(0, 40)}`,
    )
  }
  try {
    return decoder.decode(bytes)
  } catch {
    throw protocolFault('body_not_in_charset', `the answer says it is ${charset} and is not`)
  }
}

function charsetOf(bytes: Uint8Array, contentType: string | undefined): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const declared = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]
  return declared ?? prologCharset(bytes) ?? 'utf-8'
}

function prologCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1]
}

function protocolFault(code: string, message: string): ConnectorError {
  return new ConnectorError({ code, kind: 'protocol', message, remedy: 'ask the site to answer in UTF-8' })
}
