/** Pure: Moodle's rows → records of the contract. */

import { decodeEntities } from '../../kit/entities.ts'
import { parseHoursText } from '../../kit/hours-text.ts'
import { type GivenName, splitGivenName } from '../../kit/person-name.ts'
import type { SourceHours, SourceItem, SourcePerson, SourceRecord } from '../../record.ts'
import { type CompletionStatus, type CourseRow, customFieldRow, type RosterRow } from '../rest/schemas.ts'
import type { MoodleSettings } from '../settings.ts'

/** A course with the hours it promises. */
export interface MoodleCourse {
  id: string
  title: string
  shortName?: string
  /** As its records name it. */
  item: SourceItem
  /** Completion is switched off: nothing can be read from it. */
  untracked: boolean
  /** Only an account with the right sees it. */
  hidden: boolean
  hours: SourceHours[]
  /** Two hours fields disagree: the first one counts, a person should know. */
  hoursConflict: boolean
}

type HoursSettings = Pick<MoodleSettings, 'hoursField' | 'hoursUnit'>

export function buildCourse(row: CourseRow, settings: HoursSettings): MoodleCourse {
  const stated = settings.hoursField.flatMap(name => hoursOfField(row, name, settings))
  const readable = stated.filter(hours => hours.value !== null)
  const chosen = readable[0] ?? stated[0]
  const title = decodeEntities(row.fullname)
  const shortName = optional('shortName', row.shortname && decodeEntities(row.shortname))
  return {
    id: row.id,
    title,
    ...shortName,
    item: { courseId: row.id, ...optional('idNumber', row.idnumber), ...shortName, title },
    untracked: row.enablecompletion === false,
    hidden: row.visible === false,
    hours: chosen ? [chosen] : [],
    hoursConflict: stated.some(hours => hours.raw.trim() !== '' && !sameHours(hours, chosen)),
  }
}

function sameHours(hours: SourceHours, chosen: SourceHours | undefined): boolean {
  return hours.value === chosen?.value && hours.unit === chosen?.unit
}

/**
 * A number field has the exact number in `valueraw` and its unit, if any, in the displayed `value`; a menu has an index
 * in `valueraw` and its words in `value`.
 */
function hoursOfField(row: CourseRow, name: string, settings: HoursSettings): SourceHours[] {
  const field = row.customfields
    .map(candidate => customFieldRow.safeParse(candidate).data)
    .find(candidate => candidate?.shortname === name)
  if (!field) return []
  const shown = parseHoursText(field.value ?? (field.type === 'select' ? '' : (field.valueraw ?? '')))
  const exact =
    field.type === 'number' && field.valueraw !== undefined ? parseHoursText(field.valueraw) : shown
  const unit = shown.unit ?? exact.unit ?? settings.hoursUnit
  return [{ from: `customfield:${name}`, kind: 'nominal', raw: shown.raw, unit, value: exact.value }]
}

// The keys of what follows stand in their order, and whoever hashes a record need not copy it.

/** Moodle's services have no patronymic of their own; it usually stands inside `firstname`. */
export function buildPerson(row: RosterRow, snilsField?: string): SourcePerson {
  const wholeName = row.lastname === undefined ? row.fullname : undefined
  const { givenName, patronymic }: Partial<GivenName> =
    row.firstname === undefined ? optional('givenName', wholeName) : splitGivenName(row.firstname)
  return {
    ...optional('email', row.email),
    ...optional('familyName', row.lastname),
    ...optional('givenName', givenName),
    ...optional('idNumber', row.idnumber),
    ...optional('organisation', row.institution ?? row.department),
    ...optional('patronymic', patronymic),
    ...optional('snils', snilsField === undefined ? undefined : profileField(row, snilsField)),
    userId: row.id,
  }
}

function profileField(row: RosterRow, name: string): string | undefined {
  const fields = row.customfields.map(candidate => customFieldRow.safeParse(candidate).data)
  const value = fields.find(field => field?.shortname === name)?.value?.trim()
  return value || undefined
}

/**
 * The time of a completion, which Moodle does not tell as such: the last criterion where all are asked for, the first
 * where any will do. It equals the official time unless an administrator edited that.
 */
export function buildWhen(status: CompletionStatus): SourceRecord['when'] {
  const times = status.completions.flatMap(({ complete, timecompleted }) =>
    complete && timecompleted !== null ? [timecompleted] : [],
  )
  if (times.length === 0) return { at: null, quality: 'derived' }
  const pick = status.aggregation === 2 ? Math.min : Math.max
  const at = times.reduce((left, right) => pick(left, right))
  return { at: new Date(at * 1000).toISOString(), quality: 'derived', raw: String(at) }
}

export function recordKey(userId: string, courseId: string): string {
  return `${userId}:${courseId}`
}

export function buildRecord(
  person: SourcePerson,
  course: MoodleCourse,
  when: SourceRecord['when'],
  settings: Pick<MoodleSettings, 'url' | 'evidenceUrl'>,
): SourceRecord {
  const site = settings.evidenceUrl ?? settings.url
  return {
    evidence: `${site}/blocks/completionstatus/details.php?course=${course.id}&user=${person.userId}`,
    hours: course.hours,
    item: course.item,
    key: recordKey(person.userId, course.id),
    person,
    rawState: 'completed',
    state: 'completed',
    when,
  }
}

/** The same of a course that Moodle says is not complete any more. */
export const buildUndone = (...given: Parameters<typeof buildRecord>): SourceRecord => ({
  ...buildRecord(...given),
  rawState: 'not completed',
  state: 'in-progress',
})

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: string })
}
