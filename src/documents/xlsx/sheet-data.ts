/** What a sheet of a workbook holds. */

/** Dates as `YYYY-MM-DD`; `null`: an empty cell. */
export type Cell = { text: string } | { number: number } | { date: string } | null

export interface SheetData {
  name: string
  isHidden?: boolean
  rows: readonly (readonly Cell[])[]
  /** Width in characters by column. */
  widths?: readonly number[]
  /** The first row stays in sight and is bold. */
  hasHeader?: boolean
  /** How a whole column below the header reads what is typed into it. */
  columnStyles?: readonly ('text' | 'date' | 'number')[]
  lists?: readonly { column: number; sheet: string; fromColumn: number; count: number }[]
}
