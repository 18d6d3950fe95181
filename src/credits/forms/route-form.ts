/** A route (ИОМ, ИППР, персонифицированная программа, план школы) as a printed form, in the columns of its regulation. */

import type { FormCell, FormSignature, PrintedForm } from '#domain/certificates/printed-form'
import { formatHours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'
import { fullName } from '#domain/names/full-name'
import { fileSlug } from '#domain/names/transliterate'
import type { FormSheet } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import { formatDateShort } from '#domain/texts/dates'
import { hoursInWords } from '#domain/texts/hours-in-words'
import { catalogues } from '#domain/texts/texts'
import { localDate } from '#domain/time/local-date'
import type { RouteItemView, RouteView } from '../routes/contract.ts'
import { type CellsById, fillForm } from './fill-form.ts'
import { rowsByForm } from './route-rows.ts'
import { typicalRoute } from './typical-forms.ts'
import { formWords } from './words.ts'

/** The form for a learner's route is `route` or `programme`, for a school's `school-plan`; else the typical one. */
function sheetOfRoute(regulation: Regulation, subject: RouteView['subject']['type']): FormSheet {
  const ids = subject === 'school' ? ['school-plan'] : ['route', 'programme']
  return regulation.forms.find(form => ids.includes(form.id)) ?? typicalRoute
}

/** @param today at the issuing organisation */
export function buildRouteForm(
  route: RouteView,
  regulation: Regulation,
  { today, timeZone }: { today: CalendarDate; timeZone: string },
): PrintedForm {
  const sheet = sheetOfRoute(regulation, route.subject.type)
  const rows = rowsByForm(
    sheet,
    route.items.map(item => ({ item, cells: cellsOf(item, sheet) })),
    Object.fromEntries(route.texts.map(({ id, text }) => [id, text])),
  )
  return {
    file: `route-${fileSlug(nameOf(route))}-${today}`,
    title: sheet.title.ru,
    head: headOf(route, today),
    ...fillForm(sheet, rows),
    foot: [
      ...(route.plan.countsHours ? [formWords.planned(hoursInWords(formatHours(route.plan.planned)))] : []),
      ...(sheet.note ? [sheet.note.ru] : []),
    ],
    signatures: signaturesOf(route, timeZone),
    printedOn: today,
  }
}

function nameOf({ subject, organisation }: RouteView): string {
  return subject.type === 'learner' ? subject.familyName : organisation
}

function headOf(route: RouteView, today: CalendarDate): string[] {
  const { subject, organisation, programme, regulation, term, revision } = route
  const learner = subject.type === 'learner' ? [fullName(subject)] : []
  return [
    ...learner.map(formWords.learner),
    ...(organisation ? [formWords.organisation(organisation)] : []),
    formWords.programme(programme.title),
    `${regulation.title.ru} · ${formWords.term(term.from, term.until)}`,
    `${formWords.revision(revision.number, revision.state === 'approved')} · ${formWords.madeOn(today)}`,
  ]
}

function cellsOf(item: RouteItemView, sheet: FormSheet): CellsById {
  const { kinds, forms, parts } = catalogues.ru
  const text = (value: string | undefined): FormCell => (value ? { text: value } : null)
  const ofKind = (kind: 'contact' | 'distance' | 'self-study'): FormCell => {
    const hours = item.hoursBy?.[kind]
    return hours === undefined ? null : { hours: formatHours(hours) }
  }
  const details = Object.entries(item.details ?? {}).map(([id, value]) => [id, text(value)] as const)
  return {
    number: { text: String(item.number) },
    title: { text: `${item.title} (${kinds[item.kind]})` },
    measures: text(item.title),
    form: item.form ? { text: forms[item.form] } : null,
    part: item.part ? { text: parts[item.part] } : null,
    hours: item.hours === undefined ? null : { hours: formatHours(item.hours) },
    contact: ofKind('contact'),
    distance: ofKind('distance'),
    'self-study': ofKind('self-study'),
    planned: plannedOf(item, sheet),
    actual: item.actualOn ? { date: item.actualOn } : null,
    provider: text(item.provider),
    moved: item.movedFrom?.length ? { text: formWords.movedFrom(item.movedFrom) } : null,
    ...Object.fromEntries(details),
  }
}

/** A day, or the first and last one; with the place where the form asks for both in one column (абонемент, п. 7.3). */
function plannedOf({ plannedOn, plannedUntil, provider }: RouteItemView, sheet: FormSheet): FormCell {
  const hasPlace = sheet.columns.some(column => column.id === 'provider')
  if (!plannedUntil && (hasPlace || !provider)) return { date: plannedOn }
  const days = [plannedOn, ...(plannedUntil ? [plannedUntil] : [])].map(day => formatDateShort(day, 'ru'))
  return { text: [days.join(' – '), ...(hasPlace || !provider ? [] : [provider])].join(', ') }
}

/** Steps that were taken with who took them; those that wait with a rule to sign on. */
function signaturesOf({ steps }: RouteView, timeZone: string): FormSignature[] {
  return steps.flatMap(({ does, roles, signature, status, optional }): FormSignature[] => {
    const role = roles.map(each => each.title.ru).join(' / ')
    if (!signature)
      return status === 'skipped' || optional ? [] : [{ post: `${formWords.step(does)}: ${role}` }]
    const as = roles.find(each => each.role === signature.as)?.title.ru ?? role
    const order = signature.order ? ` ${formWords.order(signature.order)}` : ''
    const on = localDate(new Date(signature.at), timeZone)
    return [{ post: `${formWords.step(does)}${order}`, name: formWords.signed(signature.byName, as, on) }]
  })
}
