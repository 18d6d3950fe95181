/** Answers of a site as they came, gathered between two pages: evidence of what the records were read from. */
import { createHash } from 'node:crypto'
import type { Page } from '../contract.ts'
import type { FormValue } from '../kit/form.ts'
import type { Redact } from '../kit/redact.ts'
import { peopleOf } from './answer-people.ts'

/** A call as it was made, but for the token, and what came. */
export interface Answer {
  call: string
  params: { readonly [key: string]: FormValue }
  text: string
  /** The decoded text; absent if it was no value. */
  value?: unknown
}

export interface KeptAnswers {
  note(answer: Answer): void
  /** What was gathered since the last page, with its hash; nothing if no answer came. */
  take(): Pick<Page<unknown>, 'raw' | 'file' | 'answers'>
}

/** @param format of the answers */
export function keepAnswers(format: string, keepDays: number, redact: Redact): KeptAnswers {
  let parts: string[] = []
  let people = new Set<string>()
  let pages = 0
  return {
    note(answer) {
      parts.push(redact(`=== ${answer.call} ${JSON.stringify(answer.params)}\n${answer.text}\n`))
      for (const userId of peopleOf(answer)) people.add(userId)
    },
    take() {
      if (parts.length === 0) return {}
      const bytes = new TextEncoder().encode(parts.join(''))
      const answers = { keepDays, people: [...people] }
      parts = []
      people = new Set()
      pages += 1
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return {
        raw: { sha256, bytes: bytes.length, format },
        file: { name: `answers-${String(pages).padStart(5, '0')}.txt`, bytes },
        answers,
      }
    },
  }
}
