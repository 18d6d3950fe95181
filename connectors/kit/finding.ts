import type { CheckFinding, CheckReport } from '../contract.ts'

/** What a check found, with what to do about it where something has to be done. */
export function finding(
  level: CheckFinding['level'],
  code: string,
  message: string,
  remedy?: string,
): CheckFinding {
  return { level, code, message, ...(remedy === undefined ? {} : { remedy }) }
}

/** What a check has found so far, in the order in which it was found. */
export interface Findings {
  push(...found: CheckFinding[]): void
  /** @param site sentence about it */
  report(site: string | null): CheckReport
}

/** @param tell is given each finding at once */
export function collectFindings(tell: (finding: CheckFinding) => void = () => {}): Findings {
  const findings: CheckFinding[] = []
  return {
    push(...found) {
      findings.push(...found)
      for (const each of found) tell(each)
    },
    report: site => ({ ok: findings.every(({ level }) => level !== 'error'), site, findings }),
  }
}
