/** The table of a form laid out in lines, before anything is drawn. */
import type { FormRow, PrintedForm } from '#domain/certificates/printed-form'
import { cellText } from './cell-text.ts'
import type { LaidRow } from './paginate.ts'
import type { Ink, Pen } from './pen.ts'
import { columnWidths } from './widths.ts'

export const PADDING = 3
export const CELL: Ink = { face: 'regular', size: 8.5 }
export const HEAD: Ink = { face: 'bold', size: 8.5 }

/** Of a row to write in. */
const BLANK_HEIGHT = 36

export interface LaidTable {
  widths: readonly number[]
  /** Columns of hours stand to the right. */
  isNumeric: readonly boolean[]
  heads: readonly LaidRow[]
  headHeight: number
  rows: readonly LaidRow[]
}

/** @param width of the whole table in points */
export function layTable(form: PrintedForm, width: number, pen: Pen): LaidTable {
  const widths = columnWidths(form.columns, width)
  const lay = (texts: readonly string[], ink: Ink) => layRow(texts, widths, ink, pen)
  const titles = form.columns.map(({ title }) => title)
  const heads = [lay(titles, HEAD)]
  if (form.hasColumnNumbers)
    heads.push(
      lay(
        titles.map((_, i) => String(i + 1)),
        HEAD,
      ),
    )
  return {
    widths,
    isNumeric: form.columns.map((_, i) => form.rows.some(row => isHours(row, i))),
    heads,
    headHeight: heads.reduce((sum, row) => sum + row.height, 0),
    rows: form.rows.map(row =>
      'section' in row
        ? { ...layRow([row.section], [width], HEAD, pen), kind: 'section' }
        : atLeast(form.isBlank ? BLANK_HEIGHT : 0, lay(row.cells.map(cellText), CELL)),
    ),
  }
}

function layRow(texts: readonly string[], widths: readonly number[], ink: Ink, pen: Pen): LaidRow {
  const cells = widths.map((width, i) => pen.lines(texts[i] ?? '', ink, width - 2 * PADDING))
  const most = Math.max(...cells.map(lines => lines.length))
  return { kind: 'line', cells, height: most * pen.lineHeight(ink.size) + 2 * PADDING }
}

const atLeast = (height: number, row: LaidRow): LaidRow => ({ ...row, height: Math.max(height, row.height) })

function isHours(row: FormRow, column: number): boolean {
  const cell = 'cells' in row ? row.cells[column] : null
  return cell !== null && cell !== undefined && 'hours' in cell
}
