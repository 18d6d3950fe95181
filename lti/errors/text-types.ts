import type { LtiCode } from './codes.ts'

export type Language = 'ru' | 'en'

/** Who can do something about it; decides the remedy. */
export type Remedy =
  | 'again'
  | 'administrator'
  | 'later'
  | 'browser'
  | 'approve'
  | 'register'
  | 'enrol'
  | 'invite'
  | 'byHand'

export interface ErrorText {
  title: string
  cause: string
  remedy: string
}

/** Words of one language: a cause for every code, a title and a remedy for every kind of way out. */
export interface Texts {
  titles: Record<Remedy, string>
  remedies: Record<Remedy, string>
  causes: Record<LtiCode, string>
  /** Values of facts that are words, e.g. `missing`. */
  words: Record<string, string>
}
