import { z } from 'zod'
import { InvalidInputError } from '#domain/errors'

/** Reads untrusted input. @throws {InvalidInputError} naming each field, quoting nothing that was sent */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const result = schema.safeParse(input ?? {})
  if (result.success) return result.data
  throw new InvalidInputError('the input does not hold', issuesOf(result.error))
}

/** What is wrong, field by field; a field that nothing here knows is an issue of its own, under its own name. */
export const issuesOf = ({ issues }: z.ZodError): { path: string; message: string }[] =>
  issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({ path: [...issue.path, key].join('.'), message: 'is not known here' }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  )

export const idSchema = z.string().min(1).max(200)

/** A form sends one value or several under the same name. */
export const idsSchema = z
  .union([idSchema, z.array(idSchema).max(2000)])
  .optional()
  .transform(value => (value === undefined ? [] : Array.isArray(value) ? [...new Set(value)] : [value]))

export const dateSchema = z.iso.date()

/** `seenAt` of a form: when its page was made. */
export const madeAt = z.iso.datetime().optional()

/** «12.02.2026», as people write it where the browser has no field for dates → `2026-02-12`; anything else as it is. */
export const isoOf = (typed: string): string =>
  typed.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (_, day: string, month: string, year: string) =>
    [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  )

/** Decimal text of academic hours, comma or point, at most two digits after it. */
export const hoursText = z
  .string()
  .trim()
  .regex(/^\d{1,5}([.,]\d{1,2})?$/, 'must be a number of hours, e.g. "8.00"')
