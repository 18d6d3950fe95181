/** Every table of a web page as a grid: spans spread out, nested tables apart. */
import { Parser } from 'htmlparser2'
import { limits, portalFault, tooLarge } from '../faults.ts'
import { type Cell, cellOfText, createCellBudget, type Grid, noCell } from '../table.ts'

interface Open {
  grid: Grid
  row: Cell[] | null
  cell: { text: string; link?: string; rows: number; columns: number } | null
  /** By column: a cell from above that reaches down into the next rows. */
  spans: Map<number, { cell: Cell; left: number }>
}

const breaks = new Set(['br', 'p', 'div', 'li', 'tr', 'td', 'th'])
const silent = new Set(['script', 'style', 'template', 'noscript'])

/** @throws {ConnectorError} `portal_html_cut` if a table is never closed: the page was cut short */
export function readHtml(text: string): Grid[] {
  const budget = createCellBudget()
  const grids: Grid[] = []
  const stack: Open[] = []
  let silence = 0
  const top = (): Open | undefined => stack.at(-1)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (silent.has(name)) silence += 1
        if (name === 'table') {
          const grid: Grid = { name: `table ${grids.length + 1}`, rows: [] }
          grids.push(grid)
          stack.push({ grid, row: null, cell: null, spans: new Map() })
          if (stack.length > 20) throw tooLarge('tables inside tables')
        }
        const open = top()
        if (!open) return
        if (name === 'tr') startRow(open)
        if (name === 'td' || name === 'th') startCell(open, attributes)
        if (name === 'a' && open.cell && attributes.href) open.cell.link ??= attributes.href
        if (breaks.has(name) && open.cell) open.cell.text += ' '
      },
      ontext: part => {
        const cell = top()?.cell
        if (cell && silence === 0 && cell.text.length < limits.cellChars) cell.text += part
      },
      onclosetag: (name, isImplied) => {
        if (silent.has(name)) silence -= 1
        const open = top()
        if (!open) return
        if (name === 'td' || name === 'th') endCell(open)
        if (name === 'tr') endRow(open, budget)
        if (name !== 'table') return
        endRow(open, budget)
        stack.pop()
        if (isImplied) throw cutShort()
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(text)
  parser.end()
  return grids
}

function startRow(open: Open): void {
  open.row ??= []
}

function startCell(open: Open, attributes: { [name: string]: string }): void {
  endCell(open)
  startRow(open)
  const span = (name: string, most: number): number => {
    const said = Number.parseInt(attributes[name] ?? '1', 10)
    return said === 0 && name === 'rowspan' ? most : Math.min(most, Math.max(1, said || 1))
  }
  open.cell = { text: '', rows: span('rowspan', 65_534), columns: span('colspan', 1000) }
}

function endCell(open: Open): void {
  const { cell, row } = open
  open.cell = null
  if (!cell || !row) return
  fillFromAbove(open, row)
  const made = cellOfText(cell.text)
  const kept: Cell = cell.link === undefined || made.link ? made : { ...made, link: cell.link }
  for (let k = 0; k < cell.columns; k++) {
    if (cell.rows > 1) open.spans.set(row.length, { cell: kept, left: cell.rows - 1 })
    row.push(kept)
  }
  if (row.length > limits.columns) throw tooLarge(`more than ${limits.columns} columns`)
}

function endRow(open: Open, budget: ReturnType<typeof createCellBudget>): void {
  endCell(open)
  const { row } = open
  open.row = null
  if (!row) return
  const last = Math.max(-1, ...open.spans.keys())
  while (row.length <= last) {
    const before = row.length
    fillFromAbove(open, row)
    if (row.length === before) row.push(noCell)
  }
  budget.spend(1, row.length)
  open.grid.rows.push({ number: open.grid.rows.length + 1, cells: row })
}

/** Cells of rows above that reach into this place. */
function fillFromAbove(open: Open, row: Cell[]): void {
  for (let span = open.spans.get(row.length); span && span.left > 0; span = open.spans.get(row.length)) {
    span.left -= 1
    if (span.left === 0) open.spans.delete(row.length)
    row.push(span.cell)
  }
}

function cutShort() {
  return portalFault('html_cut', 'the page ends inside a table', 'see whether the export is whole')
}
