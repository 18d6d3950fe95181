/** The one sentence at the top of a book: how much is counted and what is still needed. */

import type { Progress, Requirement } from '../books/progress.ts'
import { addHours, subtractHours } from '../hours.ts'
import { sentencesEn } from './progress-sentence-en.ts'
import { sentencesRu } from './progress-sentence-ru.ts'
import { nestQuotes } from './quotes.ts'
import type { ProgressSentenceOptions, SentenceFacts } from './sentences.ts'
import { catalogues } from './texts.ts'

function modulesLeft(requirements: readonly Requirement[]): number {
  const one = requirements.find(({ id }) => id === 'invariant-modules')
  return one ? Math.max(0, Number(one.asks) - Number(one.has) - Number(one.facts?.awaiting ?? 0)) : 0
}

function factsOf({ hours, requirements }: Progress, options: ProgressSentenceOptions): SentenceFacts {
  const words = catalogues[options.lang].requirements
  return {
    ...hours,
    hoursLeft: subtractHours(hours.required, addHours(hours.counted, hours.pending)),
    modulesLeft: modulesLeft(requirements),
    missing: requirements.filter(({ met }) => !met).map(one => words[one.id].missing(one)),
    options,
  }
}

function stateOf(progress: Progress, { certificate }: ProgressSentenceOptions) {
  const { counted, pending, required } = progress.hours
  if (certificate) return 'issued'
  if (progress.eligible) return 'ready'
  if (counted === 0 && pending === 0) return 'empty'
  return counted >= required ? 'hoursReached' : 'underWay'
}

/** The sentence for the state that the book is in, with the surplus after it if there is one. */
export function progressSentence(progress: Progress, options: ProgressSentenceOptions): string {
  const sentences = options.lang === 'ru' ? sentencesRu : sentencesEn
  const facts = factsOf(progress, options)
  const main = sentences[stateOf(progress, options)](facts)
  const surplus = options.certificate ? '' : surplusSentence(progress, options)
  return nestQuotes(surplus ? `${main} ${surplus}` : main)
}

/** @returns what is beyond the required hours and whether it passes on, e.g. «Сверх 108: 22 часа.»; empty without any */
export function surplusSentence(progress: Progress, options: ProgressSentenceOptions): string {
  if (progress.hours.surplus <= 0) return ''
  const sentences = options.lang === 'ru' ? sentencesRu : sentencesEn
  return sentences.surplus(factsOf(progress, options))
}
