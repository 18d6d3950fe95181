/** What the sentences about a book's progress are made of, in either language. */
import type { Hours } from '../hours.ts'
import type { CalendarDate } from '../kinds.ts'
import type { Regulation } from '../regulations/regulation.ts'
import type { Lang } from './lang.ts'

/** What of a regulation the sentences tell. */
export type SentenceRules = Pick<Regulation, 'term' | 'surplus' | 'issuingBody'>

export interface ProgressSentenceOptions {
  lang: Lang
  /** For the term, the surplus policy and the issuing body. */
  regulation?: SentenceRules
  /** Where completions come from, e.g. «Moodle ТГПУ». */
  source?: string
  /** Who issues, e.g. «ТГПУ»; absent: the regulation's issuing body. */
  issuer?: string
  /** How long issuing usually takes. */
  issueDays?: number
  certificate?: { number: string; on: CalendarDate }
}

/** What the sentences of a language are made of. */
export interface SentenceFacts {
  required: Hours
  counted: Hours
  pending: Hours
  surplus: Hours
  /** Hours and mandatory modules still to earn once everything pending is confirmed. */
  hoursLeft: Hours
  modulesLeft: number
  /** Unmet requirements as words for the middle of a sentence. */
  missing: readonly string[]
  options: ProgressSentenceOptions
}

/** Each state of a book has one sentence. */
export type Sentences = Readonly<
  Record<'empty' | 'underWay' | 'hoursReached' | 'ready' | 'issued', (facts: SentenceFacts) => string>
> & {
  surplus(facts: SentenceFacts): string
}
