/** Items of a route in the rows that a form names: below its headings, or beside its own first words. */
import type { FormSheet, FormSheetRow } from '#domain/regulations/data'
import type { RouteItemView } from '../routes/contract.ts'
import type { CellsById } from './fill-form.ts'

interface Filled {
  item: Pick<RouteItemView, 'part' | 'moduleId' | 'details' | 'plannedOn'>
  cells: CellsById
}

type Row = CellsById | { section: string }

/** Columns whose words the form itself writes, row by row (Омск, приложения 1 и 2). */
const NAMED_COLUMNS = ['competence', 'component']

/** Without rows of its own the form has the items as they come; every row that the form names is there, filled or not. */
export function rowsByForm(
  sheet: FormSheet,
  filled: readonly Filled[],
  texts: Readonly<Record<string, string>> = {},
): Row[] {
  const { rows, columns } = sheet
  if (!rows) return filled.map(({ cells }) => cells)
  const named = columns.find(({ id }) => NAMED_COLUMNS.includes(id))?.id
  return named ? besideNames(sheet, named, filled, texts) : belowHeadings(rows, filled, texts)
}

/** Row by row: its words, then its items; several items stand below one another, the words on the first alone. */
function besideNames(
  { rows = [], columns }: FormSheet,
  named: string,
  filled: readonly Filled[],
  texts: Readonly<Record<string, string>>,
): Row[] {
  const written = (row: FormSheetRow): CellsById =>
    Object.fromEntries(
      columns.flatMap(({ id }) => {
        const text = texts[`${row.id}.${id}`]
        return text ? [[id, { text }]] : []
      }),
    )
  const placed = (row: FormSheetRow) =>
    filled.filter(({ item }) => [row.id, row.title.ru, row.title.en].includes(item.details?.[named] ?? ''))
  const fixed = rows.flatMap((row, i) => {
    const words = { ...written(row), number: { text: String(i + 1) }, [named]: { text: row.title.ru } }
    const blank = { number: null, [named]: null }
    const items = placed(row)
    const lines: Row[] =
      items.length === 0 ? [words] : items.map(({ cells }, n) => ({ ...cells, ...(n === 0 ? words : blank) }))
    return [...headingOf(row, rows[i - 1]), ...lines]
  })
  const known = new Set(rows.flatMap(placed))
  return [...fixed, ...filled.filter(each => !known.has(each)).map(({ cells }) => cells)]
}

function headingOf({ section }: FormSheetRow, before: FormSheetRow | undefined): Row[] {
  return section && section.ru !== before?.section?.ru ? [{ section: section.ru }] : []
}

/** Modules by their part; what is no module of the programme stands under the other forms; texts under theirs (Грозный, п. 3.2). */
function belowHeadings(
  rows: readonly FormSheetRow[],
  filled: readonly Filled[],
  texts: Readonly<Record<string, string>>,
): Row[] {
  const placeOf = ({ item }: Filled): string => {
    const wanted = item.details?.row ?? item.part ?? (item.moduleId ? 'variative' : 'other')
    return rows.some(({ id }) => id === wanted) ? wanted : (rows.at(-1)?.id ?? '')
  }
  return rows.flatMap((row): Row[] => {
    const own = row.allByDay ? byDay(filled) : filled.filter(each => placeOf(each) === row.id)
    const lines = [...textLines(row, texts), ...own.map(({ cells }) => cells)]
    return [{ section: row.title.ru }, ...(lines.length > 0 ? lines : [{}])]
  })
}

const byDay = (filled: readonly Filled[]): Filled[] =>
  filled.toSorted((a, b) => (a.item.plannedOn < b.item.plannedOn ? -1 : 1))

/** Each text below its own words, also where it is still to be written. */
const textLines = ({ texts = [] }: FormSheetRow, written: Readonly<Record<string, string>>): CellsById[] =>
  texts.map(({ id, title }) => ({ title: { text: `${title.ru}: ${written[id] ?? ''}`.trim() } }))
