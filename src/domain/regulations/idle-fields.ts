/** Fields of a requirement that its judge never asks for: written there, they would promise what nothing holds. */
import { told } from './fault-words.ts'

const OF_KINDS = ['kinds', 'atLeast', 'study']

/** What each asks for beside its section; of those that stand here under no name, the day is asked for (`when`). */
const FIELDS_OF: Readonly<Record<string, readonly string[]>> = {
  'total-hours': [],
  'invariant-modules': [],
  'invariant-share': [],
  'theory-part': OF_KINDS,
  'practice-part': OF_KINDS,
  internship: OF_KINDS,
  'term-min': [],
  'term-max': [],
  'enrolment-documents': [],
}
const RECORDED = ['when']

/** @param rows of `requirements`, as they stand in the file */
export const idleFields = (rows: readonly Record<string, unknown>[]) =>
  rows.flatMap((row, index) => {
    const id = String(row.id)
    const asked = FIELDS_OF[id] ?? RECORDED
    const idle = [...OF_KINDS, ...RECORDED].filter(
      field => row[field] !== undefined && !asked.includes(field),
    )
    return idle.map(field => ({
      at: ['requirements', index, field],
      ...told(
        `${field} says nothing to ${id}`,
        `Remove ${field}: the requirement does not ask for it.`,
        `${field} для ${id} ничего не значит`,
        `Уберите ${field}: это условие его не учитывает.`,
      ),
    }))
  })
