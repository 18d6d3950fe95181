/** The federal register's file (XLSX): the form's sheet with the rows, and the lists on its hidden sheet. */
import type { FederalValues } from '#domain/federal/fields'
import type { FederalColumn, FederalForm } from '#domain/federal/form'
import type { Cell, SheetData } from './xlsx/sheet-data.ts'
import { writeWorkbook } from './xlsx/workbook.ts'

/** @param rows as `federalValues` gives them and `lintRow` has passed */
export function writeFederalRegister(form: FederalForm, rows: readonly FederalValues[]): Uint8Array {
  const names = Object.keys(form.lists)
  const lists = form.columns.flatMap((column, index) =>
    column.type === 'list' && form.lists[column.list]?.complete
      ? [
          {
            column: index,
            sheet: form.listSheet,
            fromColumn: names.indexOf(column.list),
            count: form.lists[column.list]?.values.length ?? 0,
          },
        ]
      : [],
  )
  const main: SheetData = {
    name: form.sheet,
    hasHeader: true,
    widths: form.columns.map(({ header }) => Math.min(40, Math.max(12, Math.ceil(header.length / 2)))),
    columnStyles: form.columns.map(styleOf),
    rows: [
      form.columns.map(({ header }) => ({ text: header })),
      ...rows.map(values => form.columns.map(column => cellOf(column, values[column.field]))),
    ],
    lists,
  }
  return writeWorkbook([main, { name: form.listSheet, isHidden: true, rows: listRows(form, names) }])
}

function styleOf({ type }: FederalColumn): 'text' | 'date' | 'number' {
  if (type === 'date') return 'date'
  return type === 'year' || type === 'number' ? 'number' : 'text'
}

function cellOf(column: FederalColumn, value: string | number | undefined): Cell {
  if (value === undefined) return null
  const style = styleOf(column)
  if (style === 'date') return { date: String(value) }
  return style === 'number' ? { number: Number(value) } : { text: String(value) }
}

function listRows(form: FederalForm, names: string[]): Cell[][] {
  const lists = names.map(name => form.lists[name]?.values ?? [])
  const longest = Math.max(...lists.map(values => values.length))
  return Array.from({ length: longest }, (_, row) =>
    lists.map(values => (values[row] === undefined ? null : { text: values[row] })),
  )
}
