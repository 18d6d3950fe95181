/** The credit book (зачётно-накопительная книжка) as a printed form, in the columns of its regulation. */

import type { FormCell, PrintedForm } from '#domain/certificates/printed-form'
import type { Entry } from '#domain/entries/entry'
import { signatureOf } from '#domain/entries/signature'
import { formatHours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import { fileSlug } from '#domain/names/transliterate'
import type { Regulation } from '#domain/regulations/regulation'
import { hoursInWords } from '#domain/texts/hours-in-words'
import { nbsp } from '#domain/texts/nbsp'
import { withNumbers } from '#domain/texts/numbered'
import { formatHoursRu } from '#domain/texts/numbers'
import { catalogues, reasonText } from '#domain/texts/texts'
import { localDate } from '#domain/time/local-date'
import type { BookDuplicate } from '#store/ports/people'
import type { BookLine, BookView } from '../contract.ts'
import { fillForm } from './fill-form.ts'
import { typicalBook } from './typical-forms.ts'
import { formWords, roleTitle } from './words.ts'

export interface BookFormOptions {
  timeZone: string
  /** SHA-256 of UTF-8, hex. */
  hash(text: string): string
}

/**
 * What is signed, in the order and with the numbers of the book: a specialist enters a line by signing it (Тюмень пп. 4.1,
 * 4.3, the eighth column). What waits for that is named below the table.
 */
export function buildBookForm(book: BookView, regulation: Regulation, options: BookFormOptions): PrintedForm {
  const sheet = regulation.forms.find(form => form.id === 'book') ?? typicalBook
  const { person, today, duplicateOf: duplicate } = book
  const inOrder = book.lines.toSorted((a, b) => a.number - b.number)
  const lines = inOrder.filter(({ entry }) => entry.status === 'confirmed')
  const waiting = inOrder.filter(({ entry }) => entry.status === 'imported')
  return {
    file: `book-${fileSlug(person.familyName)}-${today}`,
    title: sheet.title.ru,
    ...(duplicate && { mark: formWords.duplicate(duplicate.number) }),
    head: headOf(book, regulation, duplicate),
    ...fillForm(
      sheet,
      lines.map(line => cellsOf(line, regulation, options)),
    ),
    foot: [
      formWords.counted(hoursInWords(formatHours(book.progress.hours.counted))),
      ...uncountedOf(lines),
      ...(waiting.length > 0 ? [formWords.waiting(numbersOf(waiting))] : []),
      ...unprovedOf(lines, duplicate),
      ...(sheet.note ? [sheet.note.ru] : []),
    ],
    printedOn: today,
  }
}

/** Reasons that are told in full: the foot stands on one page. */
const MOST_REASONS = 10

/** What was signed and yet is not in the total, each with its reason in the words of the page. */
function uncountedOf(lines: readonly BookLine[]): string[] {
  const left = lines.filter(({ counted }) => counted.uncounted > 0 && counted.reason)
  const told = left.slice(0, MOST_REASONS).map(({ counted, number, numberOf }) => {
    const { text = '' } = reasonText(withNumbers(counted, numberOf), 'ru') ?? {}
    return nbsp(formWords.uncounted(number, formatHoursRu(counted.uncounted, 'short'), text))
  })
  const rest = left.slice(MOST_REASONS)
  return rest.length > 0 ? [...told, formWords.uncountedToo(numbersOf(rest))] : told
}

const numbersOf = (lines: readonly BookLine[]): number[] => lines.map(({ number }) => number)

/** Of a duplicate, lines that had no document to be restored from and have none yet. */
function unprovedOf(lines: readonly BookLine[], duplicate: BookDuplicate | undefined): string[] {
  const open = lines.filter(
    ({ number, entry }) => duplicate?.unproved.includes(number) && !entry.document?.trim() && !entry.scan,
  )
  return open.length > 0 ? [formWords.unproved(numbersOf(open))] : []
}

function headOf(
  { person, programme, regulation: { titleRu }, enrolment, today }: BookView,
  { book }: Regulation,
  duplicate: BookDuplicate | undefined,
): string[] {
  const name = fullName(person)
  const restoredBy = book?.duplicateFromDocuments ? (book.duplicateClause ?? book.clause) : undefined
  return [
    formWords.learner(name),
    ...(person.organisation ? [formWords.organisation(person.organisation)] : []),
    formWords.programme(programme.title),
    `${titleRu} · ${formWords.term(enrolment.enrolledOn, null)}`,
    ...(duplicate ? [formWords.restored(duplicate.on, restoredBy)] : []),
    formWords.madeOn(today),
  ]
}

function cellsOf(line: BookLine, regulation: Regulation, options: BookFormOptions): Record<string, FormCell> {
  const { entry, number } = line
  const { kinds, forms } = catalogues.ru
  return {
    number: { text: String(number) },
    title: { text: `${entry.title} (${kinds[entry.kind]})` },
    form: { text: forms[entry.form] },
    hours: { hours: formatHours(entry.hours) },
    actual: { date: entry.date },
    provider: { text: entry.provider },
    document: { text: entry.document ?? '' },
    signature: { text: signatureText(entry, regulation, options) },
  }
}

/** Who, in which role, on which day, and the beginning of the line's hash. */
function signatureText(entry: Entry, regulation: Regulation, { hash, timeZone }: BookFormOptions): string {
  const signature = signatureOf(entry, hash)
  if (!signature) return ''
  const { byName, byRole, at, state } = signature
  return [
    formWords.signed(byName, roleTitle(byRole, regulation), localDate(new Date(at), timeZone)),
    ...(signature.hash ? [formWords.hash(signature.hash)] : []),
    ...(state === 'broken' ? [formWords.broken] : []),
  ].join('\n')
}
