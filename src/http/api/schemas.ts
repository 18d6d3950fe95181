/** The shapes of the API, in one place: what comes in is checked by them, what goes out is described by them. */
import { z } from 'zod'
import { REPLACEMENT_KINDS } from '#domain/certificate'
import { MODULE_FORMS, MODULE_KINDS, MODULE_PARTS } from '#domain/kinds'
import { APPROVERS, PARTICIPANTS } from '#domain/regulation-data'
import { dateSchema, hoursText, idSchema } from '../input.ts'

const hours = z.string().meta({ description: 'academic hours, e.g. "84.00"', examples: ['84.00'] })
const date = z
  .string()
  .meta({ description: 'calendar date at the issuing organisation', examples: ['2026-11-15'] })
const instant = z.string().meta({ description: 'ISO instant', examples: ['2026-11-22T03:00:00.000Z'] })

const personShape = z.object({
  id: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  patronymic: z.string().optional(),
  organisation: z.string().optional(),
})

export const entryShape = z.object({
  id: z.string(),
  learnerId: z.string(),
  programmeId: z.string(),
  moduleId: z.string(),
  kind: z.enum(MODULE_KINDS),
  form: z.enum(MODULE_FORMS),
  title: z.string(),
  hours,
  date,
  provider: z.string(),
  document: z.string().optional(),
  status: z.enum(['imported', 'confirmed', 'rejected', 'revoked', 'superseded']),
  selfEducation: z.boolean().optional(),
  papers: z.array(z.string()).optional(),
  scan: z.object({ name: z.string(), type: z.string(), bytes: z.number(), sha256: z.string() }).optional(),
  supersededBy: z.string().optional(),
  consumedBy: z.string().optional(),
  history: z.array(
    z.object({
      action: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      byName: z.string(),
      byRole: z.string(),
      at: instant,
      reason: z.string().optional(),
      batchId: z.string().optional(),
      hash: z.string().optional().meta({ description: 'SHA-256 of the line as it was signed' }),
    }),
  ),
})

const requirementShape = z.object({
  id: z.string(),
  clause: z.string(),
  met: z.boolean(),
  asks: z.string(),
  has: z.string(),
  text: z.string(),
  remedy: z.string().optional(),
})

const progressShape = z.object({
  hours: z.object({ required: hours, counted: hours, pending: hours, uncounted: hours, surplus: hours }),
  requirements: z.array(requirementShape),
  eligible: z.boolean(),
  term: z.object({ from: date, earliestIssue: date.nullable(), until: date.nullable() }),
})

const lineShape = z.object({
  number: z.number().int(),
  entry: entryShape,
  counted: hours,
  uncounted: hours,
  reason: z.string().optional(),
  clause: z.string().optional(),
  text: z.string().optional(),
  remedy: z.string().optional(),
})

const programmeRef = z.object({ id: z.string(), title: z.string() })

export const certificateShape = z.object({
  id: z.string(),
  enrolmentId: z.string(),
  learnerId: z.string(),
  programmeId: z.string(),
  kind: z.enum(['certificate', 'statement']),
  state: z.string(),
  status: z.string(),
  registrationNumber: z.string().nullable(),
  issuedOn: date.nullable(),
  hours: hours.nullable(),
  verificationCode: z.string(),
  pdfHash: z.string().nullable(),
})

export const enrolmentShape = z.object({
  id: z.string(),
  learnerId: z.string(),
  programmeId: z.string(),
  enrolledOn: date,
  status: z.string(),
  facts: z.record(z.string(), z.string()),
})

export const booksShape = z.object({
  person: personShape,
  programmes: z.array(programmeRef),
  book: z
    .object({
      programme: programmeRef,
      regulation: z.object({ id: z.string(), version: z.string(), title: z.string() }),
      enrolment: enrolmentShape,
      sentence: z.string(),
      progress: progressShape,
      lines: z.array(lineShape),
      certificate: certificateShape.nullable(),
    })
    .nullable(),
})

