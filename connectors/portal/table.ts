/** What every format becomes before anything is understood: a grid of texts. */
import { limits, tooLarge } from './faults.ts'

export interface Cell {
  text: string
  /** Where the cell leads, if it is a link. */
  link?: string
  /** Why the cell cannot be trusted, e.g. `formula`. */
  bad?: string
}

export interface Grid {
  /** Name of the sheet or number of the table, for messages. */
  name: string
  rows: { /** Row number as a person sees it, from 1. */ number: number; cells: Cell[] }[]
}

export const noCell: Cell = { text: '' }

/** Counts what is kept, so that a small file cannot become a large grid. */
export function createCellBudget(): { spend(rows: number, cells: number): void } {
  let rowsLeft = limits.rows
  let cellsLeft = limits.cells
  return {
    spend: (rows, cells) => {
      rowsLeft -= rows
      cellsLeft -= cells
      if (rowsLeft < 0) throw tooLarge(`more than ${limits.rows} rows`)
      if (cellsLeft < 0) throw tooLarge(`more than ${limits.cells} cells`)
    },
  }
}

/** Text as a person reads it: no soft hyphens, any space or line break as one plain space, ends trimmed. */
function cleanText(raw: string): string {
  return raw
    .replace(/[\u00ad\u200b\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, limits.cellChars)
}

const hyperlink =
  /^=\s*(?:HYPERLINK|ГИПЕРССЫЛКА)\s*\(\s*"((?:[^"]|"")*)"\s*(?:[;,]\s*"((?:[^"]|"")*)"\s*)?\)$/i
const quotedNumber = /^="([^"]*)"$/

/**
 * Text that a spreadsheet would run is not a name. `=HYPERLINK("…";"Иванова")` is the link's words, `="00123"` keeps its
 * zeros; any other formula spoils its row. A minus or a plus before a digit is a number or a telephone.
 */
export function cellOfText(raw: string): Cell {
  const text = cleanText(raw)
  const link = hyperlink.exec(text)
  if (link) {
    const url = (link[1] ?? '').replaceAll('""', '"')
    return { text: cleanText((link[2] ?? url).replaceAll('""', '"')), link: url }
  }
  const number = quotedNumber.exec(text)
  if (number) return { text: number[1] ?? '' }
  return isFormula(text) ? { text, bad: 'formula' } : { text }
}

function isFormula(text: string): boolean {
  return /^[=@]./s.test(text) || /^[+-][^\d\s.,(+-]/.test(text)
}
