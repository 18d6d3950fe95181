/** Styles of a workbook's cells. */
import type { Cell, Look } from './sheet-data.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Cell styles by place: 0 as it comes, 1 bold header, 2 text (`@`), 3 date (day.month.year). */
export const STYLE = { number: 0, header: 1, text: 2, date: 3 } as const

/** Styles of printed forms follow them. */
const LOOK: Readonly<Record<Look, number>> = { title: 4, note: 5, strong: 6, head: 7, box: 8, section: 9 }
const BOX_NUMBER = 10
const BOX_DATE = 11

/** @param isHeader the cell stands in the first row of a sheet that has a header */
export function styleOf(cell: NonNullable<Cell>, isHeader: boolean): number {
  if ('number' in cell) return cell.look ? BOX_NUMBER : STYLE.number
  if ('date' in cell) return cell.look ? BOX_DATE : STYLE.date
  if (cell.look) return LOOK[cell.look]
  return isHeader ? STYLE.header : STYLE.text
}

interface Xf {
  format?: number
  font?: number
  border?: number
  align?: string
}

const TOP = 'vertical="top"'
const WRAPPED = `${TOP} wrapText="1"`
const TEXT = 49
const DATE = 164

const CELLS: readonly Xf[] = [
  {},
  { format: TEXT, font: 1, align: WRAPPED },
  { format: TEXT },
  { format: DATE },
  { format: TEXT, font: 2, align: WRAPPED },
  { format: TEXT, align: WRAPPED },
  { format: TEXT, font: 1, align: WRAPPED },
  { format: TEXT, font: 1, border: 1, align: `horizontal="center" ${WRAPPED}` },
  { format: TEXT, border: 1, align: WRAPPED },
  { format: TEXT, font: 1, border: 1, align: WRAPPED },
  { border: 1, align: TOP },
  { format: DATE, border: 1, align: `horizontal="left" ${TOP}` },
]

function xf({ format = 0, font = 0, border = 0, align }: Xf): string {
  const applies = [
    format && 'applyNumberFormat="1"',
    font && 'applyFont="1"',
    border && 'applyBorder="1"',
    align && 'applyAlignment="1"',
  ].filter(Boolean)
  const start = `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${border}" xfId="0"${applies.map(each => ` ${each}`).join('')}`
  return align ? `${start}><alignment ${align}/></xf>` : `${start}/>`
}

const font = (size: number, isBold: boolean): string =>
  `<font>${isBold ? '<b/>' : ''}<sz val="${size}"/><name val="Calibri"/></font>`

const side = (name: string): string => `<${name} style="thin"><color auto="1"/></${name}>`

export const styles = [
  `${HEAD}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
  `<numFmts count="1"><numFmt numFmtId="${DATE}" formatCode="dd\\.mm\\.yyyy"/></numFmts>`,
  `<fonts count="3">${font(11, false)}${font(11, true)}${font(14, true)}</fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${CELLS.length}">${CELLS.map(xf).join('')}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('')
