/**
 * The report path: one call for the courses with their hours, one per page of rows. A report of the data source «Course
 * participants» has what the other functions do not: the official time, and people whose enrolment is over.
 */
import { isDeepStrictEqual } from 'node:util'
import type { CheckFinding, Page, PullOptions, SourceWarning } from '../../contract.ts'
import { ConnectorError } from '../../errors.ts'
import { finding } from '../../kit/finding.ts'
import { createZone } from '../../kit/local-time.ts'
import { redactDeep } from '../../kit/redact.ts'
import type { SourceFault, SourcePerson, SourceRecord } from '../../record.ts'
import { type MoodleClient, type MoodleContext, reportFunction } from '../rest/client.ts'
import { parseAnswer, reportAnswer, rosterRow } from '../rest/schemas.ts'
import type { MoodleSettings } from '../settings.ts'
import { fetchCourses } from './courses.ts'
import type { ReportCursor } from './cursor.ts'
import { buildPerson, buildRecord, buildUndone, type MoodleCourse, recordKey } from './normalise.ts'
import { cellOf, type Places, placeColumns, type ReportRow, readReportRow, textOf } from './report-row.ts'
import { takenBack, type Undone } from './taken-back.ts'

type ReportSettings = NonNullable<MoodleSettings['report']>

interface ReportPage {
  headers: string[]
  rows: (string | undefined)[][]
  total: number
}

/** More pages than any report has; past it a server is answering for ever. */
const maxPages = 200_000

/** @throws {ConnectorError} `moodle_report_columns` if a column is missing or renamed: nothing is guessed */
export async function* pullReport(
  context: MoodleContext,
  options: PullOptions<ReportCursor>,
  client: MoodleClient,
): AsyncGenerator<Page<ReportCursor>> {
  const report = reportOf(context.settings)
  const catalogue = await fetchCourses(client, context.settings, context.signal)
  const reader = createReader(context, report, client, catalogue.courses)
  let { page, rows } = options.cursor ?? { page: 0, rows: 0 }
  let before: ReportPage['rows'] = []
  let warnings = catalogue.warnings
  let faults = catalogue.faults
  for (; page < maxPages; page++) {
    const found = await fetchPage(client, report.id, page, context)
    const repeats = found.rows.length > 0 && isDeepStrictEqual(found.rows, before)
    before = found.rows
    const read = reader.read(found, rows)
    rows += found.rows.length
    const isLast = repeats || found.rows.length === 0 || (page + 1) * context.settings.pageSize >= found.total
    if (isLast && !repeats && rows !== found.total) warnings = [...warnings, miscounted(rows, found.total)]
    if (repeats) warnings = [...warnings, repeating]
    yield {
      records: [...read.records, ...(await withdrawn(read, options))],
      faults: [...faults, ...read.faults],
      warnings: [...warnings, ...read.warnings],
      next: isLast ? null : { v: 1, report: report.id, page: page + 1, rows },
      progress: isLast ? 1 : Math.min(1, rows / Math.max(1, found.total)),
    }
    if (isLast) return
    warnings = []
    faults = []
  }
}

const withdrawn = async ({ undone }: Read, { known }: Pick<PullOptions<unknown>, 'known'>) =>
  undone.length > 0 ? takenBack(undone, await known(undone.map(({ key }) => key))) : []

function reportOf({ report }: MoodleSettings): ReportSettings {
  if (report) return report
  throw new ConnectorError({
    code: 'moodle_report_missing',
    kind: 'config',
    message: 'the path is report, and no report is named',
    remedy: 'set "report" to its id, the time zone of the service account and its headers',
  })
}

/** @throws {ConnectorError} what Moodle says */
async function fetchPage(
  client: MoodleClient,
  reportid: string,
  page: number,
  { settings, signal }: Pick<MoodleContext, 'settings' | 'signal'>,
): Promise<ReportPage> {
  const params = { reportid, page, perpage: settings.pageSize }
  const { data } = parseAnswer(
    reportAnswer,
    await client.call(reportFunction, params, signal),
    reportFunction,
  )
  return {
    headers: data.headers,
    rows: data.rows.map(row => row.columns.map(cellText)),
    total: data.totalrowcount,
  }
}

const cellText = (cell: unknown): string | undefined =>
  cell === null || cell === undefined ? undefined : String(cell)

/** Reads the first page and sees whether its columns and its first rows are understood. */
export async function checkReport(client: MoodleClient, context: MoodleContext): Promise<CheckFinding> {
  const report = reportOf(context.settings)
  const page = await fetchPage(client, report.id, 0, context)
  const places = placeColumns(page.headers, report.headers)
  const unread = page.rows.map(cells => readReportRow(cells, places)).find(row => typeof row === 'string')
  if (unread === undefined) return finding('ok', 'moodle_report', `the report has ${page.total} rows`)
  const message = `the column «${report.headers[unread]}» of the report cannot be read`
  const remedy = 'it has to be the column with a link, or a date that Moodle writes in English'
  return finding('error', 'moodle_report_row_unreadable', message, remedy)
}

