/** PDF/A forbids glyphs that a font lacks (ISO 19005-2, 6.2.11.8): what PT Serif cannot show is shown as «?». */
import type { Sheet } from './page.ts'

/** What pdfkit keeps of the font in use. */
interface FontInUse {
  font: { hasGlyphForCodePoint(code: number): boolean }
}

/** What is neither shown nor missed: joiners, marks of direction, control characters. */
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Variation_Selector}/gu

/** Signs that PT Serif lacks and that have a plain way of writing. */
const PLAIN: Readonly<Record<string, string>> = {
  '→': '–>',
  '←': '<–',
  '\u2009': ' ',
  '\u202f': '\u00a0',
  '✓': '+',
}

/** Text with every sign there; line breaks stay, other control characters do not. */
export function printable(sheet: Sheet, text: string): string {
  const { font } = (sheet as unknown as { _font: FontInUse })._font
  const plain = text.replace(/\t/g, ' ').replace(INVISIBLE, sign => (sign === '\n' ? sign : ''))
  return [...plain.normalize('NFC')]
    .map(sign =>
      sign === '\n' || font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : (PLAIN[sign] ?? '?'),
    )
    .join('')
}
