/** Hours of a source → academic hours (45 min), exact to 0.01, by integers alone; what is less than 0.01 is dropped. */
import type { HoursUnit } from '#connectors/record'
import { type Hours, hoursFromHundredths } from '#domain/hours'

/** How many academic hours one unit is, as a fraction: 60/45 for clock hours, 1/2700 for seconds. */
const FACTORS: Record<HoursUnit, readonly [numerator: bigint, denominator: bigint]> = {
  ac45: [1n, 1n],
  h60: [60n, 45n],
  zet36: [36n, 1n],
  s: [1n, 2700n],
}

const DECIMAL = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?$/

/** The most that is still a number of hours: 9 999 999, as `parseHours` reads. */
const HUNDREDTHS_AT_MOST = 999_999_999n

/** Academic hours, `'negative'`, or `'unreadable'` if the text is no decimal with a point. */
export function toAcademicHours(value: string, unit: HoursUnit): Hours | 'negative' | 'unreadable' {
  const match = DECIMAL.exec(value)
  if (!match || !Object.hasOwn(FACTORS, unit)) return 'unreadable'
  const fraction = match[3] ?? ''
  const scaled = BigInt(match[2] + fraction)
  if (match[1] === '-' && scaled > 0n) return 'negative'
  const [numerator, denominator] = FACTORS[unit]
  const hundredths = (scaled * 100n * numerator) / (denominator * 10n ** BigInt(fraction.length))
  return hundredths > HUNDREDTHS_AT_MOST ? 'unreadable' : hoursFromHundredths(Number(hundredths))
}