/** Of a page: records by key, since a report may have a row twice. */
interface Found {
  records: Map<string, SourceRecord>
  faults: SourceFault[]
  undone: Undone[]
  /** Courses that the account may not see. */
  strangers: Set<string>
}

interface Read {
  records: SourceRecord[]
  undone: Undone[]
  faults: SourceFault[]
  warnings: SourceWarning[]
}

function createReader(
  context: MoodleContext,
  report: ReportSettings,
  client: MoodleClient,
  courses: readonly MoodleCourse[],
) {
  const zone = createZone(report.timeZone)
  const byId = new Map(courses.map(course => [course.id, course]))

  const personOf = personReader()

  function recordOf(row: ReportRow, course: MoodleCourse): SourceRecord {
    const person = personOf(row)
    const at = row.completedAt ? zone.toInstant(row.completedAt).toISOString() : null
    return buildRecord(person, course, { at, quality: 'exact', raw: row.rawTime }, context.settings)
  }

  const undoneOf = (row: ReportRow, course: MoodleCourse): Undone => ({
    key: recordKey(row.userId, row.courseId),
    build: when => buildUndone(readPerson(row), course, when, context.settings),
  })

  /** @param place of the row: what cannot be read is known by it */
  function take(into: Found, cells: ReportPage['rows'][number], place: number, places: Places): void {
    const row = readReportRow(cells, places)
    if (typeof row === 'string') {
      const key = `report:${report.id}:${place}`
      into.faults.push(unreadable(key, report.headers[row], redactDeep(cells, client.redact)))
      return
    }
    const course = byId.get(row.courseId)
    if (!row.completedAt) {
      if (course) into.undone.push(undoneOf(row, course))
    } else if (course) into.records.set(recordKey(row.userId, row.courseId), recordOf(row, course))
    else into.strangers.add(row.courseId)
  }

  return {
    /** @param rowsBefore rows of the pages before */
    read(page: ReportPage, rowsBefore: number): Read {
      const places = placeColumns(page.headers, report.headers)
      const found: Found = { records: new Map(), undone: [], faults: [], strangers: new Set() }
      page.rows.forEach((cells, i) => {
        take(found, cells, rowsBefore + i, places)
      })
      const isStrange = found.strangers.size > 0 && context.settings.courses === 'all'
      return {
        records: [...found.records.values()],
        undone: found.undone,
        faults: found.faults,
        warnings: isStrange ? [unknownCourses(found.strangers)] : [],
      }
    },
  }
}

const personColumns = ['user', 'firstName', 'lastName', 'email', 'idNumber', 'organisation'] as const

/** Rows of a person mostly follow one another: what says the same of them is read once. */
function personReader(): (row: ReportRow) => SourcePerson {
  let last: { row: ReportRow; person: SourcePerson } | undefined
  return row => {
    if (!last || !isSamePerson(row, last.row)) last = { row, person: readPerson(row) }
    return last.person
  }
}

const isSamePerson = (row: ReportRow, other: ReportRow): boolean =>
  personColumns.every(column => cellOf(row, column) === cellOf(other, column))

const readPerson = (row: ReportRow): SourcePerson =>
  buildPerson(
    rosterRow.parse({
      id: row.userId,
      firstname: textOf(row, 'firstName'),
      lastname: textOf(row, 'lastName'),
      email: textOf(row, 'email'),
      idnumber: textOf(row, 'idNumber'),
      institution: textOf(row, 'organisation'),
    }),
  )

/** A report, which alone is exact, tells minutes. A stored time inside the same minute is the better one, however it was read. */
export function keepTime(told: SourceRecord, stored: SourceRecord): SourceRecord {
  if (told.when.quality !== 'exact' || !told.when.at || !stored.when.at) return told
  const isSameMinute = told.when.at.slice(0, 16) === stored.when.at.slice(0, 16)
  return isSameMinute ? { ...told, when: stored.when } : told
}

function unreadable(key: string, header: string, raw: unknown): SourceFault {
  return {
    key,
    code: 'moodle_report_row_unreadable',
    message: `the column «${header}» of a row cannot be read: a link to the person and the course and an English date are needed`,
    raw,
  }
}

function unknownCourses(ids: ReadonlySet<string>): SourceWarning {
  return {
    code: 'moodle_course_not_visible',
    message: `the report names courses that are hidden from an account without moodle/course:viewhiddencourses: ${[...ids].slice(0, 30).join(', ')}`,
  }
}

function miscounted(rows: number, total: number): SourceWarning {
  const message = `${rows} rows were read and the report counts ${total}: it changed on the way, or is not sorted by a unique column`
  return { code: 'moodle_report_miscounted', message }
}

const repeating: SourceWarning = {
  code: 'moodle_report_repeats',
  message: 'the report repeats itself from page to page: the site does not page',
}
