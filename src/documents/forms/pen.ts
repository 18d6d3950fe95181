/** Writing on a sheet line by line: what a text measures, how it breaks, where it stands. */
import { printable } from '../glyphs.ts'
import type { Sheet } from '../page.ts'
import { type Measure, remembered, wrap } from './wrap.ts'

export type Face = 'regular' | 'bold'

export interface Ink {
  face: Face
  /** In points. */
  size: number
  color?: string
}

export interface Pen {
  /** Lines of the text, every sign of which the font has. */
  lines(text: string, ink: Ink, width: number): string[]
  lineHeight(size: number): number
  width(line: string, ink: Ink): number
  /** One line, its top at `y`. */
  write(line: string, x: number, y: number, ink: Ink): void
}

const INK = '#1a1d21'
/** Of a line to its letters. */
const LEADING = 1.22

export function createPen(sheet: Sheet): Pen {
  const measures: Record<Face, Measure> = {
    regular: measureOf(sheet, 'regular'),
    bold: measureOf(sheet, 'bold'),
  }
  const width = (text: string, { face, size }: Ink) => (measures[face](text) * size) / 1000
  return {
    lines: (text, ink, wide) => wrap(printable(sheet, text), wide, each => width(each, ink)),
    lineHeight: size => size * LEADING,
    width,
    write: (line, x, y, { face, size, color = INK }) => {
      sheet.font(face).fontSize(size).fillColor(color)
      sheet.text(line, x, y, { lineBreak: false })
    },
  }
}

const measureOf = (sheet: Sheet, face: Face): Measure =>
  remembered(text => sheet.font(face).fontSize(1000).widthOfString(text))
