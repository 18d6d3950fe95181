/** The shapes of books, queues, documents and runs: what goes out is described by them. */
import { z } from 'zod'
import { REPLACEMENT_KINDS } from '#domain/certificates/certificate'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import { factsShape } from './facts-schema.ts'

export const hours = z.string().meta({ description: 'academic hours, e.g. "84.00"', examples: ['84.00'] })
const date = z
  .string()
  .meta({ description: 'calendar date at the issuing organisation', examples: ['2026-11-15'] })
export const instant = z.string().meta({ description: 'ISO instant', examples: ['2026-11-22T03:00:00.000Z'] })

export const personShape = z.object({
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

/** Of what waits: since when, how many days that usually takes, when the learner may remind the curator. */
export const waitShape = z.object({
  since: date,
  days: z.number().int(),
  remindedOn: date.optional(),
  remindFrom: date,
  mayRemind: z.boolean(),
})

export const remindedShape = z.object({
  entry: entryShape,
  wait: waitShape,
  isNew: z.boolean().meta({ description: 'false: the curator had been reminded already' }),
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
  wait: waitShape.optional(),
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
  facts: factsShape,
})

export const booksShape = z.object({
  person: personShape,
  programmes: z.array(
    programmeRef.extend({
      mayEnter: z.boolean().meta({ description: 'whoever asks may add entries to that book now' }),
    }),
  ),
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
  reminded: counter.meta({ description: 'what learners reminded of' }),
  groups: z.array(
    z.object({
      programme: programmeRef,
      module: z.object({ id: z.string(), title: z.string(), kind: z.string(), hours }),
      date,
      source: z.string(),
      reported: counter
        .nullable()
        .meta({ description: 'entries of the event by its source, decided or not' }),
      rest: counter.nullable().meta({ description: 'entries of the event on the next pages' }),
      rows: z.array(
        z.object({
          entry: entryShape,
          learner: personShape,
          remarks: z.array(z.object({ id: z.string(), text: z.string() })),
          signedBy: z.array(z.string()).optional(),
          own: z.boolean(),
          tariffHours: hours.nullable(),
        }),
      ),
    }),
  ),
  next: z.string().nullable(),
})

/** Of a conflict: who was faster, when, and what is different now. */
const meanwhile = z
  .object({
    byName: z.string(),
    at: instant,
    action: z.string().optional(),
    differences: z.array(z.object({ field: z.string(), was: z.string(), now: z.string() })),
    version: z.number().int().optional(),
  })
  .optional()

export const batchShape = z.object({
  batchId: z.string(),
  done: z.array(z.string()),
  hours,
  refused: z.array(z.object({ entryId: z.string(), code: z.string(), meanwhile })),
  undoUntil: instant,
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
    meanwhile,
  }),
})
