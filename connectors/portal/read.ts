/** An export as received → records, and what of it cannot be one. */
import { createHash } from 'node:crypto'
import type { RawSource, SourceFile } from '../contract.ts'
import { decodeText } from './encoding.ts'
import { portalFault } from './faults.ts'
import { type Format, formatOfText, isWorkbook } from './format.ts'
import { readCsv } from './formats/csv.ts'
import { readHtml } from './formats/html.ts'
import { readXlsx } from './formats/xlsx.ts'
import { readXml } from './formats/xml.ts'
import { findHeader, type Header, normaliseHeader } from './headers.ts'
import { buildMapping, type ColumnField, type Mapping } from './mapping.ts'
import { createRowReader, type Row } from './row.ts'
import { createCollector, type ReadRows } from './rows.ts'
import type { PortalSettings } from './settings.ts'
import type { Cell, Grid } from './table.ts'

export interface ReadExport extends ReadRows {
  raw: RawSource
}

/** @throws {ConnectorError} `portal_*` if the export as a whole cannot be understood */
export async function readExport(
  file: SourceFile,
  settings: PortalSettings,
  inflatedBytes?: number,
): Promise<ReadExport> {
  const mapping = mappingOf(settings)
  const { grids, format, encoding } = await readGrids(file, settings, mapping, inflatedBytes)
  const raw: RawSource = {
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    bytes: file.bytes.length,
    format,
    ...(encoding === undefined ? {} : { encoding }),
  }
  if (format === 'xml' && grids.every(grid => grid.rows.length === 0)) return { ...nothing(), raw }
  const { grid, header } = findHeader(grids, mapping, settings.allowUnknownHeaders)
  return { ...readRows(grid, header, mapping), raw }
}

export function mappingOf(settings: PortalSettings): Mapping {
  const { timeZone, encoding, dateFormats } = settings
  return buildMapping(settings.preset, {
    ...settings.mapping,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(dateFormats === undefined ? {} : { dateFormats }),
  })
}

interface Grids {
  grids: Grid[]
  format: Format
  encoding?: string
}

async function readGrids(
  file: SourceFile,
  settings: PortalSettings,
  mapping: Mapping,
  inflatedBytes: number | undefined,
): Promise<Grids> {
  if (isWorkbook(file.bytes)) {
    refuseOther(settings, 'xlsx')
    return { grids: await readXlsx(file.bytes, settings.sheet, inflatedBytes), format: 'xlsx' }
  }
  const { text, encoding } = decodeText(file.bytes, {
    contentType: file.contentType,
    fallback: mapping.encoding,
    force: settings.forceEncoding,
  })
  if (text.includes('\0'))
    throw portalFault('format_unknown', 'the export is not text', 'export XML, CSV, XLSX or HTML')
  const format = formatOfText(text)
  refuseOther(settings, format)
  if (format === 'csv') return { grids: [readCsv(text, settings.delimiter)], format, encoding }
  if (format === 'html') return { grids: readHtml(text), format, encoding }
  return { grids: [await readXml(text, mapping.rows)], format, encoding }
}

function refuseOther(settings: PortalSettings, found: Format): void {
  if (settings.format === 'auto' || settings.format === found) return
  const what = found === 'html' ? 'a web page: is it a login page?' : found
  throw portalFault(
    'format_other',
    `the export should be ${settings.format} and is ${what}`,
    'see what the address gives in a browser, or set format to auto',
    'config',
  )
}

function nothing(): ReadRows {
  return {
    rows: [],
    warnings: [{ code: 'portal_empty', message: 'the export has no rows' }],
    snapshot: { complete: true, rows: 0, records: 0, withoutKey: 0 },
    columns: [],
  }
}

/** Rows below the header, in order; what is passed over is counted and told. */
function readRows(grid: Grid, header: Header, mapping: Mapping): ReadRows {
  const read = createRowReader(mapping, header.columns.has('state'))
  const collector = createCollector(header)
  const isTotal = createTotalTest(mapping)
  for (const { number, cells } of grid.rows.slice(header.at + 1)) {
    const texts = cells.map(cell => cell.text).filter(text => text !== '')
    if (texts.length === 0) continue
    if (isTotal(cells)) collector.passOver('portal_totals', number)
    else if (isHeaderAgain(cells, header, grid)) collector.passOver('portal_header_again', number)
    else if (new Set(texts).size === 1 && header.columns.size > 2) collector.passOver('portal_notes', number)
    else collector.take({ number, cells }, read(rowOf(cells, header)))
  }
  return collector.done()
}

function rowOf(cells: readonly Cell[], { columns }: Header): Row {
  const row = new Map<ColumnField, Cell>()
  for (const [field, column] of columns) {
    const cell = cells[column]
    if (cell && !/^[-–—]?$/.test(cell.text)) row.set(field, cell)
  }
  return row
}

function createTotalTest({ totals }: Mapping): (cells: readonly Cell[]) => boolean {
  const words = totals.map(normaliseHeader)
  return cells => {
    const first = normaliseHeader(cells.find(cell => cell.text !== '')?.text ?? '')
    return words.some(
      word => first === word || (first.startsWith(word) && /^[\s:]/.test(first.slice(word.length))),
    )
  }
}

/** Printed tables repeat their header on every page. */
function isHeaderAgain(cells: readonly Cell[], { at }: Header, grid: Grid): boolean {
  const header = grid.rows[at]?.cells ?? []
  return header.every(
    (cell, column) => normaliseHeader(cell.text) === normaliseHeader(cells[column]?.text ?? ''),
  )
}
