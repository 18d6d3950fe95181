/** One sheet of a workbook as XML. */
import { mergesXml, pageSetupXml, printXml } from './print-setup.ts'
import type { Cell, SheetData } from './sheet-data.ts'
import { nameOf, quotedSheet } from './sheet-names.ts'
import { STYLE, styleOf } from './styles.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LAST_ROW = 1_048_576
const DAY_MS = 86_400_000
/** Day 0 of a spreadsheet. */
const EPOCH = Date.UTC(1899, 11, 30)

/** @param strings shared texts by their place; grows */
export function sheetXml(sheet: SheetData, strings: Map<string, number>): string {
  const rows = sheet.rows.map((row, i) => rowXml(row, i, sheet.hasHeader === true && i === 0, strings))
  const pane = sheet.hasHeader
    ? '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    : ''
  const data = `${columnsXml(sheet)}<sheetData>${rows.join('')}</sheetData>`
  return `${HEAD}<worksheet xmlns="${MAIN}">${printXml(sheet)}${pane}${data}${mergesXml(sheet)}${listsXml(sheet)}${pageSetupXml(sheet)}</worksheet>`
}

function columnsXml({ widths, columnStyles }: SheetData): string {
  if (!widths) return ''
  const columns = widths.map((width, i) => {
    const style = columnStyles?.[i]
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${style ? ` style="${STYLE[style]}"` : ''}/>`
  })
  return `<cols>${columns.join('')}</cols>`
}

function rowXml(
  row: readonly Cell[],
  index: number,
  isHeader: boolean,
  strings: Map<string, number>,
): string {
  const cells = row.map((cell, column) => cellXml(cell, `${nameOf(column)}${index + 1}`, isHeader, strings))
  return `<row r="${index + 1}">${cells.join('')}</row>`
}

function cellXml(cell: Cell, at: string, isHeader: boolean, strings: Map<string, number>): string {
  if (cell === null) return ''
  const style = styleOf(cell, isHeader)
  const start = `<c r="${at}"${style === STYLE.number ? '' : ` s="${style}"`}`
  if ('number' in cell) return `${start}><v>${cell.number}</v></c>`
  if ('date' in cell) return `${start}><v>${serialOf(cell.date)}</v></c>`
  if (cell.text === '') return `${start}/>`
  const place = strings.get(cell.text) ?? strings.size
  strings.set(cell.text, place)
  return `${start} t="s"><v>${place}</v></c>`
}

const serialOf = (date: string): number => Math.round((Date.parse(`${date}T00:00:00Z`) - EPOCH) / DAY_MS)

function listsXml({ lists }: SheetData): string {
  if (!lists || lists.length === 0) return ''
  const each = lists.map(({ column, sheet, fromColumn, count }) => {
    const from = `${quotedSheet(sheet)}!$${nameOf(fromColumn)}$1:$${nameOf(fromColumn)}$${count}`
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${nameOf(column)}2:${nameOf(column)}${LAST_ROW}"><formula1>${from}</formula1></dataValidation>`
  })
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`
}
