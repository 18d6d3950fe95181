/** A form to print (печатная форма), filled in: its PDF and its XLSX both say this and nothing else. */
import type { CalendarDate } from '../kinds.ts'

/** Hours as `"8.00"`; `null`: an empty cell, to be filled in by hand. */
export type FormCell = { text: string } | { hours: string } | { date: CalendarDate } | null

/** Head of a column, in the words of the regulation; `id` as its file has it. */
export interface FormColumn {
  id: string
  title: string
}

/** A line of the table, or a heading across all columns. */
export type FormRow = { cells: readonly FormCell[] } | { section: string }

/** Somebody who signs below the table; without a name there is a rule to write on. */
export interface FormSignature {
  post: string
  name?: string
}

export interface PrintedForm {
  /** Name of the file without its ending, in ASCII. */
  file: string
  title: string
  /** Beside the title: ДУБЛИКАТ. */
  mark?: string
  /** Lines between title and table: whose, by which regulation. */
  head: readonly string[]
  columns: readonly FormColumn[]
  /** A row «1, 2, 3 …» below the heads, where the form has one. */
  hasColumnNumbers?: boolean
  rows: readonly FormRow[]
  /** To be filled in by hand: rows are high enough to write in. */
  isBlank?: boolean
  /** Lines below the table: totals, notes. */
  foot: readonly string[]
  signatures?: readonly FormSignature[]
  /** Day of the print: the same form on the same day gives the same bytes. */
  printedOn: CalendarDate
}
