/** Reads a batch of learners: one call each, and one more for each completion that is new. */

import type { PullOptions, SourceWarning } from '../../contract.ts'
import { ConnectorError } from '../../errors.ts'
import { allOrAbort } from '../../kit/all-or-abort.ts'
import { redactDeep } from '../../kit/redact.ts'
import type { SourceFault, SourceRecord } from '../../record.ts'
import type { MoodleClient } from '../rest/client.ts'
import { isRecordFault } from '../rest/faults.ts'
import {
  completionAnswer,
  enrolmentRow,
  nameRow,
  parseAnswer,
  placesOf,
  type RosterRow,
  rowList,
} from '../rest/schemas.ts'
import type { MoodleSettings } from '../settings.ts'
import { type Activities, readActivities } from './activities.ts'
import {
  buildPerson,
  buildRecord,
  buildUndone,
  buildWhen,
  type MoodleCourse,
  recordKey,
} from './normalise.ts'
import { takenBack, type Undone } from './taken-back.ts'
import { untold } from './untold.ts'

export interface Batch {
  records: SourceRecord[]
  faults: SourceFault[]
  warnings: SourceWarning[]
}

export interface BatchInput {
  client: MoodleClient
  settings: MoodleSettings
  courses: ReadonlyMap<string, MoodleCourse>
  options: Pick<PullOptions<unknown>, 'mode' | 'known' | 'overlap'>
  signal: AbortSignal
}

/** A completion that Moodle tells of, its time not read yet. */
interface Completion {
  key: string
  learner: RosterRow
  course: MoodleCourse
  row: unknown
}

interface Enrolments {
  completions: Completion[]
  /** Tracked courses that they are in. */
  enrolled: { learner: RosterRow; course: MoodleCourse }[]
  undone: Undone[]
  faults: SourceFault[]
  rows: number
  /** Of tracked courses: those whose state Moodle tells, and those whose it does not. */
  told: number
  untold: number
  thrown: ConnectorError | null
}

/** `thrown` is why the time could not be read, be the record kept or not. */
type Outcome = ({ record: SourceRecord; warnings: SourceWarning[] } | { fault: SourceFault }) & {
  thrown: ConnectorError | null
}

/** @throws {ConnectorError} if the site fails us, or most of the batch cannot be read */
export async function readBatch(input: BatchInput, learners: RosterRow[]): Promise<Batch> {
  const enrolments = await allOrAbort(
    input.signal,
    learners.map(learner => signal => readEnrolments(input, learner, signal)),
  )
  const completions = enrolments.flatMap(each => each.completions)
  const activities = input.settings.activities ? await readAllActivities(input, enrolments) : []
  const undone = [...enrolments, ...activities].flatMap(each => each.undone)
  const known = await input.options.known([...completions, ...undone].map(({ key }) => key))
  const outcomes = await allOrAbort(
    input.signal,
    completions.map(each => signal => readCompletion(input, each, known.get(each.key), signal)),
  )
  refuseIfMostlyBroken(enrolments, outcomes)
  return {
    records: [
      ...outcomes.flatMap(outcome => ('record' in outcome ? [outcome.record] : [])),
      ...activities.flatMap(each => each.records),
      ...takenBack(undone, known),
    ],
    faults: [
      ...activities.flatMap(each => each.faults),
      ...enrolments.flatMap(each => each.faults),
      ...outcomes.flatMap(o => ('fault' in o ? [o.fault] : [])),
    ],
    warnings: [...outcomes.flatMap(o => ('record' in o ? o.warnings : [])), ...untold(enrolments)],
  }
}

function readAllActivities(input: BatchInput, enrolments: Enrolments[]): Promise<Activities[]> {
  const { client, settings } = input
  return allOrAbort(
    input.signal,
    enrolments.flatMap(({ enrolled }) =>
      enrolled.map(each => (signal: AbortSignal) => readActivities({ client, settings, ...each }, signal)),
    ),
  )
}

async function readEnrolments(
  input: BatchInput,
  learner: RosterRow,
  signal: AbortSignal,
): Promise<Enrolments> {
  const name = 'core_enrol_get_users_courses'
  try {
    const answer = await input.client.call(name, { userid: learner.id, returnusercount: 0 }, signal)
    return readEnrolmentRows(input, learner, parseAnswer(rowList, answer, name))
  } catch (thrown) {
    if (!isRecordFault(thrown)) throw thrown
    const fault = faultOf(`user:${learner.id}`, thrown, { userId: learner.id })
    return { completions: [], enrolled: [], undone: [], faults: [fault], rows: 1, told: 0, untold: 0, thrown }
  }
}

