/** The book of `zachetka progress FILE`: its JSON in, and the explained total as JSON out. */
import { z } from 'zod'
import { InvalidInputError } from '../errors.ts'
import { formatHours } from '../hours.ts'
import { ENTRY_STATUSES, MODULE_FORMS, MODULE_KINDS, MODULE_PARTS } from '../kinds.ts'
import { PARTICIPANTS } from '../regulations/data.ts'
import type { Regulation } from '../regulations/regulation.ts'
import { dateField, hoursField } from '../regulations/schema.ts'
import type { Lang } from '../texts/lang.ts'
import { progressSentence } from '../texts/progress-sentence.ts'
import { reasonText, requirementText } from '../texts/texts.ts'
import { isCalendarDate } from '../time/calendar.ts'
import type { Book } from './book.ts'
import { bookFileFaults } from './book-file-checks.ts'
import { type KnownKeys, unknownKeys } from './book-file-keys.ts'
import type { CountedEntry, Progress, Requirement } from './progress.ts'

const id = z.string().min(1)
const kind = z.enum(MODULE_KINDS)
const form = z.enum(MODULE_FORMS)
const date = dateField

const programmeModule = z.object({
  id,
  title: z.string(),
  kind,
  part: z.enum(MODULE_PARTS),
  hours: hoursField,
  form: form.optional(),
  repeatable: z.boolean().optional(),
  study: z.boolean().optional(),
  provider: z.string().optional(),
  listYear: z.int().optional(),
})

const decisions = z.object({
  kindCaps: z.partialRecord(kind, hoursField).optional(),
  allowEarlyIssue: z.object({ by: z.string().trim().min(1), reason: z.string().trim().min(1) }).optional(),
  totalHours: hoursField.optional(),
  approvedSites: z.array(z.string().trim().min(1)).optional(),
})

const refusal = z.object({ on: date, byName: z.string().optional(), reason: z.string().optional() })

const entry = z.object({
  id,
  number: z.int().positive().optional(),
  module: id,
  kind,
  form: form.optional(),
  hours: hoursField,
  date,
  status: z.enum(ENTRY_STATUSES),
  provider: z.string().optional(),
  document: z.string().optional(),
  selfEducation: z.boolean().optional(),
  papers: z.array(z.string()).optional(),
  consumedBy: z.string().optional(),
  supersededBy: z.string().optional(),
  importedOn: date.optional(),
  decision: refusal.optional(),
})

const facts = z.object({
  enrolmentDocuments: z.enum(['complete', 'incomplete']).optional(),
  missingDocuments: z.array(z.string()).optional(),
  routeApproved: date.optional(),
  diagnosisBefore: date.optional(),
  diagnosisAfter: date.optional(),
  projectDefence: date.optional(),
  stageReports: date.optional(),
  stageWithoutReport: z.int().positive().optional(),
  finalReport: date.optional(),
  learnerCategory: date.optional(),
  presentation: date.optional(),
  issueOrder: date.optional(),
})

const programme = z.object({
  title: z.string(),
  modules: z.array(programmeModule),
  decisions: decisions.optional(),
})

const bookFile = z.object({
  regulation: id,
  enrolledOn: date,
  programme,
  entries: z.array(entry).default([]),
  facts: facts.default({}),
  routeWaitsFor: z.array(z.enum(PARTICIPANTS)).optional(),
})

const known = (schema: z.ZodObject): readonly string[] => Object.keys(schema.shape)

/** Which keys each object of the file knows, by its place; `*` stands for any index. */
const KNOWN: KnownKeys = {
  '': known(bookFile),
  programme: known(programme),
  'programme.modules.*': known(programmeModule),
  'programme.decisions': known(decisions),
  'programme.decisions.allowEarlyIssue': ['by', 'reason'],
  'entries.*': known(entry),
  'entries.*.decision': known(refusal),
  facts: known(facts),
}

/** The field's dotted path; of the file as a whole: `file`. */
const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'file'

/**
 * Reads a book; hours are decimal strings such as `"36.5"`. A key that the book does not know is a fault, unless it is for
 * people: a title, a note.
 *
 * @throws {InvalidInputError} `issues` name every fault with its path, e.g. `entries.3.date`
 */
export function parseBookFile(json: unknown): Book {
  const read = bookFile.safeParse(json)
  const shape = read.error?.issues.map(({ path, message }) => ({ path: pathOf(path), message })) ?? []
  const issues = [...unknownKeys(json, KNOWN), ...shape, ...bookFileFaults(json)]
  if (!read.success || issues.length > 0)
    throw new InvalidInputError('not a book that can be evaluated', issues)
  return read.data as Book
}

/** An entry of the answer; `text` and `remedy` only where not all of it counted. */
function presentEntry(counted: CountedEntry, lang: Lang) {
  const words = reasonText(counted, lang)
  return {
    id: counted.id,
    counted: formatHours(counted.counted),
    ...(words && {
      uncounted: formatHours(counted.uncounted),
      reason: counted.reason,
      ...(counted.clause && { clause: counted.clause }),
      ...words,
    }),
  }
}

function presentRequirement(requirement: Requirement, lang: Lang) {
  const { id: name, clause, met, asks, has } = requirement
  return { id: name, clause, met, asks, has, ...requirementText(requirement, lang) }
}

/** The answer as `product.md` prints it: hours as `"96.00"`, each reason and requirement in words. */
export function presentProgress(progress: Progress, book: Book, regulation: Regulation, lang: Lang) {
  const { required, counted, pending, uncounted, surplus } = progress.hours
  return {
    regulation: regulation.id,
    programme: book.programme.title,
    hours: {
      required: formatHours(required),
      counted: formatHours(counted),
      pending: formatHours(pending),
      uncounted: formatHours(uncounted),
      surplus: formatHours(surplus),
    },
    entries: progress.entries.map(one => presentEntry(one, lang)),
    requirements: progress.requirements.map(one => presentRequirement(one, lang)),
    eligible: progress.eligible,
    term: progress.term,
    text: progressSentence(progress, { lang, regulation }),
  }
}

export type PresentedProgress = ReturnType<typeof presentProgress>

/** A date given on the command line: `--on 2026-05-20`. */
export function parseOnDate(text: string): string {
  if (isCalendarDate(text)) return text
  throw new InvalidInputError('not a date', [{ path: 'on', message: 'give a date that exists, YYYY-MM-DD' }])
}
