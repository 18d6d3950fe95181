/** Answers of a site as they came, gathered between two pages: evidence of what the records were read from. */
import { createHash } from 'node:crypto'
import type { Page } from '../contract.ts'
import type { Redact } from '../kit/redact.ts'

export interface KeptAnswers {
  note(call: string, text: string): void
  /** What was gathered since the last page, with its hash; nothing if no answer came. */
  take(): Pick<Page<unknown>, 'raw' | 'file'>
}

/** @param format of the answers */
export function keepAnswers(format: string, redact: Redact): KeptAnswers {
  let parts: string[] = []
  let pages = 0
  return {
    note: (call, text) => void parts.push(`=== ${call}\n${redact(text)}\n`),
    take() {
      if (parts.length === 0) return {}
      const bytes = new TextEncoder().encode(parts.join(''))
      parts = []
      pages += 1
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return {
        raw: { sha256, bytes: bytes.length, format },
        file: { name: `answers-${String(pages).padStart(5, '0')}.txt`, bytes },
      }
    },
  }
}
