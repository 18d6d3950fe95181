/** Says what a row of the federal register lacks, long before anybody sends it. Findings hold no personal data. */

import type { ReplacementKind } from '../certificates/certificate.ts'
import { isSnils } from '../snils.ts'
import { isCalendarDate } from '../time/calendar.ts'
import type { FederalField } from './columns.ts'
import type { FederalValues } from './fields.ts'
import { columnName, type FederalColumn, type FederalForm } from './form.ts'

const FEDERAL_FAULTS = [
  'missing',
  'not-in-list',
  'not-in-known-part',
  'snils-digits',
  'snils-sum',
  'sign',
  'date',
  'year',
  'hours',
] as const
export type FederalFault = (typeof FEDERAL_FAULTS)[number]

export interface FederalFinding {
  /** As spreadsheets name it: `AA`. */
  column: string
  field: FederalField
  header: string
  fault: FederalFault
  /** For `sign`: which; for lists: which list, how much of it is known. */
  facts: Record<string, string | number>
}

/** @param kind of the document, if it stands in another's place */
export function lintRow(form: FederalForm, values: FederalValues, kind?: ReplacementKind): FederalFinding[] {
  return form.columns.flatMap((column, index) => {
    const found = lintCell(form, column, values[column.field], kind)
    const { field, header } = column
    return found ? [{ column: columnName(index), field, header, facts: {}, ...found }] : []
  })
}

type Found = { fault: FederalFault; facts?: Record<string, string | number> }

function lintCell(
  form: FederalForm,
  column: FederalColumn,
  value: string | number | undefined,
  kind: ReplacementKind | undefined,
): Found | null {
  if (value === undefined) {
    const isRequired = column.required || (kind !== undefined && column.requiredFor.includes(kind))
    return isRequired ? { fault: 'missing' } : null
  }
  const text = String(value)
  switch (column.type) {
    case 'list':
      return lintListed(form, column.list, text)
    case 'title':
      return lintTitle(form.titleSigns, text)
    case 'snils':
      return lintSnils(text)
    case 'date':
      return isCalendarDate(text) ? null : { fault: 'date' }
    case 'year':
      return Number(text) >= 1900 && Number(text) <= 2100 ? null : { fault: 'year' }
    case 'number':
      return Number.isSafeInteger(Number(text)) && Number(text) > 0 ? null : { fault: 'hours' }
    case 'text':
      return null
  }
}

function lintListed(form: FederalForm, name: string, text: string): Found | null {
  const list = form.lists[name]
  if (!list || list.values.includes(text)) return null
  const facts = { list: name, known: list.values.length, expected: list.expected ?? list.values.length }
  return { fault: list.complete ? 'not-in-list' : 'not-in-known-part', facts }
}

function lintTitle(signs: string, text: string): Found | null {
  const foreign = [
    ...new Set([...text].filter(sign => !/[\p{L}\p{Nd} ]/u.test(sign) && !signs.includes(sign))),
  ]
  return foreign.length > 0 ? { fault: 'sign', facts: { signs: foreign.join(' ') } } : null
}

function lintSnils(text: string): Found | null {
  if (text.replace(/[\s-]/g, '').match(/^\d{11}$/) === null) return { fault: 'snils-digits' }
  return isSnils(text) ? null : { fault: 'snils-sum' }
}

/** Lists that hold only a part of the form's: a remark on the data file, not on a row. */
export function incompleteLists(form: FederalForm): { list: string; known: number; expected: number }[] {
  return Object.entries(form.lists).flatMap(([list, { complete, values, expected }]) =>
    complete ? [] : [{ list, known: values.length, expected: expected ?? 0 }],
  )
}
