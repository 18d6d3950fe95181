/** The shape of a regulation file, strict: an unknown key is a fault, so that a typing error cannot switch a rule off. */
import { z } from 'zod'
import { type Hours, InvalidHoursError, parseHours } from '../hours.ts'
import { MODULE_FORMS, MODULE_KINDS, REQUIREMENT_IDS } from '../kinds.ts'
import { isCalendarDate } from '../time/calendar.ts'
import { approvers, bilingual, clause, dataSections, text } from './data-schema.ts'
import { NOT_HOURS } from './fault-words.ts'
import { RECORDED_WHEN, STUDY_MODES } from './regulation.ts'

/** Hours of a file: `8`, `36.5` or `"36,5"`, not below zero. */
export const hoursField = z
  .union([z.string(), z.number()], { error: NOT_HOURS })
  .transform((value, context): Hours => {
    try {
      return parseHours(String(value))
    } catch (error) {
      if (!(error instanceof InvalidHoursError)) throw error
      context.addIssue({
        code: 'custom',
        message: `${JSON.stringify(value)} is not a number of hours (0 or more, at most two decimals)`,
        params: { ru: `${JSON.stringify(value)} — не число часов (0 или больше, не более двух знаков)` },
      })
      return z.NEVER
    }
  })

/** A calendar date that exists. */
export const dateField = z.string().refine(isCalendarDate, {
  message: 'not a calendar date YYYY-MM-DD that exists, from 1900 to 2199',
  params: { ru: 'такой даты (ГГГГ-ММ-ДД, с 1900 по 2199 год) нет' },
})

const span = z
  .strictObject({
    years: z.int().min(0).max(100).default(0),
    months: z.int().min(0).max(1200).default(0),
  })
  .refine(({ years, months }) => years + months > 0, {
    message: 'a term of nothing: give years or months',
    params: { ru: 'срок пустой: укажите years или months' },
  })

const tariffRow = z.strictObject({
  kind: z.enum(MODULE_KINDS),
  title: bilingual,
  forms: z.array(z.enum(MODULE_FORMS)).min(1),
  hours: hoursField,
  paid: z.boolean(),
  repeatable: z.boolean().default(false),
  clause,
})

/** A share of one, e.g. `0.3`, as ten-thousandths. */
const share = z
  .number()
  .min(0, { message: 'a share is not below 0' })
  .max(1, { message: 'a share is not above 1; 30 % is 0.3' })
  .transform(value => Math.round(value * 10_000))

const invariantShare = z
  .strictObject({
    max: share,
    of: z.enum(['study', 'all']),
    base: z.enum(['planned', 'counted']).default('planned'),
    clause,
  })
  .transform(({ max, ...rest }) => ({ ...rest, maxBasisPoints: max }))

const term = z.strictObject({
  min: span.optional(),
  max: span.optional(),
  minimumHolds: z.boolean().default(true),
  afterEnd: z.enum(['mastered-in-term', 'closed']).default('mastered-in-term'),
  clause,
})

const enrolment = z.strictObject({
  documents: z
    .array(z.strictObject({ id: text, title: bilingual, ifNeeded: z.boolean().default(false) }))
    .min(1),
  clause,
})

const requirement = z.strictObject({
  id: z.enum(REQUIREMENT_IDS),
  clause,
  kinds: z.array(z.enum(MODULE_KINDS)).min(1).optional(),
  study: z.boolean().optional(),
  atLeast: z.int().min(1).optional(),
  when: z.enum(RECORDED_WHEN).optional(),
})

const dayOfYear = z.string().refine(value => isCalendarDate(`2024-${value}`), {
  message: 'not a day of the year MM-DD',
  params: { ru: 'такого дня года (ММ-ДД) нет' },
})

const yearlyList = z.strictObject({
  decidedBy: bilingual,
  year: z.enum(['calendar', 'school']).default('calendar'),
  proposalsBy: dayOfYear.optional(),
  publishedBy: dayOfYear.optional(),
  clause,
})

export const regulationSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, { message: 'an id has small letters, digits and dashes' }),
  version: text,
  validFrom: dateField,
  title: bilingual,
  shortTitle: bilingual.optional(),
  issuingBody: bilingual,
  source: text,
  document: z.strictObject({ kind: z.enum(['udostoverenie', 'spravka', 'book']), title: bilingual, clause }),
  study: z
    .strictObject({ voluntary: z.boolean(), modes: z.array(z.enum(STUDY_MODES)).min(1), clause })
    .optional(),
  totalHours: z.strictObject({ hours: hoursField, clause }).optional(),
  moduleSize: z.strictObject({ min: hoursField, max: hoursField, clause }).optional(),
  programmeHours: z.strictObject({ clause }).optional(),
  invariantModules: z
    .strictObject({
      of: z.enum(['invariant', 'all']).default('invariant'),
      atLeast: z.int().min(0).default(0),
      clause,
    })
    .optional(),
  invariantShare: invariantShare.optional(),
  term: term.optional(),
  tariff: z.array(tariffRow).default([]),
  moduleList: z.strictObject({ directionOnly: z.boolean(), clause }),
  yearlyList: yearlyList.optional(),
  entryDocument: z
    .strictObject({ kinds: z.array(bilingual).default([]), others: z.boolean().default(true), clause })
    .optional(),
  enrolment: enrolment.optional(),
  confirmation: z.strictObject({
    allowPartial: z.boolean(),
    by: approvers.min(1).default(['curator']),
    decidedBy: z.literal('municipality').optional(),
    clause,
  }),
  repeats: z.strictObject({ onceUnlessRepeatable: z.boolean().default(true), clause }),
  kindCaps: z.array(z.strictObject({ kind: z.enum(MODULE_KINDS), hours: hoursField, clause })).default([]),
  kindCapClause: clause,
  sharedModules: z.strictObject({ policy: z.enum(['exclusive', 'shared']).default('exclusive'), clause }),
  surplus: z.strictObject({ policy: z.enum(['burn', 'carry']).default('burn'), clause }),
  requirements: z.array(requirement).min(1),
  ...dataSections,
})