/** What is completed and what is not, if it is tracked; teachers are enrolled too, and are not tracked. */
function readEnrolmentRows(input: BatchInput, learner: RosterRow, rows: unknown[]): Enrolments {
  const found: Enrolments = {
    ...{ completions: [], enrolled: [], undone: [], faults: [] },
    ...{ rows: rows.length, told: 0, untold: 0, thrown: null },
  }
  const keys = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const parsed = enrolmentRow.safeParse(row)
    if (!parsed.success) {
      found.faults.push(enrolmentFault(input, learner, index, row, placesOf(parsed.error)))
      continue
    }
    const course = input.courses.get(parsed.data.id)
    if (course) found[parsed.data.completed === undefined ? 'untold' : 'told'] += 1
    const key = recordKey(learner.id, parsed.data.id)
    if (!course || parsed.data.completionusertracked === false) continue
    if (!found.enrolled.some(each => each.course === course)) found.enrolled.push({ learner, course })
    if (parsed.data.completed === undefined || keys.has(key)) continue
    keys.add(key)
    if (parsed.data.completed) found.completions.push({ key, learner, course, row })
    else found.undone.push(undoneOf(input, learner, course))
  }
  return found
}

const undoneOf = ({ settings }: BatchInput, learner: RosterRow, course: MoodleCourse): Undone => ({
  key: recordKey(learner.id, course.id),
  build: when => buildUndone(buildPerson(learner, settings.snilsField), course, when, settings),
})

/**
 * A completion that is stored already is yielded with fresh names and hours and without a call. A `full` pass reads it again,
 * and so does another if its date lies in the overlap window; what is stored is kept if Moodle no longer tells.
 */
async function readCompletion(
  input: BatchInput,
  { key, learner, course, row }: Completion,
  known: SourceRecord | undefined,
  signal: AbortSignal,
): Promise<Outcome> {
  const build = (when: SourceRecord['when']): SourceRecord =>
    buildRecord(buildPerson(learner, input.settings.snilsField), course, when, input.settings)
  const isStored = known?.state === 'completed'
  if (isStored && !isReadAgain(input.options, known.when)) return withWarnings(build(known.when))
  try {
    const when = await fetchWhen(input.client, learner.id, course.id, signal)
    return withWarnings(build(when))
  } catch (thrown) {
    if (!isRecordFault(thrown)) throw thrown
    if (isStored) return { ...withWarnings(build(known.when), keptTime(key, thrown)), thrown }
    return { fault: faultOf(key, thrown, redactDeep(row, input.client.redact)), thrown }
  }
}

function isReadAgain({ mode, overlap }: BatchInput['options'], { at }: SourceRecord['when']): boolean {
  if (mode === 'full') return true
  if (!overlap || at === null) return false
  const date = new Date(at)
  return overlap.after < date && date <= overlap.until
}

async function fetchWhen(client: MoodleClient, userId: string, courseId: string, signal: AbortSignal) {
  const name = 'core_completion_get_course_completion_status'
  const answer = await client.call(name, { courseid: courseId, userid: userId }, signal)
  const { completionstatus } = parseAnswer(completionAnswer, answer, name)
  if (completionstatus.completed) return buildWhen(completionstatus)
  throw new ConnectorError({
    code: 'moodle_completion_contradicts',
    kind: 'data',
    message: 'Moodle lists the course as completed, and says it is not when asked for the date',
    remedy: 'see the completion report of the course, then pull again',
  })
}

function withWarnings(record: SourceRecord, ...warnings: SourceWarning[]): Outcome {
  const texts = [
    record.item.title,
    record.person.familyName,
    record.person.givenName,
    record.person.organisation,
  ]
  if (texts.some(text => text?.includes('\ufffd'))) {
    warnings.push({
      code: 'moodle_text_damaged',
      message: `record ${record.key} has characters that were lost at the source`,
    })
  }
  return { record, warnings, thrown: null }
}

function keptTime(key: string, fault: ConnectorError): SourceWarning {
  return { code: 'moodle_time_kept', message: `record ${key} keeps its stored date: ${fault.message}` }
}

function faultOf(key: string, thrown: ConnectorError, raw: unknown): SourceFault {
  const message = thrown.remedy ? `${thrown.message}; ${thrown.remedy}` : thrown.message
  return { key, code: thrown.code, message, raw }
}

function enrolmentFault(
  input: BatchInput,
  learner: RosterRow,
  index: number,
  row: unknown,
  places: string,
): SourceFault {
  return {
    key: recordKey(learner.id, nameRow(row, index)),
    code: 'moodle_enrolment_unreadable',
    message: `a course of this person cannot be read (${places})`,
    raw: redactDeep(row, input.client.redact),
  }
}

/** One unreadable answer is a record's trouble; when most are, the site has changed and the pass must not go on. */
function refuseIfMostlyBroken(enrolments: Enrolments[], outcomes: Outcome[]): void {
  const thrown = [...enrolments, ...outcomes].flatMap(each => each.thrown ?? [])
  const broken = thrown.filter(({ kind }) => kind === 'protocol')
  const first = broken[0]
  if (first && broken.length >= Math.max(3, (enrolments.length + outcomes.length) / 2)) throw first
}
