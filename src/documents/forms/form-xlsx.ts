/** A printed form as a workbook: the same cells as its PDF, hours as numbers, dates as dates; heads repeat when it is printed. */
import type { FormCell, PrintedForm } from '#domain/certificates/printed-form'
import type { Cell, SheetData } from '../xlsx/sheet-data.ts'
import { sheetNameOf } from '../xlsx/sheet-names.ts'
import { writeWorkbook } from '../xlsx/workbook.ts'
import { columnWidths } from './widths.ts'

/** Of an A4 sheet across, in characters. */
const CHARACTERS = 150

/** @returns the file's bytes; the same form gives the same */
export function writeForm(form: PrintedForm): Uint8Array {
  const last = form.columns.length - 1
  const above = [
    lineOf(form.mark ? `${form.title} · ${form.mark}` : form.title, 'title'),
    ...form.head.map(text => lineOf(text, 'note')),
    [],
  ]
  const heads = headsOf(form)
  const rows = form.rows.map(row => ('section' in row ? sectionOf(row.section, last) : row.cells.map(boxed)))
  const below = [
    ...form.foot.map(text => lineOf(text, 'strong')),
    ...(form.signatures ?? []).map(({ post, name }) =>
      lineOf(`${post} _______________ ${name ?? ''}`, 'note'),
    ),
  ]
  const start = above.length + heads.length
  const whole = [
    ...above.keys(),
    ...form.rows.flatMap((row, i) => ('section' in row ? [start + i] : [])),
    ...Array.from(below, (_, i) => start + rows.length + i),
  ].filter(row => row !== above.length - 1)
  const sheet: SheetData = {
    name: sheetNameOf(form.title),
    rows: [...above, ...heads, ...rows, ...below],
    widths: columnWidths(form.columns, CHARACTERS).map(width => Math.round(width * 10) / 10),
    merges: whole.map(row => ({ row, from: 0, to: last })),
    print: {
      orientation: 'landscape',
      repeated: { from: above.length, to: start - 1 },
      footer: '&Rстр. &P из &N',
    },
  }
  return writeWorkbook([sheet])
}

const lineOf = (text: string, look: 'title' | 'note' | 'strong'): Cell[] => [{ text, look }]

function headsOf({ columns, hasColumnNumbers }: PrintedForm): Cell[][] {
  const titles = columns.map<Cell>(({ title }) => ({ text: title, look: 'head' }))
  const numbers = columns.map<Cell>((_, i) => ({ text: String(i + 1), look: 'head' }))
  return hasColumnNumbers ? [titles, numbers] : [titles]
}

/** Every cell of a merged row has its border. */
function sectionOf(text: string, last: number): Cell[] {
  return [
    { text, look: 'section' },
    ...Array.from({ length: last }, (): Cell => ({ text: '', look: 'section' })),
  ]
}

function boxed(cell: FormCell): Cell {
  if (cell === null) return { text: '', look: 'box' }
  if ('hours' in cell) return { number: Number(cell.hours), look: 'box' }
  return 'date' in cell ? { date: cell.date, look: 'box' } : { text: cell.text, look: 'box' }
}
