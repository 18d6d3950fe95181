import { limits, tooLarge } from '../faults.ts'
import { type Cell, cellOfText, createCellBudget, type Grid, noCell } from '../table.ts'
import { formatNumber, type NumberKind } from './number-format.ts'
import { readPart, unescapeText } from './workbook-xml.ts'

export interface SheetContext {
  /** Shared texts by index. */
  texts: readonly string[]
  /** Number formats by style. */
  styles: readonly NumberKind[]
  epoch1904: boolean
}

/** A cell while it is read: `v` the value, `f` the formula. */
interface Draft {
  column: number
  type: string
  style: number
  v: string
  f: string | null
}

export function readSheet(name: string, bytes: Uint8Array, context: SheetContext): Grid {
  const budget = createCellBudget()
  const rows = new Map<number, Cell[]>()
  const merges: string[] = []
  let number = 0
  let row: Cell[] = []
  let draft: Draft | null = null
  let into: 'v' | 'f' | null = null
  readPart(bytes, {
    open: (tag, attributes) => {
      if (tag === 'row') {
        number = Number(attributes.r) || number + 1
        row = []
        budget.spend(1, 0)
        rows.set(number, row)
      } else if (tag === 'c') draft = startCell(attributes, row.length)
      else if (tag === 'v' || tag === 't') into = 'v'
      else if (tag === 'f') into = 'f'
      else if (tag === 'mergeCell' && attributes.ref) merges.push(attributes.ref)
      if (tag === 'f' && draft) draft.f ??= ''
    },
    text: part => {
      if (draft && into === 'v') draft.v += part
      if (draft && into === 'f') draft.f += part
    },
    close: tag => {
      if (tag === 'v' || tag === 't' || tag === 'f') into = null
      if (tag !== 'c' || !draft) return
      budget.spend(0, Math.max(1, draft.column + 1 - row.length))
      while (row.length < draft.column) row.push(noCell)
      row[draft.column] = endCell(draft, context)
      draft = null
    },
  })
  for (const merge of merges) fillMerge(rows, merge, budget)
  const sorted = [...rows].sort(([a], [b]) => a - b)
  return { name, rows: sorted.map(([at, cells]) => ({ number: at, cells })) }
}

function startCell(attributes: { [name: string]: string }, next: number): Draft {
  const column = attributes.r ? columnOf(attributes.r) : next
  if (column >= limits.columns) throw tooLarge(`more than ${limits.columns} columns`)
  return { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), v: '', f: null }
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? 'A'
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** A formula counts by the value that was saved with it; one that was never worked out spoils its row. */
function endCell(draft: Draft, context: SheetContext): Cell {
  if (draft.type === 'e') return { text: draft.v, bad: 'error' }
  if (draft.f !== null && draft.v === '') return { text: `=${draft.f}`.slice(0, 100), bad: 'formula' }
  const link = draft.f === null ? undefined : cellOfText(`=${draft.f}`).link
  const cell = shownValue(draft, context)
  return link === undefined ? cell : { ...cell, link }
}

function shownValue(draft: Draft, { texts, styles, epoch1904 }: SheetContext): Cell {
  if (draft.type === 's') return cellOfText(texts[Number(draft.v)] ?? '')
  if (draft.type === 'inlineStr' || draft.type === 'str') return cellOfText(unescapeText(draft.v))
  if (draft.type === 'd') return { text: draft.v }
  if (draft.type !== 'n') return { text: draft.v }
  return { text: formatNumber(draft.v, styles[draft.style] ?? { kind: 'plain' }, epoch1904) }
}

/** The value of a merged cell stands in its first corner only. */
function fillMerge(
  rows: Map<number, Cell[]>,
  range: string,
  budget: ReturnType<typeof createCellBudget>,
): void {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range)
  if (!match) return
  const [left, right] = [columnOf(match[1] as string), columnOf(match[3] as string)]
  const [top, bottom] = [Number(match[2]), Number(match[4])]
  const cell = rows.get(top)?.[left]
  if (!cell || right >= limits.columns) return
  for (const [number, row] of rows) {
    if (number < top || number > bottom) continue
    budget.spend(0, right - left + 1)
    for (let column = left; column <= right; column++) {
      while (row.length < column) row.push(noCell)
      row[column] = cell
    }
  }
}
