import { portalFault } from './faults.ts'

export const formats = ['xml', 'csv', 'html', 'xlsx'] as const
export type Format = (typeof formats)[number]

/** @throws {ConnectorError} `portal_xls_binary` for the workbooks of before 2007, which name themselves by their bytes */
export function isWorkbook(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  if (head === 'd0cf11e0') {
    const remedy = 'save it as XLSX or CSV'
    throw portalFault('xls_binary', 'the file is a workbook of Excel 97–2003', remedy)
  }
  return head === '504b0304'
}

/** What the text is, whatever its name says: portals call a web page `export.xls`. */
export function formatOfText(text: string): Exclude<Format, 'xlsx'> {
  const head = text.slice(0, 4096).trimStart()
  if (/^[[{]/.test(head)) {
    throw portalFault('format_unknown', 'the export is JSON', 'export XML, CSV, XLSX or an HTML table')
  }
  if (head.startsWith('%PDF-'))
    throw portalFault('format_unknown', 'the export is a PDF', 'export XML, CSV, XLSX or an HTML table')
  if (!head.startsWith('<')) return 'csv'
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(head) && !/<html\b/i.test(head)) {
    const remedy = 'open it in a spreadsheet and save it as XLSX'
    throw portalFault('format_unknown', 'the export is a workbook in XML of Excel 2003', remedy)
  }
  return /<(!doctype\s+html|html|head|body|table|div|meta|style|center)\b/i.test(head) ? 'html' : 'xml'
}
