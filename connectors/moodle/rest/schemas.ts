/** Rows of Moodle's answers: strict about what we need, deaf to the rest, the same for JSON values and XML text. */
import { z } from 'zod'
import { protocolFault } from './faults.ts'

/** Positive whole number of any length, as text. */
const id = z
  .union([z.string(), z.number().int().positive().max(Number.MAX_SAFE_INTEGER).transform(String)])
  .pipe(z.string().regex(/^[1-9]\d{0,30}$/))

/** Absent, `null` and blank are one and the same: not told. */
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform(value =>
    value === null || value === undefined || String(value).trim() === '' ? undefined : String(value),
  )

const flag = z
  .union([z.boolean(), z.literal([0, 1]), z.literal(['0', '1', ''])])
  .nullish()
  .transform(value =>
    value === null || value === undefined || value === '' ? undefined : Number(value) === 1,
  )

/** Epoch seconds; 0 and null both mean none. */
const seconds = z
  .union([
    z.number().int(),
    z
      .string()
      .regex(/^(\d{1,13})?$/)
      .transform(Number),
  ])
  .nullish()
  .transform(value => value || null)
  .pipe(z.number().int().min(0).max(8_640_000_000_000).nullable())

const rows = z
  .array(z.unknown())
  .nullish()
  .transform(value => value ?? [])

/** A field of a course or of a profile. */
export const customFieldRow = z.object({ shortname: z.string(), type: text, value: text, valueraw: text })

export const courseRow = z.object({
  id,
  fullname: z.string(),
  shortname: text,
  idnumber: text,
  enablecompletion: flag,
  visible: flag,
  customfields: rows,
})

export const courseList = z.object({ courses: z.array(z.unknown()), warnings: rows })

export const rosterRow = z.object({
  id,
  firstname: text,
  lastname: text,
  fullname: text,
  email: text,
  idnumber: text,
  institution: text,
  department: text,
  /** Asked for by the check alone. */
  username: text,
  /** Fields of the profile; asked for only if the connection names one. */
  customfields: rows,
  deleted: flag,
  roles: z
    .array(z.object({ shortname: text }))
    .nullish()
    .transform(value => value ?? []),
})

export const enrolmentRow = z.object({
  id,
  completed: flag,
  completionusertracked: flag,
})

/** State of one activity; `timecompleted` is there although it is not complete. */
export const activityRow = z.object({
  cmid: id,
  modname: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  state: z.coerce.number().int(),
  timecompleted: seconds,
  istrackeduser: flag,
})

const criterion = z.object({ complete: flag, timecompleted: seconds })

export const completionAnswer = z.object({
  completionstatus: z.object({
    completed: flag,
    /** 1 all criteria, 2 any of them. */
    aggregation: z.coerce.number(),
    completions: z
      .array(criterion)
      .nullish()
      .transform(value => value ?? []),
  }),
  warnings: rows,
})

export const siteInfo = z.object({
  sitename: text,
  username: text,
  userid: id,
  release: text,
  version: text,
  userissiteadmin: flag,
  /** What is on in the site; only the check looks, so what is odd here is none. */
  advancedfeatures: z
    .array(z.object({ name: z.string(), value: z.union([z.number(), z.string()]) }))
    .catch([]),
  functions: z
    .array(z.object({ name: z.string() }))
    .nullish()
    .transform(value => value ?? []),
})

type Cell = string | number | boolean | null | undefined

const isCell = (value: unknown): value is Cell =>
  value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value)

/** One function that copies nothing: a report has nine cells a row, and hundreds of rows a page. */
const reportRow = z.custom<{ columns: readonly Cell[] }>(
  row =>
    typeof row === 'object' &&
    row !== null &&
    'columns' in row &&
    Array.isArray(row.columns) &&
    row.columns.every(isCell),
)

export const reportAnswer = z.object({
  data: z.object({
    headers: z.array(z.string()),
    rows: z
      .array(reportRow)
      .nullish()
      .transform(value => value ?? []),
    totalrowcount: z.coerce.number().int().min(0),
  }),
})

export type ActivityRow = z.infer<typeof activityRow>
export type CourseRow = z.infer<typeof courseRow>
export type RosterRow = z.infer<typeof rosterRow>
export type CompletionStatus = z.infer<typeof completionAnswer>['completionstatus']

/**
 * The whole of an answer.
 *
 * @throws {ConnectorError} `moodle_unexpected_shape` that names the function and the place, never a value
 */
export function parseAnswer<T>(schema: z.ZodType<T>, value: unknown, call: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw protocolFault(
    'moodle_unexpected_shape',
    `${call}: ${placesOf(result.error)}`,
    'see whether the version is supported',
  )
}

export const rowList = z.array(z.unknown())

/** Where a value departs from its schema, e.g. `completionstatus.completed: Invalid input`. */
export function placesOf(error: z.ZodError): string {
  const places = error.issues
    .slice(0, 3)
    .map(issue => `${issue.path.join('.') || 'the answer'}: ${issue.message}`)
  return places.join('; ')
}

/** Names an unreadable row by its id if that is a number, else by its place: what else a row says is not for a key. */
export function nameRow(row: unknown, index: number): string {
  const said = row !== null && typeof row === 'object' && 'id' in row ? String(row.id) : ''
  return /^\d{1,31}$/.test(said) ? said : `at ${index}`
}
