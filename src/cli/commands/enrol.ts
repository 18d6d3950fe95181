import type { Command } from 'commander'
import type { EnrolList, JudgedLine } from '#credits/programmes/enrol-list'
import { type LearnerList, type ListFault, readLearnerList } from '#credits/programmes/learner-list'
import { listText } from '#credits/programmes/list-text'
import { operator } from '#domain/access/actor'
import { InvalidInputError } from '#domain/errors'
import type { Application } from '#src/application'
import { SyncRunningError } from '#sync/errors'
import { withApplication } from '../application.ts'
import { readBytes } from '../input-file.ts'
import { print, printJson, printTable } from '../io.ts'
import { createProgressBar } from '../progress-bar.ts'

interface Options {
  programme: string
  connection: string
  json?: boolean
}

/** `zachetka enrol FILE`: learners of a programme, by their accounts in the LMS. */
export function addEnrolCommand(program: Command): void {
  program
    .command('enrol <file>')
    .description(
      'enrols learners from a CSV or XLSX file: user;family;given;patronymic;organisation;enrolled;documents;snils;number (docs/programmes.md)',
    )
    .requiredOption('--programme <id>', 'the programme, as `programme list` shows it')
    .requiredOption('--connection <name>', 'the source system whose account ids stand in the column `user`')
    .option('--json', 'as JSON')
    .action(enrol)
}

/** What became of a list. */
interface Outcome {
  enrolled: number
  /** Enrolled before, or twice in the list. */
  already: number
  /** Known under another family name: nobody of these was enrolled. */
  refused: { user: string; family: string; known: string }[]
  /** Heads of columns that nobody reads. */
  unread: string[]
  /** Completions that waited for these people; `null`: a pull is under way, and they come with it. */
  entries: number | null
}

async function enrol(file: string, { programme: programmeId, connection, json }: Options): Promise<void> {
  const { rows, unread } = await readList(file)
  await withApplication(async application => {
    const { id, platformIssuer } = await application.connections.find(operator, connection)
    const of = platformIssuer ? { issuer: platformIssuer } : { connectionId: id }
    const lines = await application.credits.judgeListed(operator, { programmeId, of, rows })
    const fresh = lines.filter(({ state }) => state === 'new').map(({ row }) => row)
    const enrolled = await enrolInParts(application, { programmeId, of, rows: fresh })
    const refused = lines.filter(({ state }) => state === 'other-name').map(refusedOf)
    const already = rows.length - enrolled - refused.length
    const entries = await takeWhatWaited(application, id)
    const outcome: Outcome = { enrolled, already, refused, unread, entries }
    if (json) printJson(outcome)
    else tell(outcome, rows.length)
    if (refused.length > 0) process.exitCode = 1
  })
}

const refusedOf = ({ row: { user, snils, family }, known = '' }: JudgedLine) => ({
  ...{ user: user || snils, family, known },
})

const PART = 500

/** A long list takes a while: part by part, telling how far it is. @returns how many were enrolled */
async function enrolInParts({ credits }: Application, list: EnrolList): Promise<number> {
  const bar = createProgressBar(process.stderr)
  let enrolled = 0
  for (let at = 0; at < list.rows.length; at += PART) {
    const rows = list.rows.slice(at, at + PART)
    enrolled += (await credits.enrolListed(operator, { ...list, rows })).enrolled
    bar.show(at / list.rows.length, `${enrolled} of ${list.rows.length} learners`)
  }
  bar.end()
  return enrolled
}

async function takeWhatWaited({ sync }: Application, connectionId: string): Promise<number | null> {
  try {
    return (await sync.replay(connectionId)).counts.entries
  } catch (error) {
    if (error instanceof SyncRunningError) return null
    throw error
  }
}

function tell({ enrolled, already, refused, unread, entries }: Outcome, lines: number): void {
  print(`Enrolled ${enrolled}; ${already} of ${lines} were enrolled already.`)
  if (refused.length > 0) {
    print(`${refused.length} were not: their accounts are known under another family name.`)
    const rows = refused.map(({ user, family, known }) => [user, family, known])
    printTable(['account', 'in the list', 'known as'], rows)
  }
  if (unread.length > 0) print(`Not read, since no column is called so: ${unread.join(', ')}`)
  if (entries === null) print('A pull is under way: completions that waited for them come with it.')
  else if (entries > 0) print(`${entries} completions that waited for them are entries now.`)
}

const WORDS: Readonly<Record<ListFault['fault'], string>> = {
  empty: 'the family name is empty',
  'no-account': 'the id of the account in the LMS is empty, and there is no СНИЛС',
  'no-date': 'not a calendar date YYYY-MM-DD',
  'no-snils': 'no СНИЛС: its check sum does not hold',
  'unknown-word': 'complete or incomplete',
  'too-long': 'too long',
  'no-column': 'the first line does not name the columns, or lacks this one',
  twice: 'this column is named twice',
  'more-values': 'more values than the first line names columns',
  unreadable: 'not a table of values parted by ; , or tabs',
}

/** Every line that does not hold is named; nobody is enrolled until all do. */
async function readList(file: string): Promise<LearnerList> {
  const { workbookText } = await import('#src/adapters/workbook-text')
  const text = await listText(readBytes(file), workbookText)
  if (text === null) throw new InvalidInputError(`${file} is neither a CSV file nor a workbook (XLSX)`)
  const list = readLearnerList(text)
  const issues = list.faults.map(({ line, column, fault }) => ({
    path: `line ${line}${column ? `, ${column}` : ''}`,
    message: WORDS[fault],
  }))
  if (issues.length > 0) throw new InvalidInputError(`${file} does not hold; nobody was enrolled`, issues)
  if (list.rows.length === 0) throw new InvalidInputError(`${file} names nobody; nobody was enrolled`)
  return list
}
