/** Texts of a plan besides its events (пояснительная записка, планируемые результаты; Грозный п. 3.2), as its form names them. */

import type { Bilingual, FormSheet, FormSheetRow } from '../regulations/data.ts'
import type { Regulation } from '../regulations/regulation.ts'
import { SCHOOL_PLAN } from './chain.ts'
import { RouteTextError } from './errors.ts'
import type { RouteRevision, RouteSubject } from './route.ts'

/** Forms of a learner's route. */
export const ROUTE_FORMS: readonly string[] = ['route', 'programme']
export const LONGEST_TEXT = 5000

export interface NamedText {
  id: string
  title: Bilingual
  /** The part of the form that it stands in. */
  part: Bilingual
}

/** The column whose words the rows of a grid are (Омск, приложение 2: составляющие). */
const GRID_NAMES = 'component'

/**
 * Texts that the form of a learner's route, or of a school's plan, asks for, in its order; most forms ask for none. A grid asks for
 * one in each cell, by `ROW.COLUMN`.
 */
export function textsAsked(
  { forms }: Pick<Regulation, 'forms'>,
  subject: RouteSubject['type'] = 'learner',
): NamedText[] {
  const ids = subject === 'school' ? [SCHOOL_PLAN] : ROUTE_FORMS
  const form = forms.find(({ id }) => ids.includes(id))
  return (form?.rows ?? []).flatMap(row => [
    ...(row.texts ?? []).map(({ id, title }) => ({ id, title, part: row.title })),
    ...(form && isGrid(form) ? cellsAsked(form, row) : []),
  ])
}

/** Whether each cell of the form is a text. */
const isGrid = ({ columns }: Pick<FormSheet, 'columns'>): boolean => columns[0]?.id === GRID_NAMES

const cellsAsked = ({ columns }: FormSheet, { id, title, section }: FormSheetRow): NamedText[] =>
  columns.slice(1).map(column => ({
    id: `${id}.${column.id}`,
    title: both(title, column.title, ' — '),
    part: section ? both(section, title, ': ') : title,
  }))

const both = (a: Bilingual, b: Bilingual, between: string): Bilingual => ({
  ru: a.ru + between + b.ru,
  en: a.en + between + b.en,
})

/**
 * The draft with these texts; those that are not given stay, an empty one is taken away.
 *
 * @throws {RouteTextError} for a text that the form does not have, or that is too long
 */
export function putTexts<T extends Pick<RouteRevision, 'texts'>>(
  draft: T,
  given: Readonly<Record<string, string>>,
  regulation: Pick<Regulation, 'forms'>,
  subject: RouteSubject['type'] = 'learner',
): T {
  const known = new Set(textsAsked(regulation, subject).map(({ id }) => id))
  const wrong = Object.entries(given).find(([id, text]) => !known.has(id) || text.length > LONGEST_TEXT)
  if (wrong) throw new RouteTextError('no such text, or too long', { text: wrong[0] })
  const texts = Object.entries({ ...draft.texts, ...given }).map(([id, text]) => [id, text.trim()] as const)
  return { ...draft, texts: Object.fromEntries(texts.filter(([, text]) => text !== '')) }
}
