import { isObject } from '../launch/claims.ts'
import { OPENS_PARAMETER, writeOpens } from './opens.ts'
import type { Choice } from './selection.ts'

/** A content item as the platform gets it. */
export type ContentItem = Readonly<Record<string, unknown>>

/** What tells one choice from another, and fits a form. */
export const choiceKey = (choice: Choice): string => `${choice.kind}?${writeOpens(choice.opens)}`

/**
 * Links for the chosen, each with a custom parameter and an address that say the same. A programme and a module get a
 * column in the gradebook, its maximum their hours, unless the platform said that it takes none.
 *
 * @see Deep Linking 2.0 §3.2 (`ltiResourceLink`), §4.4.1 (`accept_lineitem`)
 */
export function buildContentItems(
  choices: readonly Choice[],
  settings: Readonly<Record<string, unknown>>,
  publicUrl: string,
): ContentItem[] {
  const takesLineItem = settings.accept_lineitem !== false
  return choices.map(choice => ({
    type: 'ltiResourceLink',
    title: choice.title,
    ...(choice.detail === undefined ? {} : { text: choice.detail }),
    ...buildTarget(choice, publicUrl),
    ...(takesLineItem && choice.hours !== undefined && choice.hours > 0
      ? { lineItem: buildLineItem(choice, choice.hours) }
      : {}),
  }))
}

function buildTarget(choice: Choice, publicUrl: string): ContentItem {
  const query = writeOpens(choice.opens)
  if (query === '') return { url: `${publicUrl}/book` }
  return { url: `${publicUrl}/book?${query}`, custom: { [OPENS_PARAMETER]: query } }
}

const buildLineItem = (choice: Choice, hours: number): ContentItem => ({
  label: choice.title,
  scoreMaximum: hours,
  resourceId: choiceKey(choice).slice(0, 255),
  tag: 'hours',
})

/** Whether several links may be answered at once. @see Deep Linking 2.0 §4.4.1 */
export const takesSeveral = (settings: Readonly<Record<string, unknown>>): boolean =>
  isObject(settings) && settings.accept_multiple === true
