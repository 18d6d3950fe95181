/** HTML entities in what should be plain text: sites escape titles once too often. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  shy: '\u00ad',
}

/** Decodes each entity once: `&amp;lt;` becomes `&lt;`. What is not known stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] as string) : whole
    return fromCode(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)) ?? whole
  })
}

/** Control characters, halves of pairs and numbers beyond Unicode are no text. */
function fromCode(code: number): string | undefined {
  const isText = code >= 0x20 && code <= 0x10ffff && !(code >= 0x7f && code < 0xa0)
  return isText && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined
}
