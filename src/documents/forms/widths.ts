/** How wide the columns of a form are, as shares of the sheet, by their ids in the regulation's file. */
import type { FormColumn } from '#domain/certificates/printed-form'

const SHARES: Readonly<Record<string, number>> = {
  number: 3,
  title: 22,
  module: 22,
  form: 9,
  hours: 7.5,
  contact: 9,
  distance: 9,
  'self-study': 9,
  planned: 9,
  actual: 9,
  moved: 10,
  part: 10,
  level: 11,
  participation: 11,
  provider: 15,
  document: 15,
  signature: 17,
  competence: 10,
  functions: 6,
  component: 13,
  stage: 10,
  topics: 42,
  answer: 30,
}
const OTHER = 16

/** Widths that together are `whole`. */
export function columnWidths(columns: readonly FormColumn[], whole: number): number[] {
  const shares = columns.map(({ id }) => SHARES[id] ?? OTHER)
  const sum = shares.reduce((a, b) => a + b, 0)
  return shares.map(share => (share / sum) * whole)
}
