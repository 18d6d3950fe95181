/** Which column is what, by the text of its header; a header that nobody knows stops the import by name. */
import { portalFault, quoted } from './faults.ts'
import type { ColumnField, Mapping } from './mapping.ts'
import type { Grid } from './table.ts'

export interface Header {
  /** Index in `grid.rows` of the header row. */
  at: number
  columns: ReadonlyMap<ColumnField, number>
  /** As they stand, with what they are taken for. */
  named: { header: string; field: ColumnField | null }[]
  /** The same with their columns. */
  places: { header: string; column: number }[]
  /** Headers that nobody knows; empty unless they are allowed. */
  unknown: string[]
}

/** The header stands below titles, if at all; further down it is not looked for. */
const searchedRows = 30

/** Case, Ё, spaces, quotes, a star and a closing colon do not matter. */
export function normaliseHeader(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»"“”„*]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*:\s*$/, '')
    .trim()
}

type Known = ReadonlyMap<string, ColumnField | null>

function knownHeaders(mapping: Mapping): Known {
  const known = new Map<string, ColumnField | null>(mapping.ignore.map(word => [normaliseHeader(word), null]))
  for (const [field, headers] of Object.entries(mapping.columns)) {
    for (const header of headers ?? []) known.set(normaliseHeader(header), field as ColumnField)
  }
  return known
}

/**
 * The table whose header is known best, and the header.
 *
 * @throws {ConnectorError} `portal_no_table`, `portal_header_missing`, `portal_header_unknown`, `portal_header_twice`
 */
export function findHeader(
  grids: readonly Grid[],
  mapping: Mapping,
  allowUnknown: boolean,
): { grid: Grid; header: Header } {
  const known = knownHeaders(mapping)
  let best: { grid: Grid; at: number; score: number } | null = null
  for (const grid of grids) {
    for (const [at, { cells }] of grid.rows.slice(0, searchedRows).entries()) {
      const score = new Set(cells.flatMap(cell => known.get(normaliseHeader(cell.text)) ?? [])).size
      if (score > (best?.score ?? 0)) best = { grid, at, score }
    }
  }
  if (!best) throw noTable(grids)
  return { grid: best.grid, header: readHeader(best.grid, best.at, known, mapping, allowUnknown) }
}

function readHeader(grid: Grid, at: number, known: Known, mapping: Mapping, allowUnknown: boolean): Header {
  const columns = new Map<ColumnField, number>()
  const named: Header['named'] = []
  const places: Header['places'] = []
  const unknown: string[] = []
  for (const [column, { text }] of (grid.rows[at]?.cells ?? []).entries()) {
    if (text === '') continue
    const field = known.get(normaliseHeader(text))
    places.push({ header: text, column })
    named.push({ header: text, field: field ?? null })
    if (field === undefined) unknown.push(text)
    if (!field) continue
    if (columns.has(field)) throw twice(named, field)
    columns.set(field, column)
  }
  refuseMissing(columns, unknown, mapping)
  if (unknown.length > 0 && !allowUnknown) throw unknownHeaders(unknown)
  return { at, columns, named, places, unknown }
}

function refuseMissing(columns: Header['columns'], unknown: string[], mapping: Mapping): void {
  const missing = mapping.required.filter(choice => !choice.some(field => columns.has(field)))
  if (missing.length === 0) return
  const expected = missing.map(choice =>
    choice.map(field => quoted(mapping.columns[field]?.[0] ?? field)).join(' or '),
  )
  const strangers = unknown.length > 0 ? `; not known: ${unknown.map(quoted).join(', ')}` : ''
  throw portalFault(
    'header_missing',
    `the export has no column ${expected.join(', no column ')}${strangers}`,
    'was a column renamed? add its new header to "columns" of the mapping',
    'config',
  )
}

function unknownHeaders(unknown: string[]) {
  return portalFault(
    'header_unknown',
    `the export has headers that are not known: ${unknown.slice(0, 10).map(quoted).join(', ')}`,
    'add each to "columns" of the mapping, or to "ignore"',
    'config',
  )
}

function twice(named: Header['named'], field: ColumnField) {
  const headers = named.filter(each => each.field === field).map(each => quoted(each.header))
  return portalFault(
    'header_twice',
    `two columns are taken for ${field}: ${headers.join(' and ')}`,
    'put one of the headers under "ignore" of the mapping',
    'config',
  )
}

function noTable(grids: readonly Grid[]) {
  const first = grids.flatMap(grid => grid.rows).find(row => row.cells.some(cell => cell.text !== ''))
  const words =
    first?.cells
      .filter(cell => cell.text !== '')
      .slice(0, 5)
      .map(cell => quoted(cell.text)) ?? []
  return portalFault(
    'no_table',
    words.length > 0
      ? `no row is known as a header; the first one is ${words.join(', ')}`
      : 'there is no table in it',
    'see whether the address leads to the export, and not to a login page; name the headers in the mapping',
    'config',
  )
}
