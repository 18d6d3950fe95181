/** Pure: a row of an export → a record, or why it is none. */

import { parseHoursText } from '../kit/hours-text.ts'
import { createZone, parseLocalTime } from '../kit/local-time.ts'
import { splitFullName, splitGivenName } from '../kit/person-name.ts'
import type { CompletionState, SourceHours, SourcePerson, SourceRecord } from '../record.ts'
import { normaliseHeader } from './headers.ts'
import type { ColumnField, Mapping } from './mapping.ts'
import type { Cell } from './table.ts'
import { createTariff } from './tariff.ts'

export type RowResult =
  | { record: SourceRecord; kindUnknown?: string }
  /** `key: null`: the row cannot be told apart. */
  | { fault: { code: string; message: string }; key: string | null }

/** A row by what its columns mean; an empty or dashed cell is absent. */
export type Row = ReadonlyMap<ColumnField, Cell>

/**
 * @param hasState whether the export has a column of states; without one each row is a completion
 * @returns reads rows by this mapping; never throws for what a row holds
 */
export function createRowReader(mapping: Mapping, hasState: boolean): (row: Row) => RowResult {
  const zone = createZone(mapping.timeZone)
  const readTariff = createTariff(mapping.tariff)
  const states = new Map(
    Object.entries(mapping.states).flatMap(([state, words]) =>
      words.map(word => [normaliseHeader(word), state as CompletionState] as const),
    ),
  )

  function readWhen(cell: Cell | undefined): SourceRecord['when'] | null {
    const raw = cell?.text ?? ''
    if (raw === '') return { at: null, quality: 'exact' }
    for (const format of mapping.dateFormats) {
      const local = parseLocalTime(raw, format)
      if (local) return { at: zone.toInstant(local).toISOString(), quality: 'exact', raw }
    }
    return null
  }

  function readHours(row: Row, kindText: string): { hours: SourceHours[]; kind?: string; unknown: boolean } {
    const stated = statedHours(row, mapping)
    const tariff = readTariff(kindText, row.get('quantity')?.text ?? '', stated)
    const measured = measuredHours(row)
    const hours = [...tariff.hours, ...stated, ...measured]
    return { hours, unknown: tariff.unknown, ...(tariff.kind ? { kind: tariff.kind } : {}) }
  }

  return row => {
    const person = personOf(row)
    const item = itemOf(row)
    const key = keyOf(row, person, item)
    const bad = firstBad(row)
    if (bad) return { fault: bad, key: bad.field && keyFields.has(bad.field) ? null : key }
    if (!person) return { fault: nobody, key: null }
    if (!item || key === null) return { fault: nothing, key: null }
    const when = readWhen(row.get('date'))
    if (!when) return { fault: badDate(row.get('date')?.text ?? '', mapping), key }
    const rawState = row.get('state')?.text ?? ''
    const kindText = row.get('kind')?.text ?? ''
    const { hours, kind, unknown } = readHours(row, kindText)
    const link = safeLink(row.get('link'))
    const record: SourceRecord = {
      key,
      person,
      item: kind ? { ...item, kind } : item,
      state: stateOf(rawState),
      rawState,
      when,
      hours,
      ...(link ? { evidence: link } : {}),
    }
    return unknown ? { record, kindUnknown: kindText } : { record }
  }

  function stateOf(rawState: string): CompletionState {
    if (rawState === '') return hasState ? 'unknown' : 'completed'
    return states.get(normaliseHeader(rawState)) ?? 'unknown'
  }
}

const text = (row: Row, field: ColumnField): string | undefined => row.get(field)?.text

