import type { Command } from 'commander'
import { type ListedLearner, type ListFault, readLearnerList } from '#credits/programmes/learner-list'
import { operator } from '#domain/actor'
import { InvalidInputError } from '#domain/errors'
import { withApplication } from './application.ts'
import { readTextFile } from './input-file.ts'
import { print } from './io.ts'

interface Options {
  programme: string
  connection: string
}

/** `zachetka enrol FILE.csv`: learners of a programme, by their accounts in the LMS. */
export function addEnrolCommand(program: Command): void {
  program
    .command('enrol <file>')
    .description(
      'enrols learners from a CSV file: user;family;given;patronymic;organisation;enrolled;documents;snils;number (docs/programmes.md)',
    )
    .requiredOption('--programme <id>', 'the programme, as `programme list` shows it')
    .requiredOption('--connection <name>', 'the source system whose account ids stand in the column `user`')
    .action(enrol)
}

async function enrol(file: string, { programme: programmeId, connection }: Options): Promise<void> {
  const rows = readRows(file)
  await withApplication(async ({ credits, connections, sync }) => {
    const { id, platformIssuer } = await connections.find(operator, connection)
    const of = platformIssuer ? { issuer: platformIssuer } : { connectionId: id }
    const done = await credits.enrolListed(operator, { programmeId, of, rows })
    print(`Enrolled ${done.enrolled}; ${done.already} of ${rows.length} were enrolled already.`)
    if (done.refused > 0)
      print(`${done.refused} were not: their accounts are known under another family name.`)
    const { counts } = await sync.replay(id)
    if (counts.entries > 0) print(`${counts.entries} completions that waited for them are entries now.`)
  })
}

const WORDS: Readonly<Record<ListFault['fault'], string>> = {
  empty: 'the family name is empty',
  'no-account': 'the id of the account in the LMS is empty, and there is no СНИЛС',
  'no-date': 'not a calendar date YYYY-MM-DD',
  'no-snils': 'no СНИЛС: its check sum does not hold',
  'unknown-word': 'complete or incomplete',
  'no-column': 'the first line does not name the columns, or lacks this one',
  unreadable: 'not a table of values parted by ; , or tabs',
}

/** Every line that does not hold is named; nobody is enrolled until all do. */
function readRows(file: string): ListedLearner[] {
  const { rows, faults } = readLearnerList(readTextFile(file))
  const issues = faults.map(({ line, column, fault }) => ({
    path: `line ${line}, ${column}`,
    message: WORDS[fault],
  }))
  if (issues.length > 0) throw new InvalidInputError(`${file} does not hold; nobody was enrolled`, issues)
  return rows
}
