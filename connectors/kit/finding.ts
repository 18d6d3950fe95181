import type { CheckFinding } from '../contract.ts'

/** What a check found, with what to do about it where something has to be done. */
export function finding(
  level: CheckFinding['level'],
  code: string,
  message: string,
  remedy?: string,
): CheckFinding {
  return { level, code, message, ...(remedy === undefined ? {} : { remedy }) }
}
