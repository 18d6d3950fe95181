/** Text → bytes in the encodings of old sites; the platform itself writes UTF-8 only. */
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'windows-1251' | 'koi8-r' | 'utf-16le'

/** @param isMarkup what the encoding lacks becomes `&#171;`, as XML and HTML writers do; else a question mark */
export function encodeText(text: string, encoding: TextEncoding, isMarkup = false): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`)
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  const table = tableOf(encoding)
  const missing = (char: string): number[] =>
    isMarkup ? [...Buffer.from(`&#${char.codePointAt(0)};`)] : [0x3f]
  return Buffer.from([...text].flatMap(char => table.get(char) ?? missing(char)))
}

const tables = new Map<string, Map<string, number>>()

/** The decoder read backwards. */
function tableOf(encoding: string): Map<string, number> {
  const known = tables.get(encoding)
  if (known) return known
  const decoder = new TextDecoder(encoding)
  const made = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  )
  tables.set(encoding, made)
  return made
}
