/** Texts of a plan besides its events (пояснительная записка, планируемые результаты; Грозный п. 3.2), as its form names them. */
import type { Regulation } from './regulation.ts'
import type { Bilingual } from './regulation-data.ts'
import type { RouteRevision } from './route.ts'
import { RouteTextError } from './route-errors.ts'

/** Forms of a learner's route. */
export const ROUTE_FORMS: readonly string[] = ['route', 'programme']
export const LONGEST_TEXT = 5000

export interface NamedText {
  id: string
  title: Bilingual
  /** The part of the form that it stands in. */
  part: Bilingual
}

/** Texts that the form of a learner's route asks for, in its order; most forms ask for none. */
export function textsAsked({ forms }: Pick<Regulation, 'forms'>): NamedText[] {
  const form = forms.find(({ id }) => ROUTE_FORMS.includes(id))
  return (form?.rows ?? []).flatMap(({ title: part, texts = [] }) =>
    texts.map(({ id, title }) => ({ id, title, part })),
  )
}

/**
 * The draft with these texts; those that are not given stay, an empty one is taken away.
 *
 * @throws {RouteTextError} for a text that the form does not have, or that is too long
 */
export function putTexts<T extends Pick<RouteRevision, 'texts'>>(
  draft: T,
  given: Readonly<Record<string, string>>,
  regulation: Pick<Regulation, 'forms'>,
): T {
  const known = new Set(textsAsked(regulation).map(({ id }) => id))
  const wrong = Object.entries(given).find(([id, text]) => !known.has(id) || text.length > LONGEST_TEXT)
  if (wrong) throw new RouteTextError('no such text, or too long', { text: wrong[0] })
  const texts = Object.entries({ ...draft.texts, ...given }).map(([id, text]) => [id, text.trim()] as const)
  return { ...draft, texts: Object.fromEntries(texts.filter(([, text]) => text !== '')) }
}
