/** What a sheet of a workbook holds. */

/** How a cell of a printed form looks: a title, a line of text, a strong one; inside the table a head, a box, a heading. */
export type Look = 'title' | 'note' | 'strong' | 'head' | 'box' | 'section'

/** Dates as `YYYY-MM-DD`; `null`: an empty cell. */
export type Cell =
  | { text: string; look?: Look }
  | { number: number; look?: 'box' }
  | { date: string; look?: 'box' }
  | null

/** For the printer: how the sheet fits paper. Rows and columns count from 0. */
export interface PrintSetup {
  orientation: 'landscape' | 'portrait'
  /** Rows that stand on every page. */
  repeated?: { from: number; to: number }
  /** Below each page; `&P` is its number, `&N` how many there are. */
  footer?: string
}

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
  /** Cells of a row that are one; the first has the text. */
  merges?: readonly { row: number; from: number; to: number }[]
  print?: PrintSetup
  lists?: readonly { column: number; sheet: string; fromColumn: number; count: number }[]
}
