/** A form's columns by its sheet, and rows put under them by the columns' ids. */
import type { FormCell, FormRow, PrintedForm } from '#domain/certificates/printed-form'
import type { FormSheet } from '#domain/regulations/data'

export type CellsById = Readonly<Record<string, FormCell>>

/** What a column asks for and a row lacks stays empty; what no column asks for is left out. */
export function fillForm(
  sheet: FormSheet,
  rows: readonly (CellsById | { section: string })[],
): Pick<PrintedForm, 'columns' | 'hasColumnNumbers' | 'rows'> {
  return {
    columns: sheet.columns.map(({ id, title }) => ({ id, title: title.ru })),
    ...(sheet.columnNumbers && { hasColumnNumbers: true }),
    rows: rows.map(row => (isSection(row) ? row : cellsInOrder(sheet, row))),
  }
}

const isSection = (row: CellsById | { section: string }): row is { section: string } =>
  typeof row.section === 'string'

const cellsInOrder = (sheet: FormSheet, row: CellsById): FormRow => ({
  cells: sheet.columns.map(({ id }) => row[id] ?? null),
})
