/** The report as a workbook (XLSX): numbers by organisation and, where a regulation names any, the indicators. */
import type { Cell, SheetData } from './xlsx/sheet-data.ts'
import { writeWorkbook } from './xlsx/workbook.ts'

/** Texts are ready in the language of whoever downloads; rows from the whole down to the school. */
export interface ReportSheet {
  title: string
  /** Programme and date, a line each. */
  about: readonly string[]
  heads: readonly string[]
  rows: readonly { level: 0 | 1 | 2; title: string; numbers: readonly number[] }[]
  indicators: {
    title: string
    heads: readonly [string, string, string]
    rows: readonly [string, string, string][]
  } | null
}

export function writeReport(report: ReportSheet): Uint8Array {
  const text = (value: string): Cell => ({ text: value })
  const numbers: SheetData = {
    name: sheetName(report.title),
    hasHeader: true,
    widths: [60, ...report.heads.slice(1).map(() => 16)],
    rows: [
      report.heads.map(text),
      ...report.rows.map(({ level, title, numbers }) => [
        text(`${'   '.repeat(level)}${title}`),
        ...numbers.map((number): Cell => ({ number })),
      ]),
      [],
      ...report.about.map(line => [text(line)]),
    ],
  }
  const { indicators } = report
  if (!indicators) return writeWorkbook([numbers])
  const sheet: SheetData = {
    name: sheetName(indicators.title),
    hasHeader: true,
    widths: [80, 24, 12],
    rows: [indicators.heads.map(text), ...indicators.rows.map(row => row.map(text))],
  }
  return writeWorkbook([numbers, sheet])
}

/** A sheet's name has at most 31 signs and none of these. */
const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)
