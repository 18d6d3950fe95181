/** What a step answers when the record cannot become an entry. */
import type { QuarantineReason } from '../../reasons.ts'

export interface Refusal {
  refused: QuarantineReason
  facts: Record<string, string>
}

export const refuse = (refused: QuarantineReason, facts: Record<string, string> = {}): Refusal => ({
  refused,
  facts,
})

export const isRefusal = (answer: object | string | number): answer is Refusal =>
  typeof answer === 'object' && 'refused' in answer

/** Facts go into texts: one line, not endless. */
export const fact = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 120)
