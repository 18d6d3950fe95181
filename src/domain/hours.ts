/**
 * Academic hours (академические часы, 45 min), exact to 0.01: an integer number of hundredths, never a binary fraction.
 */
import { AppError } from './errors.ts'

declare const brand: unique symbol

/** Hundredths of an academic hour. Made only by `parseHours` and the functions here. */
export type Hours = number & { readonly [brand]: 'Hours' }

/** The text is not a number of hours. */
export class InvalidHoursError extends AppError {
  readonly code = 'invalid_hours'
  readonly status = 422
}

export const zeroHours = 0 as Hours

/**
 * Reads a decimal: `"36"`, `"36.5"`, `"36,5"`, at most two digits after the point, not negative.
 *
 * @throws {InvalidHoursError} for anything else, `""`, `"-4"`, `"1e3"` and `"36,5 ч."` included
 */
export function parseHours(text: string): Hours {
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) throw new InvalidHoursError(`not a number of hours: ${JSON.stringify(text.slice(0, 40))}`)
  return (Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))) as Hours
}

/** From hundredths, e.g. of a stored document. */
export function hoursFromHundredths(hundredths: number): Hours {
  if (!Number.isSafeInteger(hundredths) || hundredths < 0) {
    throw new InvalidHoursError(`not hundredths of an hour: ${hundredths}`)
  }
  return hundredths as Hours
}

/** `3650` → `"36.50"`, as `product.md` prints hours. */
export function formatHours(hours: Hours): string {
  return `${Math.trunc(hours / 100)}.${String(hours % 100).padStart(2, '0')}`
}

export function addHours(a: Hours, b: Hours): Hours {
  return (a + b) as Hours
}

/** A list of any length: never spread into arguments, whose number is limited. */
export function sumHours(terms: readonly Hours[]): Hours {
  return terms.reduce(addHours, zeroHours)
}

/** `a - b`, not below zero. */
export function subtractHours(a: Hours, b: Hours): Hours {
  return Math.max(0, a - b) as Hours
}

export function minHours(a: Hours, b: Hours): Hours {
  return Math.min(a, b) as Hours
}
