import { CsvError, parse } from 'csv-parse/sync'
import { limits, portalFault, tooLarge } from '../faults.ts'
import { cellOfText, createCellBudget, type Grid } from '../table.ts'

const delimiters = [';', ',', '\t', '|']

/**
 * CSV as Excel of this country writes it: `;` by default, quotes with line breaks inside, quotes in the middle of a
 * field, a first line `sep=;`.
 *
 * @throws {ConnectorError} `portal_csv_broken` if a quote is never closed: the file was cut short; `portal_too_large`
 */
export function readCsv(text: string, delimiter?: string): Grid {
  const named = /^sep=(.)\r?\n/.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const budget = createCellBudget()
  const rows = parseRows(body, delimiter ?? named?.[1] ?? guessDelimiter(body)).map(({ record, info }) => {
    if (record.length > limits.columns) throw tooLarge(`more than ${limits.columns} columns`)
    budget.spend(1, record.length)
    return { number: info.lines + (named ? 1 : 0), cells: record.map(cellOfText) }
  })
  return { name: 'CSV', rows }
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

function parseRows(text: string, delimiter: string): Parsed[] {
  try {
    return parse(text, {
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: limits.cellChars * 8,
    }) as unknown as Parsed[]
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    const line = typeof thrown.lines === 'number' ? ` (line ${thrown.lines})` : ''
    const message = `the CSV is broken${line}: ${thrown.code}`
    throw portalFault(
      'csv_broken',
      message,
      'see whether the file is whole and quotes are doubled inside quotes',
    )
  }
}

/** What stands most often outside quotes in the first lines. */
function guessDelimiter(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const counts = delimiters.map(delimiter => head.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ';'
}
