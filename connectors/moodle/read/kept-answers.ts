/** Answers of a site as they came, gathered between two pages: evidence of what the records were read from. */
import { createHash } from 'node:crypto'
import type { Answers, AnswersFile } from '../../contract.ts'
import type { Redact } from '../../kit/redact.ts'
import type { Answer } from '../rest/client.ts'
import { peopleOf } from './answer-people.ts'

export interface KeptAnswers {
  note(answer: Answer): void
  /** What was gathered since the last page; nothing if no answer came. */
  take(): { answers?: Answers }
}

/** @param keepDays how long they are kept by whoever stores them */
export function keepAnswers(keepDays: number, redact: Redact): KeptAnswers {
  let gathered: Answer[] = []
  let pages = 0
  return {
    note(answer) {
      gathered.push(answer)
    },
    take() {
      if (gathered.length === 0) return {}
      pages += 1
      const name = `answers-${String(pages).padStart(5, '0')}.txt`
      const answers = { keepDays, read: once(readAnswers(name, gathered, redact)) }
      gathered = []
      return { answers }
    },
  }
}

const readAnswers = (name: string, answers: readonly Answer[], redact: Redact) => (): AnswersFile => {
  const parts = answers.map(({ call, params, text }) => `=== ${call} ${JSON.stringify(params)}\n${text}\n`)
  const bytes = new TextEncoder().encode(redact(parts.join('')))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name, bytes, sha256, people: [...new Set(answers.flatMap(peopleOf))] }
}

function once<T>(make: () => T): () => T {
  let made: { is: T } | undefined
  let making: (() => T) | undefined = make
  return () => {
    made ??= { is: (making as () => T)() }
    // what it was made of is needed no more
    making = undefined
    return made.is
  }
}
