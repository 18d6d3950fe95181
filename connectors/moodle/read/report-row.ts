/** Pure: a row of a report, which is written for people, → what it says. */
import { ConnectorError } from '../../errors.ts'
import { decodeEntities } from '../../kit/entities.ts'
import type { LocalTime } from '../../kit/local-time.ts'
import type { MoodleSettings } from '../settings.ts'

type Headers = NonNullable<MoodleSettings['report']>['headers']
export type ReportColumn = keyof Headers

const needed: readonly ReportColumn[] = ['user', 'course', 'completedAt', 'firstName', 'lastName']

/**
 * Places of the columns. They are positional and anybody with the right may move or rename them, so each page is checked.
 *
 * @throws {ConnectorError} `moodle_report_columns`, naming what is missing and what there is
 */
export function placeColumns(found: readonly string[], headers: Headers): Places {
  const plain = found.map(plainText)
  const places = new Map<ReportColumn, number>()
  for (const [column, header] of Object.entries(headers) as [ReportColumn, string][]) {
    const at = plain.indexOf(header)
    if (at >= 0 && at === plain.lastIndexOf(header)) places.set(column, at)
    else if (at >= 0) throw wrongColumns(`two columns are called «${header}»`, plain)
  }
  const missing = needed.filter(column => !places.has(column)).map(column => `«${headers[column]}»`)
  if (missing.length > 0) throw wrongColumns(`the report has no column ${missing.join(', ')}`, plain)
  return places
}

function wrongColumns(message: string, found: readonly string[]): ConnectorError {
  return new ConnectorError({
    code: 'moodle_report_columns',
    kind: 'config',
    message: `${message}; there are ${found.map(header => `«${header.slice(0, 60)}»`).join(', ')}`,
    remedy: 'give the report the columns that are missing, or name its headers in the setting "report"',
  })
}

export interface ReportRow {
  userId: string
  courseId: string
  /** As the service account's zone has it, to the minute; `null`: not completed. */
  completedAt: LocalTime | null
  /** As written. */
  rawTime: string
  cells: Cells
  places: Places
}

type Cells = readonly (string | undefined)[]
export type Places = ReadonlyMap<ReportColumn, number>

/** As the report has it. */
export const cellOf = (
  { cells, places }: Pick<ReportRow, 'cells' | 'places'>,
  column: ReportColumn,
): string => cells[places.get(column) ?? -1] ?? ''

export const textOf = (row: ReportRow, column: ReportColumn): string | undefined =>
  plainText(cellOf(row, column)) || undefined

/** @returns the row, or the name of the column that cannot be read */
export function readReportRow(cells: Cells, places: Places): ReportRow | ReportColumn {
  const row = { cells, places }
  const userId = userInLink(cellOf(row, 'user'))
  const courseId = idInLink(
    cellOf(row, 'course'),
    /\/course\/view\.php\?(?:[^"']*?&(?:amp;)?)?id=(\d{1,30})\b/,
  )
  const rawTime = plainText(cellOf(row, 'completedAt'))
  const completedAt = /^[-–—]?$/.test(rawTime) ? null : parseEnglishTime(rawTime)
  if (!userId) return 'user'
  if (!courseId) return 'course'
  if (completedAt === undefined) return 'completedAt'
  return { userId, courseId, completedAt, rawTime, ...row }
}

/** The person that a cell links to. */
export const userInLink = (html: string): string | undefined =>
  idInLink(html, /\/user\/(?:profile|view)\.php\?(?:[^"']*?&(?:amp;)?)?id=(\d{1,30})\b/)

function idInLink(html: string, pattern: RegExp): string | undefined {
  return pattern.exec(html)?.[1]
}

function plainText(html: string): string {
  return decodeEntities(html.replace(/<[^<>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

const english = /^(?:[a-z]+, )?(\d{1,2}) ([a-z]+) (\d{4}), (\d{1,2}):(\d{2})(?: ?([ap])m)?$/i

/** «Tuesday, 21 October 2025, 4:53 PM», Moodle's `strftimedaydatetime`. @returns `undefined` if it is not that */
function parseEnglishTime(text: string): LocalTime | undefined {
  const match = english.exec(text)
  const month = months.indexOf(match?.[2]?.toLowerCase() ?? '') + 1
  if (!match || month === 0) return undefined
  const [day, year, hour, minute] = [match[1], match[3], match[4], match[5]].map(Number) as [
    number,
    number,
    number,
    number,
  ]
  const half = match[6]?.toLowerCase()
  if (half && (hour < 1 || hour > 12)) return undefined
  const local = {
    year,
    month,
    day,
    hour: half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour,
    minute,
    second: 0,
  }
  const check = new Date(Date.UTC(year, month - 1, day, local.hour, minute))
  const isReal =
    check.getUTCDate() === day && check.getUTCMonth() === month - 1 && check.getUTCMinutes() === minute
  return isReal && check.getUTCHours() === local.hour ? local : undefined
}