const counter = z.object({ count: z.number().int(), more: z.boolean() })

export const queueShape = z.object({
  waiting: counter,
  late: counter,
  groups: z.array(
    z.object({
      programme: programmeRef,
      module: z.object({ id: z.string(), title: z.string(), kind: z.string(), hours }),
      date,
      source: z.string(),
      rows: z.array(
        z.object({
          entry: entryShape,
          learner: personShape,
          remarks: z.array(z.object({ id: z.string(), text: z.string() })),
          own: z.boolean(),
          tariffHours: hours.nullable(),
        }),
      ),
    }),
  ),
  next: z.string().nullable(),
})

export const batchShape = z.object({
  batchId: z.string(),
  done: z.array(z.string()),
  hours,
  refused: z.array(z.object({ entryId: z.string(), code: z.string() })),
  undoUntil: instant,
})

export const moduleInput = z.object({
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
  source: z.object({ connectionId: idSchema, courseId: idSchema }).optional(),
})

/** Who writes into the books of a programme and whose confirmation is the signature. */
export const writingInput = z.object({
  enter: z.array(z.enum(PARTICIPANTS)).min(1),
  sign: z.array(z.enum(APPROVERS)).min(1),
  basis: z.string().trim().max(500).optional(),
})

/** What the regulation leaves open and the programme decides; absent: as the regulation says. */
const decisionsInput = z.object({
  kindCaps: z.partialRecord(z.enum(MODULE_KINDS), hoursText).optional(),
  allowEarlyIssue: z
    .object({ by: z.string().trim().min(1).max(300), reason: z.string().trim().min(1).max(500) })
    .optional(),
  totalHours: hoursText.optional(),
  approvedSites: z.array(z.string().max(300)).max(200).optional(),
})

export const programmeInput = z.object({
  id: idSchema,
  title: z.string().trim().min(1).max(500),
  regulation: z.string().min(1).max(60),
  modules: z.array(moduleInput).max(1000),
  issuer: z.object({
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
export const programmeShape = programmeInput.extend({
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

export const factsInput = z.object({
  enrolmentDocuments: z.enum(['complete', 'incomplete']).optional(),
  routeApproved: dateSchema.optional(),
  diagnosisBefore: dateSchema.optional(),
  diagnosisAfter: dateSchema.optional(),
  projectDefence: dateSchema.optional(),
  stageReports: dateSchema.optional(),
  finalReport: dateSchema.optional(),
  learnerCategory: dateSchema.optional(),
  presentation: dateSchema.optional(),
  issueOrder: dateSchema.optional(),
})

export const enrolInput = z.object({
  identity: z.string().min(3).max(1000),
  person: z.object({
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

export const learnerShape = z.object({
  learner: personShape,
  programme: programmeRef,
  enrolment: enrolmentShape,
  progress: progressShape,
  certificate: certificateShape.nullable(),
})

export const runShape = z.object({
  id: z.string(),
  connectionId: z.string(),
  mode: z.string(),
  status: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  counts: z.record(z.string(), z.number()),
  quarantineReasons: z.record(z.string(), z.number()),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  error: z.object({ code: z.string(), message: z.string(), remedy: z.string().optional() }).nullable(),
})

const replacementKind = z.enum(REPLACEMENT_KINDS)

export const verificationShape = z.object({
  status: z.enum(['valid', 'annulled', 'replaced']),
  annulment: z.object({ on: date, reason: z.string() }).optional(),
  replacedBy: z.object({ kind: replacementKind, registrationNumber: z.string(), on: date }).optional(),
  replaces: z.object({ kind: replacementKind, registrationNumber: z.string(), issuedOn: date }).optional(),
  holder: z.string(),
  documentTitle: z.string(),
  programmeTitle: z.string(),
  hours,
  period: z.object({ from: date, to: date }),
  issuedOn: date,
  registrationNumber: z.string(),
  issuer: z.object({ name: z.string(), city: z.string() }),
  pdfHash: z.string(),
})

export const errorShape = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
    id: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
})
