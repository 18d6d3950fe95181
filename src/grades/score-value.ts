/** What the gradebook shows of a book: hours counted of hours required; pure. */
import { type Hours, hoursFromHundredths } from '#domain/hours'
import { decimalOf, formatHoursEn, formatHoursRu } from '#domain/texts/numbers'
import { type FormsRu, pluralRu } from '#domain/texts/plural-ru'
import type { ScoreValue } from '#store/ports/grades'

/** Hundredths of an academic hour. */
export interface Shown {
  counted: number
  pending: number
  required: number
  /** Every requirement is met, or the certificate is issued. */
  isComplete: boolean
}

/**
 * Points are the hours that count, never more than the maximum: platforms differ in what they make of more. What counts is
 * final until something changes, so the score is `FullyGraded` while the activity is under way: platforms need not show any other.
 *
 * @see AGS 2.0 §3.4.3 (`scoreGiven`), §3.4.5 (`activityProgress`), §3.4.6 (`gradingProgress`)
 */
export function scoreValueOf(shown: Shown, language: 'ru' | 'en'): ScoreValue {
  const [counted, required] = [hoursFromHundredths(shown.counted), hoursFromHundredths(shown.required)]
  return {
    scoreGiven: Math.min(counted, required) / 100,
    scoreMaximum: required / 100,
    activityProgress: activityOf(shown),
    gradingProgress: 'FullyGraded',
    comment: language === 'ru' ? commentRu(counted, required) : commentEn(counted, required),
  }
}

function activityOf({ counted, pending, isComplete }: Shown): ScoreValue['activityProgress'] {
  if (isComplete) return 'Completed'
  return counted > 0 || pending > 0 ? 'InProgress' : 'Initialized'
}

const countedForms: FormsRu = { one: 'Засчитан', few: 'Засчитано', many: 'Засчитано', other: 'Засчитано' }

/** «Засчитано 84 часа из 108», «Засчитан 21 час из 108» */
const commentRu = (counted: Hours, required: Hours): string =>
  `${pluralRu(counted / 100, countedForms)} ${formatHoursRu(counted)} из ${decimalOf(required, 'ru')}`

/** “84 hours of 108 counted” */
const commentEn = (counted: Hours, required: Hours): string =>
  `${formatHoursEn(counted)} of ${decimalOf(required, 'en')} counted`

export const isSameScore = (a: ScoreValue, b: ScoreValue): boolean =>
  a.scoreGiven === b.scoreGiven &&
  a.scoreMaximum === b.scoreMaximum &&
  a.activityProgress === b.activityProgress &&
  a.gradingProgress === b.gradingProgress &&
  a.comment === b.comment

/** Later than the last, and not before now. @see AGS 2.0 §3.4.8: a platform may drop what is not later */
export function laterThan(last: string | undefined, now: Date): string {
  const next = last === undefined ? 0 : Date.parse(last) + 1
  return new Date(Math.max(next, now.getTime())).toISOString()
}
