/**
 * A list of people to enrol (список зачисляемых): a table out of a file, or as a spreadsheet copies it, whose first line names
 * its columns in Russian or English. Pure: every line that does not hold is named, nobody is enrolled here.
 */
import { parse } from 'csv-parse/sync'
import { isCalendarDate } from '#domain/calendar'
import type { CalendarDate } from '#domain/kinds'
import { isSnils } from '#domain/snils'

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
  column: ListColumn
  fault: 'empty' | 'no-account' | 'no-date' | 'no-snils' | 'unknown-word' | 'no-column' | 'unreadable'
}

export interface LearnerList {
  rows: ListedLearner[]
  faults: ListFault[]
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

/** @param enrolled for lines that name no date of their own */
export function readLearnerList(text: string, enrolled: CalendarDate | '' = ''): LearnerList {
  try {
    const read = tableOf(text)
    const [heads, ...lines] = read
    const columns = (heads?.record ?? []).map(columnOf)
    if (!columns.includes('family')) return { rows: [], faults: [{ ...NO_HEADS }] }
    const judged = lines.map(({ record, line }) => judge(rowOf(columns, record, enrolled), line))
    return { rows: judged.map(({ row }) => row), faults: judged.flatMap(({ faults }) => faults) }
  } catch {
    return { rows: [], faults: [{ line: 1, column: 'family', fault: 'unreadable' }] }
  }
}

const NO_HEADS: ListFault = { line: 1, column: 'family', fault: 'no-column' }

function tableOf(text: string): { record: string[]; line: number }[] {
  const read = parse(text, {
    ...{ bom: true, delimiter: delimitersOf(text), trim: true, info: true },
    ...{ skip_empty_lines: true, relax_column_count: true, relax_quotes: true },
  }) as unknown as { record: string[]; info: { lines: number } }[]
  return read.map(({ record, info }) => ({ record, line: info.lines }))
}

/** A comma parts values only where the heads are parted by commas: «Школа № 5, Томск» is one value. */
const delimitersOf = (text: string): string[] => (/^[^\n]*[;\t]/.test(text) ? [';', '\t'] : [','])

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

function judge(read: ListedLearner, line: number): { row: ListedLearner; faults: ListFault[] } {
  const { user, family, enrolled, snils, documents } = read
  const word = DOCUMENTS[documents.toLowerCase()]
  const found: [ListColumn, ListFault['fault'], boolean][] = [
    ['family', 'empty', family === ''],
    ['user', 'no-account', user === '' && snils === ''],
    ['enrolled', 'no-date', !isCalendarDate(enrolled)],
    ['snils', 'no-snils', snils !== '' && !isSnils(snils)],
    ['documents', 'unknown-word', word === undefined],
  ]
  const faults = found.flatMap(([column, fault, isSo]) => (isSo ? [{ line, column, fault }] : []))
  return { row: { ...read, snils: snils.replace(/\D/g, ''), documents: word ?? '' }, faults }
}
