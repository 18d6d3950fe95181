/**
 * A list of people to enrol (список зачисляемых): a table out of a file, or as a spreadsheet copies it, whose first line names
 * its columns in Russian or English. Pure: every line that does not hold is named, nobody is enrolled here.
 */
import { parse } from 'csv-parse/sync'
import type { CalendarDate } from '#domain/kinds'
import { isSnils } from '#domain/snils'
import { isCalendarDate } from '#domain/time/calendar'

export const LIST_COLUMNS = [
  ...(['user', 'family', 'given', 'patronymic', 'organisation'] as const),
  ...(['enrolled', 'documents', 'snils', 'number'] as const),
] as const
export type ListColumn = (typeof LIST_COLUMNS)[number]

/** As the column of the file says it; empty: not given. `snils` is 11 digits, `enrolled` a date that exists. */
export type ListedLearner = Readonly<Record<ListColumn, string>>

export interface ListFault {
  /** As an editor counts them; the heads are line 1. */
  line: number
  /** Absent: the whole line. */
  column?: ListColumn
  fault:
    | ('empty' | 'no-account' | 'no-date' | 'no-snils' | 'unknown-word' | 'too-long')
    | ('no-column' | 'twice' | 'more-values' | 'unreadable')
}

export interface LearnerList {
  rows: ListedLearner[]
  faults: ListFault[]
  /** Heads as they stand that are none of ours, of columns with values: nobody reads these. */
  unread: string[]
}

const HEADS: Readonly<Record<string, ListColumn>> = {
  ...Object.fromEntries(LIST_COLUMNS.map(column => [column, column])),
  'учетная запись': 'user',
  'номер учетной записи': 'user',
  фамилия: 'family',
  имя: 'given',
  отчество: 'patronymic',
  организация: 'organisation',
  зачислен: 'enrolled',
  'дата зачисления': 'enrolled',
  документы: 'documents',
  снилс: 'snils',
  'табельный номер': 'number',
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  ...{ '': '', complete: 'complete', incomplete: 'incomplete' },
  ...{ да: 'complete', сданы: 'complete', нет: 'incomplete', 'не сданы': 'incomplete' },
}

/** More than a field of the books takes. */
const MOST_CHARACTERS: Readonly<Partial<Record<ListColumn, number>>> = {
  ...{ user: 255, family: 200, given: 200, patronymic: 200, organisation: 300, number: 100 },
}

/** @param enrolled for lines that name no date of their own */
export function readLearnerList(text: string, enrolled: CalendarDate | '' = ''): LearnerList {
  try {
    const [heads, ...lines] = tableOf(text)
    const columns = (heads?.record ?? []).map(columnOf)
    const wrong = faultsOfHeads(columns, heads?.line ?? 1)
    if (wrong.length > 0) return { rows: [], faults: wrong, unread: [] }
    const judged = lines.map(({ record, line }) => judge(rowOf(columns, record, enrolled), line))
    const longer = lines.filter(({ record }) => record.slice(columns.length).some(Boolean))
    return {
      rows: judged.map(({ row }) => row),
      faults: [
        ...judged.flatMap(({ faults }) => faults),
        ...longer.map(({ line }) => ({ line, fault: 'more-values' as const })),
      ].sort((a, b) => a.line - b.line),
      unread: (heads?.record ?? []).filter(
        (head, i) => columns[i] === undefined && (head || lines.some(({ record }) => record[i])),
      ),
    }
  } catch {
    return { rows: [], faults: [{ line: 1, fault: 'unreadable' }], unread: [] }
  }
}

/** Without a family name nothing can be read; a column that is named twice would be read once. */
function faultsOfHeads(columns: readonly (ListColumn | undefined)[], line: number): ListFault[] {
  if (!columns.includes('family')) return [{ line, column: 'family', fault: 'no-column' }]
  const twice = LIST_COLUMNS.filter(column => columns.filter(each => each === column).length > 1)
  return twice.map(column => ({ line, column, fault: 'twice' }))
}

function tableOf(text: string): { record: string[]; line: number }[] {
  const read = parse(text, {
    ...{ bom: true, delimiter: delimitersOf(text), trim: true, info: true },
    ...{ skip_empty_lines: true, relax_column_count: true, relax_quotes: true },
  }) as unknown as { record: string[]; info: { lines: number } }[]
  return read.map(({ record, info }) => ({ record, line: info.lines }))
}

/** A comma parts values only where the heads are parted by commas: «Школа № 5, Томск» is one value. */
const delimitersOf = (text: string): string[] => (/^\s*[^\n]*[;\t]/.test(text) ? [';', '\t'] : [','])

const columnOf = (head: string): ListColumn | undefined =>
  HEADS[head.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ')]

function rowOf(
  columns: readonly (ListColumn | undefined)[],
  record: readonly string[],
  enrolled: string,
): ListedLearner {
  const given = Object.fromEntries(columns.map((column, i) => [column ?? '', record[i] ?? '']))
  const row = Object.fromEntries(LIST_COLUMNS.map(column => [column, given[column] ?? '']))
  return { ...(row as Record<ListColumn, string>), enrolled: isoDate(given.enrolled || enrolled) }
}

/** `02.09.2024` as a spreadsheet writes it, or the date as it stands. */
const isoDate = (text: string): string => text.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1')

type Found = [ListColumn, ListFault['fault'], boolean]

function judge(read: ListedLearner, line: number): { row: ListedLearner; faults: ListFault[] } {
  const { user, family, enrolled, snils, documents } = read
  const word = DOCUMENTS[documents.toLowerCase()]
  const found: Found[] = [
    ['family', 'empty', family === ''],
    ['user', 'no-account', user === '' && snils === ''],
    ['enrolled', 'no-date', !isCalendarDate(enrolled)],
    ['snils', 'no-snils', snils !== '' && !isSnils(snils)],
    ['documents', 'unknown-word', word === undefined],
    ...LIST_COLUMNS.map(
      (column): Found => [column, 'too-long', read[column].length > (MOST_CHARACTERS[column] ?? 100)],
    ),
  ]
  const faults = found.flatMap(([column, fault, isSo]) => (isSo ? [{ line, column, fault }] : []))
  return { row: { ...read, snils: snils.replace(/\D/g, ''), documents: word ?? '' }, faults }
}
