/**
 * Completions of single activities (элементы курса), for modules that live inside a course. One call a learner and course,
 * so only where the connection asks for it; Moodle knows no hours of an activity: they are the module's.
 */
import { z } from 'zod'
import { redactDeep } from '../../kit/redact.ts'
import type { SourceFault, SourceRecord } from '../../record.ts'
import type { MoodleClient } from '../rest/client.ts'
import { isRecordFault } from '../rest/faults.ts'
import { type ActivityRow, activityRow, parseAnswer, type RosterRow } from '../rest/schemas.ts'
import type { MoodleSettings } from '../settings.ts'
import { buildPerson, type MoodleCourse } from './normalise.ts'
import type { Undone } from './taken-back.ts'

export const activitiesFunction = 'core_completion_get_activities_completion_status'

export const activitiesAnswer = z.object({ statuses: z.array(z.unknown()) })

/** 1 complete, 2 complete and passed; what is failed or not complete earns nothing. */
const STATES: Readonly<Record<number, 'completed' | 'passed'>> = { 1: 'completed', 2: 'passed' }
const FAILED = 3

export interface Activities {
  records: SourceRecord[]
  undone: Undone[]
  faults: SourceFault[]
}

interface Place {
  client: MoodleClient
  settings: MoodleSettings
  learner: RosterRow
  course: MoodleCourse
}

/** @throws {ConnectorError} if the site fails us; what concerns this learner and course alone is a fault */
export async function readActivities(place: Place, signal: AbortSignal): Promise<Activities> {
  const { client, learner, course } = place
  try {
    const given = await client.call(activitiesFunction, { courseid: course.id, userid: learner.id }, signal)
    const { statuses } = parseAnswer(activitiesAnswer, given, activitiesFunction)
    const parts = statuses.map((row, index) => readRow(place, row, index))
    return {
      records: parts.flatMap(each => each.records),
      undone: parts.flatMap(each => each.undone),
      faults: parts.flatMap(each => each.faults),
    }
  } catch (thrown) {
    if (!isRecordFault(thrown)) throw thrown
    const message = thrown.remedy ? `${thrown.message}; ${thrown.remedy}` : thrown.message
    const raw = { userId: learner.id, courseId: course.id }
    const fault = { key: `${learner.id}:${course.id}/`, code: thrown.code, message, raw }
    return { records: [], undone: [], faults: [fault] }
  }
}

function readRow(place: Place, row: unknown, index: number): Activities {
  const parsed = activityRow.safeParse(row)
  if (!parsed.success) return { records: [], undone: [], faults: [unreadable(place, row, index)] }
  const { state, timecompleted, istrackeduser } = parsed.data
  if (istrackeduser === false) return { records: [], undone: [], faults: [] }
  const build = (when: SourceRecord['when']) => buildActivity(place, parsed.data, when)
  if (STATES[state]) return { records: [build(whenOf(timecompleted))], undone: [], faults: [] }
  return { records: [], undone: [{ key: keyOf(place, parsed.data), build }], faults: [] }
}

function unreadable({ client, learner, course }: Place, row: unknown, index: number): SourceFault {
  return {
    key: `${learner.id}:${course.id}/#${index}`,
    code: 'moodle_activity_unreadable',
    message: `an activity of course ${course.id} cannot be read`,
    raw: redactDeep(row, client.redact),
  }
}

const keyOf = ({ learner, course }: Place, { cmid }: ActivityRow): string =>
  `${learner.id}:${course.id}/${cmid}`

function buildActivity(place: Place, row: ActivityRow, when: SourceRecord['when']): SourceRecord {
  const { settings, learner, course } = place
  const { cmid, modname, state } = row
  return {
    key: keyOf(place, row),
    person: buildPerson(learner, settings.snilsField),
    item: {
      courseId: `${course.id}/${cmid}`,
      title: `${course.title}: ${modname} ${cmid}`,
      ...(course.shortName !== undefined && { shortName: `${course.shortName}/${cmid}` }),
      activity: { id: cmid, kind: modname },
    },
    state: STATES[state] ?? (state === FAILED ? 'failed' : 'in-progress'),
    rawState: String(state),
    when,
    hours: [],
    evidence: `${settings.evidenceUrl ?? settings.url}/mod/${modname}/view.php?id=${cmid}`,
  }
}

/** The time of the last change of the state, which is the completion's unless somebody overrode it. */
const whenOf = (seconds: number | null): SourceRecord['when'] =>
  seconds === null
    ? { at: null, quality: 'derived' }
    : { at: new Date(seconds * 1000).toISOString(), quality: 'derived', raw: String(seconds) }
