/** A regulation's form without contents, to be filled in by hand; the interview (собеседование) too. */

import type { PrintedForm } from '#domain/certificates/printed-form'
import type { CalendarDate } from '#domain/kinds'
import { fileSlug } from '#domain/names/transliterate'
import type { FormSheet, Named } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import { type CellsById, fillForm } from './fill-form.ts'
import { INTERVIEW, interviewRows, interviewSheet } from './interview-form.ts'
import { rowsByForm } from './route-rows.ts'

/** Rows to write on where the form names none. */
const EMPTY_ROWS = 12

/** Forms of a regulation by id, in its order. */
export function formsOf(regulation: Regulation): Named[] {
  const { interview, forms } = regulation
  return [...forms.map(({ id, title }) => ({ id, title })), ...(interview ? [interviewSheet(interview)] : [])]
}

/** @param head lines above the table @returns `undefined` if the regulation has no such form */
export function buildBlankForm(
  regulation: Regulation,
  formId: string,
  { head, today }: { head: readonly string[]; today: CalendarDate },
): PrintedForm | undefined {
  const { interview } = regulation
  const sheet =
    formId === INTERVIEW && interview
      ? interviewSheet(interview)
      : regulation.forms.find(form => form.id === formId)
  if (!sheet) return undefined
  const rows: CellsById[] = interview && formId === INTERVIEW ? interviewRows(interview) : []
  return {
    file: `${fileSlug(regulation.id)}-${fileSlug(sheet.id)}`,
    title: sheet.title.ru,
    head,
    ...fillForm(sheet, rows.length > 0 ? rows : emptyRows(sheet)),
    isBlank: rows.length === 0,
    foot: sheet.note ? [sheet.note.ru] : [],
    printedOn: today,
  }
}

function emptyRows(sheet: FormSheet) {
  return sheet.rows ? rowsByForm(sheet, []) : Array.from({ length: EMPTY_ROWS }, (): CellsById => ({}))
}
