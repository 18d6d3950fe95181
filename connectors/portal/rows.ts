/** Gathers what the rows of an export became; what is passed over is counted and told. */
import type { SnapshotFacts, SourceWarning } from '../contract.ts'
import type { SourceFault, SourceRecord } from '../record.ts'
import { quoted } from './faults.ts'
import type { Header } from './headers.ts'
import type { RowResult } from './row.ts'
import type { Cell } from './table.ts'

export interface ReadRows {
  /** In the order of the export: what each row became. */
  rows: ({ record: SourceRecord } | { fault: SourceFault })[]
  warnings: SourceWarning[]
  snapshot: SnapshotFacts
  columns: Header['named']
}

const passedOver: Readonly<Record<string, string>> = {
  portal_totals: 'rows that add others up were passed over',
  portal_header_again: 'rows that repeat the header were passed over',
  portal_notes: 'rows that hold one note only were passed over',
  portal_repeated: 'rows that repeat another word for word were passed over',
  portal_kind_unknown: 'kinds of activity are not in the tariff, their rows have only the hours they state',
  portal_columns_passed: 'columns are not known and were passed over',
}

export function createCollector(header: Header) {
  const rows: ReadRows['rows'] = []
  const byKey = new Map<string, string>()
  const told = new Map<string, Set<string>>()
  let withoutKey = 0

  function tell(code: string, what: string): void {
    told.set(code, (told.get(code) ?? new Set()).add(what))
  }

  function refuse(row: RowPlace, key: string | null, fault: { code: string; message: string }): void {
    const isOwn = key !== null && !byKey.has(key)
    if (isOwn) byKey.set(key, '')
    if (key === null) withoutKey += 1
    const message = `row ${row.number}: ${fault.message}`
    const named = isOwn ? key : `row:${row.number}:${key ?? ''}`
    rows.push({ fault: { key: named, code: fault.code, message, raw: rawOf(row.cells, header) } })
  }

  function keep(row: RowPlace, record: SourceRecord): void {
    const same = JSON.stringify(record)
    const before = byKey.get(record.key)
    if (before === same) tell('portal_repeated', String(row.number))
    else if (before !== undefined) refuse(row, record.key, contradiction)
    else {
      byKey.set(record.key, same)
      rows.push({ record })
    }
  }

  for (const name of header.unknown) tell('portal_columns_passed', quoted(name))
  return {
    passOver: (code: string, number: number): void => tell(code, String(number)),
    take: (row: RowPlace, result: RowResult): void => {
      if ('fault' in result) refuse(row, result.key, result.fault)
      else keep(row, result.record)
      if ('record' in result && result.kindUnknown !== undefined) {
        tell('portal_kind_unknown', quoted(result.kindUnknown))
      }
    },
    done: (): ReadRows => ({
      rows,
      warnings: [...told].map(([code, what]) => ({
        code,
        message: `${passedOver[code]}: ${listed([...what])}`,
      })),
      snapshot: {
        complete: withoutKey === 0,
        rows: rows.length,
        records: rows.filter(row => 'record' in row).length,
        withoutKey,
      },
      columns: header.named,
    }),
  }
}

export interface RowPlace {
  /** As a person sees it, from 1. */
  number: number
  cells: readonly Cell[]
}

const contradiction = {
  code: 'portal_rows_contradict',
  message: 'another row says something else of the same person and module',
}

function listed(what: string[]): string {
  return what.length > 20 ? `${what.slice(0, 20).join(', ')} and ${what.length - 20} more` : what.join(', ')
}

/** The row by its headers, for the person who will look at it. */
function rawOf(cells: readonly Cell[], header: Header): Record<string, string> {
  return Object.fromEntries(
    header.places.flatMap(({ header: name, column }) => {
      const text = cells[column]?.text ?? ''
      return text === '' ? [] : [[name, text]]
    }),
  )
}
