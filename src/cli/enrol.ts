import type { Command } from 'commander'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { operator } from '#domain/actor'
import { isCalendarDate } from '#domain/calendar'
import { AppError, InvalidInputError } from '#domain/errors'
import { isSnils } from '#domain/snils'
import { ltiKey, snilsKey, sourceKey } from '#store/ports/people'
import { withApplication } from './application.ts'
import { readTextFile } from './input-file.ts'
import { print } from './io.ts'

const text = z.string().trim()

/** Columns of the file; the first line names them. */
const row = z
  .object({
    user: text.default(''),
    family: text.min(1, 'the family name is empty'),
    given: text,
    patronymic: text.optional(),
    organisation: text.optional(),
    enrolled: text.refine(isCalendarDate, 'not a calendar date YYYY-MM-DD'),
    documents: z.enum(['complete', 'incomplete', '']).optional(),
    snils: text
      .refine(value => value === '' || isSnils(value), 'no СНИЛС: its check sum does not hold')
      .optional(),
    number: text.optional(),
  })
  .refine(({ user, snils }) => user !== '' || Boolean(snils), {
    path: ['user'],
    when: () => true,
    message: 'the id of the account in the LMS is empty, and there is no СНИЛС',
  })

type Row = z.infer<typeof row>

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

async function enrol(file: string, options: Options): Promise<void> {
  const rows = readRows(file)
  await withApplication(async ({ credits, connections, sync }) => {
    const { id, platformIssuer } = await connections.find(operator, options.connection)
    let enrolled = 0
    for (const learner of rows) {
      const identity = identityOf(learner, id, platformIssuer)
      try {
        await credits.enrol(operator, { identity, programmeId: options.programme, ...inputOf(learner) })
        enrolled += 1
      } catch (error) {
        if (!(error instanceof AppError) || error.status !== 409) throw error
      }
    }
    print(`Enrolled ${enrolled}; ${rows.length - enrolled} of ${rows.length} were enrolled already.`)
    const { counts } = await sync.replay(id)
    if (counts.entries > 0) print(`${counts.entries} completions that waited for them are entries now.`)
  })
}

/** By the account; without one by СНИЛС, and then the first pull that brings it joins it. */
function identityOf({ user, snils = '' }: Row, connectionId: string, issuer: string | undefined): string {
  if (user === '') return snilsKey(snils.replace(/\D/g, ''))
  return issuer ? ltiKey(issuer, user) : sourceKey(connectionId, user)
}

function inputOf({ family, given, patronymic, organisation, enrolled, documents, snils, number }: Row) {
  return {
    person: {
      familyName: family,
      givenName: given,
      ...(patronymic ? { patronymic } : {}),
      ...(organisation ? { organisation } : {}),
      ...(snils ? { snils: snils.replace(/\D/g, '') } : {}),
      ...(number ? { personalNumber: number } : {}),
    },
    enrolledOn: enrolled,
    facts: documents ? { enrolmentDocuments: documents } : {},
  }
}

/** Every line that does not hold is named; nobody is enrolled until all do. */
function readRows(file: string): Row[] {
  const records = parse(readTextFile(file), {
    columns: true,
    delimiter: [';', ',', '\t'],
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
  }) as unknown[]
  const results = records.map(record => row.safeParse(record))
  const issues = results.flatMap((result, index) =>
    (result.error?.issues ?? []).map(({ path, message }) => ({
      path: `line ${index + 2}, ${path.join('.')}`,
      message,
    })),
  )
  if (issues.length > 0) throw new InvalidInputError(`${file} does not hold; nobody was enrolled`, issues)
  return results.flatMap(result => (result.data ? [result.data] : []))
}