/** A person needs an id of the source, a personal number, a СНИЛС or an address: nobody is told apart by name. */
function personOf(row: Row): SourcePerson | null {
  const [id, number, email] = [text(row, 'personId'), text(row, 'idNumber'), text(row, 'email')]
  const snils = text(row, 'snils')
  const userId =
    id ??
    (number ? `tab:${number}` : undefined) ??
    (snils && isDigits(snils) ? `snils:${snils.replace(/\D/g, '')}` : undefined) ??
    (email ? `mail:${email.toLowerCase()}` : undefined)
  if (userId === undefined) return null
  return {
    userId,
    ...nameOf(row),
    ...optional('email', email),
    ...optional('idNumber', number),
    ...optional('snils', text(row, 'snils')),
    ...optional('organisation', text(row, 'organisation')),
  }
}

const isDigits = (snils: string): boolean => snils.replace(/\D/g, '').length === 11

function nameOf(row: Row): Partial<SourcePerson> {
  const full = splitFullName(text(row, 'fullName') ?? '') ?? {}
  const given = text(row, 'givenName')
  return {
    ...full,
    ...optional('familyName', text(row, 'familyName')),
    ...(given === undefined ? {} : splitGivenName(given)),
    ...optional('patronymic', text(row, 'patronymic')),
  }
}

function itemOf(row: Row): SourceRecord['item'] | null {
  const [code, title] = [text(row, 'courseId'), text(row, 'title')]
  const courseId = code ?? (title ? `title:${normaliseHeader(title).slice(0, 300)}` : undefined)
  if (courseId === undefined) return null
  return { courseId, title: title ?? courseId, ...optional('shortName', title && code ? code : undefined) }
}

/** The number of the record if the export has one, else who and what. */
function keyOf(row: Row, person: SourcePerson | null, item: SourceRecord['item'] | null): string | null {
  const recordId = text(row, 'recordId')
  if (recordId) return `id:${recordId}`
  return person && item ? `${person.userId}|${item.courseId}` : null
}

interface BadRow {
  code: string
  message: string
  field?: ColumnField
}

const badWords: Readonly<Record<string, string>> = {
  formula: 'a formula stands where a value should',
  error: 'the cell holds an error of the spreadsheet',
  tag_twice: 'the field stands twice in one row',
}

function firstBad(row: Row): BadRow | null {
  for (const [field, cell] of row) {
    if (cell.bad) {
      const words = badWords[cell.bad] ?? 'the cell cannot be read'
      return { code: `portal_${cell.bad}`, message: `${words} (column ${field})`, field }
    }
    if (cell.text.includes('\ufffd')) {
      return { code: 'portal_text_damaged', message: `characters were lost (column ${field})`, field }
    }
  }
  return null
}

const nobody = {
  code: 'portal_person_unidentified',
  message: 'the row names nobody by a login, a personal number or an e-mail; a name alone is not enough',
}
const nothing = { code: 'portal_module_missing', message: 'the row names no module' }

function badDate(raw: string, { dateFormats }: Mapping) {
  const message = `the date «${raw.slice(0, 40)}» is not one of ${dateFormats.join(', ')}, or there is no such day`
  return { code: 'portal_date_unreadable', message }
}

function statedHours(row: Row, { hours: { unit, kind } }: Mapping): SourceHours[] {
  const raw = text(row, 'hours')
  if (raw === undefined) return []
  const read = parseHoursText(raw)
  return [{ value: read.value, unit: read.unit ?? unit, kind, from: 'column:hours', raw }]
}

/** Time that a site measured; never added to hours that a module carries. */
function measuredHours(row: Row): SourceHours[] {
  const raw = text(row, 'timeSpent')
  if (raw === undefined) return []
  const read = parseHoursText(raw)
  return [{ value: read.value, unit: read.unit ?? 'h60', kind: 'measured', from: 'column:timeSpent', raw }]
}

/** Only an ordinary address; one with a login in it is no evidence. */
function safeLink(cell: Cell | undefined): string | undefined {
  const url = cell?.link ?? cell?.text ?? ''
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
  const { username, password } = new URL(url)
  return username || password ? undefined : url
}

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: string })
}

const keyFields = new Set<ColumnField>([
  'recordId',
  'personId',
  'idNumber',
  'snils',
  'email',
  'courseId',
  'title',
])
