/** XLSX as spreadsheets write it: shared texts, dates as numbers with a style, a title above the header. */
import { escapeXml } from '../ws/shape.ts'
import type { PortalTable } from './data.ts'
import { type Part, zipOf } from './zip-writer.ts'

export interface WorkbookOptions {
  /** A row above the header, merged over all columns. */
  title?: string
  /** Rows added as they are: XML of `<c>` elements. */
  extraRows?: readonly string[]
  merges?: readonly string[]
  /** More parts, or the same ones once more. */
  parts?: readonly Part[]
}

const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export function workbookOf(table: PortalTable, options: WorkbookOptions = {}): Buffer {
  const texts: string[] = []
  const rows = [...(options.title ? [[options.title]] : []), table.header, ...table.rows]
  const sheetRows = rows.map((row, r) =>
    rowXml(r + 1, row.map((text, c) => cellXml(r + 1, c, text, texts)).join('')),
  )
  const extra = (options.extraRows ?? []).map((xml, k) => rowXml(rows.length + k + 1, xml))
  const merges = (options.merges ?? []).map(ref => `<mergeCell ref="${ref}"/>`).join('')
  const sheet =
    `${prolog}<worksheet xmlns="${main}"><sheetData>${[...sheetRows, ...extra].join('')}</sheetData>` +
    `${merges ? `<mergeCells>${merges}</mergeCells>` : ''}</worksheet>`
  return zipOf([
    ...standing(texts),
    { name: 'xl/worksheets/sheet1.xml', data: Buffer.from(sheet) },
    ...(options.parts ?? []),
  ])
}

const rowXml = (number: number, cells: string): string => `<row r="${number}">${cells}</row>`

const column = (index: number): string => String.fromCharCode(65 + index)

/** Whole numbers as numbers, numbers with zeros in front by a format, dates as days, anything else as shared text. */
function cellXml(row: number, index: number, text: string, texts: string[]): string {
  const at = `r="${column(index)}${row}"`
  if (text === '') return ''
  if (/^0\d{4}$/.test(text)) return `<c ${at} s="2"><v>${Number(text)}</v></c>`
  if (/^\d{1,6}$/.test(text)) return `<c ${at}><v>${text}</v></c>`
  const date = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text)
  if (date) return `<c ${at} s="1"><v>${serialOf(date)}</v></c>`
  texts.push(text)
  return `<c ${at} t="s"><v>${texts.length - 1}</v></c>`
}

const serialOf = ([, day, month, year]: RegExpExecArray): number =>
  Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000 + 25_569

function standing(texts: readonly string[]): Part[] {
  const part = (name: string, xml: string): Part => ({ name, data: Buffer.from(prolog + xml) })
  const items = texts.map(text => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')
  return [
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>` +
        '<sheet name="Тайный" sheetId="9" state="hidden" r:id="rId9"/><sheet name="Выгрузка" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        `<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>` +
        `<Relationship Id="rId9" Type="${relations}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
    ),
    part('xl/sharedStrings.xml', `<sst xmlns="${main}" count="${texts.length}">${items}</sst>`),
    part(
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/>` +
        '<numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>' +
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    ),
  ]
}
