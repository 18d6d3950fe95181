/** Programmes and enrolments as they come in, checked, and as they go out. */
import { z } from 'zod'
import { MODULE_FORMS, MODULE_KINDS, MODULE_PARTS } from '#domain/kinds'
import { APPROVERS, PARTICIPANTS } from '#domain/regulations/data'
import { dateSchema, hoursText, idSchema } from '../input.ts'
import { factsInput } from './facts-schema.ts'
import { hours, instant, personShape } from './schemas.ts'

export const moduleInput = z.strictObject({
  id: idSchema,
  title: z.string().trim().min(1).max(500),
  kind: z.enum(MODULE_KINDS),
  part: z.enum(MODULE_PARTS),
  hours: hoursText,
  form: z.enum(MODULE_FORMS).optional(),
  repeatable: z.boolean().optional(),
  study: z.boolean().optional(),
  provider: z.string().max(300).optional(),
  listYear: z.number().int().min(1990).max(2200).optional(),
  source: z.strictObject({ connectionId: idSchema, courseId: idSchema }).optional(),
})

/** Who writes into the books of a programme and whose confirmation is the signature. */
export const writingInput = z.strictObject({
  enter: z.array(z.enum(PARTICIPANTS)).min(1),
  sign: z.array(z.enum(APPROVERS)).min(1),
  basis: z.string().trim().max(500).optional(),
})

/** What the regulation leaves open and the programme decides; absent: as the regulation says. */
const usualDays = z.number().int().min(1).max(999).optional()

const decisionsInput = z.strictObject({
  kindCaps: z.partialRecord(z.enum(MODULE_KINDS), hoursText).optional(),
  allowEarlyIssue: z
    .strictObject({ by: z.string().trim().min(1).max(300), reason: z.string().trim().min(1).max(500) })
    .optional(),
  totalHours: hoursText.optional(),
  approvedSites: z.array(z.string().max(300)).max(200).optional(),
  answerDays: usualDays.meta({
    description: 'in how many days entries are usually decided on; told until that is measured',
  }),
  issueDays: usualDays.meta({
    description: 'in how many days a document is usually issued; told until that is measured',
  }),
})

export const programmeInput = z.strictObject({
  id: idSchema,
  title: z.string().trim().min(1).max(500),
  regulation: z.string().min(1).max(60),
  modules: z.array(moduleInput).max(1000),
  issuer: z.strictObject({
    name: z.string().min(1).max(500),
    city: z.string().min(1).max(200),
    signatory: z.string().max(300),
    secretary: z.string().max(300),
  }),
  provider: z.string().min(1).max(300),
  deployments: z.array(z.string().max(2000)).max(100),
  contexts: z.array(z.string().max(255)).max(1000).optional(),
  writing: writingInput.optional(),
  decisions: decisionsInput.optional(),
})

/** `basedOn`: the version that was read, 0: there was none; another one now is a conflict. */
export const programmeBody = programmeInput.extend({ basedOn: z.number().int().min(0).optional() })

/** Of a new programme; of one that is there, its own setting stays: `POST /programmes/:id/writing` changes it. */
export const programmeShape = z.object({
  ...programmeInput.shape,
  createdAt: instant,
  version: z.number().int(),
  changed: z.object({ by: z.string(), byName: z.string(), at: instant }).optional(),
})

const bookTotal = z.object({ counted: hours, required: hours, eligible: z.boolean() })

export const programmePreviewShape = z.object({
  books: z.number().int(),
  isWhole: z.boolean(),
  changed: z.number().int(),
  gained: z.number().int(),
  lost: z.number().int(),
  examples: z.array(z.object({ learner: personShape, was: bookTotal, becomes: bookTotal })),
})

export const enrolInput = z.strictObject({
  identity: z.string().min(3).max(1000),
  person: z.strictObject({
    familyName: z.string().trim().min(1).max(200),
    givenName: z.string().trim().max(200),
    patronymic: z.string().trim().max(200).optional(),
    email: z.email().max(300).optional(),
    organisation: z.string().max(300).optional(),
    snils: z
      .string()
      .regex(/^\d{11}$/)
      .optional(),
    personalNumber: z.string().trim().min(1).max(100).optional(),
  }),
  programmeId: idSchema,
  enrolledOn: dateSchema,
  facts: factsInput.optional(),
})
