/** Which column is what, by the text of its header; a header that nobody knows stops the import by name. */
import type { SourceColumn } from '../contract.ts'
import { ColumnsError } from '../errors.ts'
import { quoted } from './faults.ts'
import type { ColumnField, Mapping } from './mapping.ts'
import type { Grid } from './table.ts'

export interface Header {
  /** Index in `grid.rows` of the header row. */
  at: number
  columns: ReadonlyMap<ColumnField, number>
  /** As they stand, with what they are taken for. */
  named: NamedColumn[]
  /** The same with their columns. */
  places: { header: string; column: number }[]
  /** Headers that nobody knows; empty unless they are allowed. */
  unknown: string[]
}

export interface NamedColumn extends SourceColumn {
  field: ColumnField | null
}

/** The header stands below titles, if at all; further down it is not looked for. */
const searchedRows = 30
/** Of an example: enough to know the column by. */
const exampleChars = 60

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
  for (const { header, field } of mapping.headers) known.set(normaliseHeader(header), field)
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
  const places = placesOf(grid, at)
  const named = places.map(place => nameColumn(grid, at, place, known))
  const columns = new Map<ColumnField, number>()
  for (const [i, { column }] of places.entries()) {
    const field = named[i]?.field
    if (!field) continue
    if (columns.has(field)) throw twice(named, field)
    columns.set(field, column)
  }
  const unknown = named.filter(({ isUnknown }) => isUnknown).map(({ header }) => header)
  refuseMissing(columns, unknown, mapping, named)
  if (unknown.length > 0 && !allowUnknown) throw unknownHeaders(unknown, named)
  return { at, columns, named, places, unknown }
}

const placesOf = (grid: Grid, at: number): Header['places'] =>
  (grid.rows[at]?.cells ?? []).flatMap(({ text }, column) => (text === '' ? [] : [{ header: text, column }]))

function nameColumn(grid: Grid, at: number, place: Header['places'][number], known: Known): NamedColumn {
  const { header, column } = place
  const field = known.get(normaliseHeader(header))
  const below = grid.rows.slice(at + 1, at + 1 + searchedRows)
  const example = below.map(({ cells }) => cells[column]?.text ?? '').find(text => text !== '')
  return {
    header,
    field: field ?? null,
    ...(field === undefined && { isUnknown: true }),
    ...(example !== undefined && { example: example.slice(0, exampleChars) }),
  }
}

function refuseMissing(
  columns: Header['columns'],
  unknown: string[],
  mapping: Mapping,
  named: NamedColumn[],
): void {
  const missing = mapping.required.filter(choice => !choice.some(field => columns.has(field)))
  if (missing.length === 0) return
  const expected = missing.map(choice =>
    choice.map(field => quoted(mapping.columns[field]?.[0] ?? field)).join(' or '),
  )
  const strangers = unknown.length > 0 ? `; not known: ${unknown.map(quoted).join(', ')}` : ''
  throw new ColumnsError(named, {
    code: 'portal_header_missing',
    message: `the export has no column ${expected.join(', no column ')}${strangers}`,
    remedy: 'was a column renamed? add its new header to "columns" of the mapping',
  })
}

function unknownHeaders(unknown: string[], named: NamedColumn[]) {
  return new ColumnsError(named, {
    code: 'portal_header_unknown',
    message: `the export has headers that are not known: ${unknown.slice(0, 10).map(quoted).join(', ')}`,
    remedy: 'add each to "columns" of the mapping, or to "ignore"',
  })
}

function twice(named: NamedColumn[], field: ColumnField) {
  const headers = named.filter(each => each.field === field).map(each => quoted(each.header))
  return new ColumnsError(named, {
    code: 'portal_header_twice',
    message: `two columns are taken for ${field}: ${headers.join(' and ')}`,
    remedy: 'put one of the headers under "ignore" of the mapping',
  })
}

/** The widest of the first rows may be the header: a person sees whether it is. */
function noTable(grids: readonly Grid[]) {
  const rows = grids.flatMap(grid => grid.rows.slice(0, searchedRows).map((_, at) => ({ grid, at })))
  const widest = rows.reduce<{ places: Header['places']; grid: Grid; at: number } | null>((best, row) => {
    const places = placesOf(row.grid, row.at)
    return places.length > (best?.places.length ?? 0) ? { ...row, places } : best
  }, null)
  const named = widest?.places.map(place => nameColumn(widest.grid, widest.at, place, new Map())) ?? []
  const words = named.slice(0, 5).map(({ header }) => quoted(header))
  return new ColumnsError(named.length > 1 ? named : [], {
    code: 'portal_no_table',
    message:
      words.length > 0
        ? `no row is known as a header; the widest one is ${words.join(', ')}`
        : 'there is no table in it',
    remedy:
      'see whether the address leads to the export, and not to a login page; name the headers in the mapping',
  })
}
