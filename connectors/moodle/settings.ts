import { z } from 'zod'
import { isTimeZone } from '../kit/time-zone.ts'

const digits = /^[1-9]\d*$/
const list = (text: string): string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)

/** `"2,3"`, `[2, 3]` or `["2", "3"]`. */
const ids = z
  .union([z.string().transform(list), z.array(z.union([z.string(), z.number().int()]).transform(String))])
  .pipe(z.array(z.string().regex(digits, 'a Moodle id is a positive whole number')).min(1))

/** `"all"`, `"ids:2,3"`, `"category:5"`, or the same as an object. */
const courses = z
  .union([
    z.literal('all'),
    z
      .string()
      .regex(/^ids:/)
      .transform(text => ({ ids: text.slice(4) })),
    z
      .string()
      .regex(/^category:/)
      .transform(text => ({ category: text.slice(9) })),
    z.object({ ids: z.unknown() }),
    z.object({ category: z.unknown() }),
  ])
  .pipe(
    z.union([
      z.literal('all'),
      z.object({ ids }),
      z.object({
        category: z.union([z.string(), z.number().int()]).transform(String).pipe(z.string().regex(digits)),
      }),
    ]),
  )

const httpUrl = z.url({ protocol: /^https?$/, error: 'an address that starts with https://' }).pipe(
  z
    .string()
    .refine(
      text => !new URL(text).username && !new URL(text).password,
      'no user name or password in the address',
    )
    .refine(
      text => !new URL(text).search && !new URL(text).hash,
      'the address of the site only, without ? and #',
    )
    .transform(text => text.replace(/\/+$/, '')),
)

/** A year: longer than a curator takes to confirm, shorter than a copy of other people's data should lie about. */
const KEEP_DAYS = 365

/** `true` is the default, `false` none. */
const keptDays = z.union([
  z
    .union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })])
    .transform(isKept => (isKept ? KEEP_DAYS : 0)),
  z.coerce.number().int().min(0).max(3650),
])

const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone')

/** Headers of the report's columns as they read in English; people rename them. */
const reportHeaders = z
  .object({
    user: z.string().default('Full name with link'),
    course: z.string().default('Course full name with link'),
    completedAt: z.string().default('Time completed'),
    firstName: z.string().default('First name'),
    lastName: z.string().default('Last name'),
    email: z.string().default('Email address'),
    idNumber: z.string().default('ID number'),
    organisation: z.string().default('Institution'),
  })
  .prefault({})

/** `{ id, timeZone, headers }`, or the same as JSON from a command line. */
const report = z
  .union([
    z.string().transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue('is not JSON')
        return z.NEVER
      }
    }),
    z.record(z.string(), z.unknown()),
  ])
  .pipe(
    z.object({
      id: z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(digits)),
      /** Zone of the service account, in which Moodle writes dates. */
      timeZone,
      headers: reportHeaders,
    }),
  )

/** Settings of a Moodle connection. Texts from a command line are understood wherever a number or a list is meant. */
export const moodleSettings = z.object({
  /** Address of the site, e.g. `https://lms.example/moodle`. */
  url: httpUrl,
  /** Short names of course custom fields that hold the hours; the first readable one counts. */
  hoursField: z
    .union([z.string().transform(list), z.array(z.string())])
    .pipe(z.array(z.string().min(1)).min(1))
    .default(['hours', 'hours_text']),
  /** Short name of the profile field that holds the СНИЛС; without it СНИЛС is neither asked for nor stored. */
  snilsField: z.string().trim().min(1).max(100).optional(),
  /** What a number without a unit means: academic hours, clock hours or credit units. */
  hoursUnit: z.enum(['ac45', 'h60', 'zet36']).default('ac45'),
  /** Encoding of answers. */
  format: z.enum(['json', 'xml']).default('json'),
  /** Which courses are read. */
  courses: courses.default('all'),
  /** Rows of a roster asked for at once, 1–5000. */
  pageSize: z.coerce.number().int().min(1).max(5000).default(250),
  /** Learners in one page of the pull, 1–500. */
  batchSize: z.coerce.number().int().min(1).max(500).default(25),
  /** Requests under way at once, 1–4. */
  concurrency: z.coerce.number().int().min(1).max(4).default(3),
  /** Least time between the starts of two requests, ms. */
  minSpacingMs: z.coerce.number().int().min(0).max(60_000).default(5),
  /**
   * How completions are read: call by call, calls in bundles, or from a report of the report builder. `auto` takes the
   * report if one is named and the service may read it, else bundles if the service has them.
   */
  path: z.enum(['plain', 'batch', 'report', 'auto']).default('plain'),
  /** Calls in one bundle, 2–50. */
  bundleSize: z.coerce.number().int().min(2).max(50).default(25),
  /** The report: see docs/connectors.md for its columns. */
  report: report.optional(),
  /** Whether completions of single activities are read as well: one call more for each learner and course. */
  activities: z
    .union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])
    .default(false),
  /** Days that the answers behind new records are kept, packed, by their SHA-256; 0: none is kept. */
  keepAnswers: keptDays.default(KEEP_DAYS),
  /** Where links to the evidence start, if people see the site under another address. */
  evidenceUrl: httpUrl.optional(),
})

export type MoodleSettings = z.infer<typeof moodleSettings>

export const moodleSecrets = z.object({
  /** Token of the service account's external service. */
  token: z.string().trim().min(1, 'the token is empty'),
})

export type MoodleSecrets = z.infer<typeof moodleSecrets>
