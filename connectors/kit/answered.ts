import type { CheckFinding } from '../contract.ts'

/** How long the site took, in milliseconds, as whoever checks a connection reads it. */
export const answered = (milliseconds: number): CheckFinding => ({
  level: 'ok',
  code: 'source_answers',
  message: `${milliseconds} ms until the site answered`,
})
