/** Rows as boxes with their lines. */
import type { Sheet } from '../page.ts'
import { CELL, HEAD, type LaidTable, PADDING } from './lay-table.ts'
import type { LaidRow } from './paginate.ts'
import type { Ink, Pen } from './pen.ts'

const RULE = '#5a6270'

export interface Place {
  sheet: Sheet
  pen: Pen
  /** Left edge of the table. */
  left: number
}

/** @returns where the next row begins */
export function drawRows(place: Place, table: LaidTable, rows: readonly LaidRow[], top: number): number {
  let y = top
  for (const row of rows) {
    if (row.kind === 'section') drawRow(place, [sum(table.widths)], row, y, HEAD)
    else drawRow(place, table.widths, row, y, CELL, table.isNumeric)
    y += row.height
  }
  return y
}

export function drawHeads(place: Place, table: LaidTable, top: number): number {
  let y = top
  for (const row of table.heads) {
    drawRow(place, table.widths, row, y, HEAD)
    y += row.height
  }
  return y
}

function drawRow(
  { sheet, pen, left }: Place,
  widths: readonly number[],
  row: LaidRow,
  y: number,
  ink: Ink,
  isNumeric: readonly boolean[] = [],
): void {
  let x = left
  widths.forEach((width, i) => {
    sheet.lineWidth(0.5).strokeColor(RULE).rect(x, y, width, row.height).stroke()
    row.cells[i]?.forEach((line, n) => {
      const indent = isNumeric[i] ? width - PADDING - pen.width(line, ink) : PADDING
      if (line !== '') pen.write(line, x + indent, y + PADDING + n * pen.lineHeight(ink.size), ink)
    })
    x += width
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
