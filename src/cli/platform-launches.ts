/** How a platform's launches went lately, as findings beside those of `platform test`. */
import type { DiagnosisView } from '#lti/diagnosis'
import type { PlatformFinding } from '#lti/registration/test-platform'

/** Refusals told at most; the page of diagnosis has more. */
const MOST_REFUSALS = 5

/** Which proof of the browser the last launches used, and the last refusals, each with its error id. */
export function launchFindings({ platforms, failures }: DiagnosisView): PlatformFinding[] {
  return [
    ...platforms.map(({ name, launches, rungs, lastLaunchAt }): PlatformFinding => {
      const used = rungs.map(({ text, count }) => `${text}: ${count}`).join(', ')
      return launches === 0
        ? { level: 'warning', code: 'launches', message: `${name}: —` }
        : { level: 'ok', code: 'launches', message: `${name}: ${used}`, seen: lastLaunchAt ?? '' }
    }),
    ...failures.slice(0, MOST_REFUSALS).map(
      ({ at, code, errorId, cause, remedy }): PlatformFinding => ({
        level: 'warning',
        code,
        message: `${at} ${cause}`,
        seen: errorId,
        remedy,
      }),
    ),
  ]
}
