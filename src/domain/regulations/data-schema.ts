/** The shape of what a regulation file says besides its rules. */
import { z } from 'zod'
import { MODULE_KINDS } from '../kinds.ts'
import { INDICATOR_IDS } from '../reports/indicators.ts'
import { APPROVERS, HOUR_KINDS, PARTICIPANTS, ROUTE_ACTS, STAGE_FIELDS } from './data.ts'
import { NOT_A_STEP } from './fault-words.ts'

export const text = z.string().trim().min(1)
export const bilingual = z.strictObject({ ru: text, en: text })
export const clause = text
export const approvers = z.array(z.enum(APPROVERS))
const participants = z.array(z.enum(PARTICIPANTS)).min(1)
const named = z.strictObject({ id: text, title: bilingual })

/** A step in full, or a role alone: whoever it names agrees. */
const routeStep = z.union(
  [
    z.enum(PARTICIPANTS).transform(role => ({ does: 'agrees' as const, by: [role], optional: false })),
    z.strictObject({ does: z.enum(ROUTE_ACTS), by: participants, optional: z.boolean().default(false) }),
  ],
  { error: NOT_A_STEP },
)

const route = z.strictObject({
  initiatedBy: participants.optional(),
  first: z.array(routeStep),
  change: z.array(routeStep),
  clause,
})

const selfEducation = z.strictObject({
  kinds: z.array(z.enum(MODULE_KINDS)).default(['self-education']),
  hoursSetBy: approvers.min(1),
  papers: z.array(named).default([]),
  papersListed: z.enum(['if-given', 'always']).default('if-given'),
  clause,
})

const formSheet = z.strictObject({
  id: text,
  title: bilingual,
  columns: z.array(named).min(1),
  columnNumbers: z.boolean().optional(),
  rows: z
    .array(
      named.extend({
        section: bilingual.optional(),
        texts: z.array(named).min(1).optional(),
        allByDay: z.boolean().optional(),
      }),
    )
    .min(1)
    .optional(),
  note: bilingual.optional(),
  clause,
})

const interview = z.strictObject({
  title: bilingual.optional(),
  stages: z.array(z.strictObject({ id: text, title: bilingual, topics: z.array(bilingual).min(1) })).min(1),
  levels: z.array(named).min(1).optional(),
  clause,
})

/** Sections of the file, beside those of the rules; all optional. */
export const dataSections = {
  roles: z.array(z.strictObject({ role: z.enum(PARTICIPANTS), title: bilingual, clause })).default([]),
  selfEducation: selfEducation.optional(),
  route: route.optional(),
  learners: z
    .strictObject({ staffOnly: z.boolean(), categories: z.array(named).default([]), clause })
    .optional(),
  stages: z
    .strictObject({
      needs: z.array(z.enum(STAGE_FIELDS)).min(1),
      may: z.array(z.enum(STAGE_FIELDS)).default([]),
      clause,
    })
    .optional(),
  controls: z.array(z.strictObject({ id: text, title: bilingual, clause })).default([]),
  papers: z.strictObject({ documents: z.array(named).min(1), clause }).optional(),
  hourBudget: z
    .strictObject({ per: z.enum(['school']), kinds: z.array(z.enum(HOUR_KINDS)).min(1), clause })
    .optional(),
  plan: z
    .strictObject({ moveFree: z.boolean(), themesFree: z.boolean(), severalDays: z.boolean(), clause })
    .optional(),
  afterCourse: z
    .strictObject({
      ownProviders: z.array(text).min(1),
      own: z.enum(ROUTE_ACTS),
      other: z.enum(ROUTE_ACTS),
      clause,
    })
    .optional(),
  interview: interview.optional(),
  book: z
    .strictObject({
      openTo: participants,
      duplicateFromDocuments: z.boolean(),
      duplicateClause: clause.optional(),
      clause,
    })
    .optional(),
  forms: z.array(formSheet).default([]),
  indicators: z
    .array(
      z.strictObject({
        id: z.enum(INDICATOR_IDS),
        title: bilingual,
        target: z.int().min(1).optional(),
        clause,
      }),
    )
    .default([]),
}
