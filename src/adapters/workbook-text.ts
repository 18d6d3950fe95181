import { ConnectorError } from '#connectors/errors'
import { readXlsx } from '#connectors/portal/formats/xlsx'
import type { Grid } from '#connectors/portal/table'

/** A list of people is no larger, whatever it is packed to. */
const MOST_INFLATED = 20 * 1024 * 1024

/**
 * The first sheet of a workbook (XLSX) that has rows, as a spreadsheet copies it: a line a row, tabs between the cells. Rows
 * that are empty stay as empty lines, so that lines are counted as the spreadsheet counts them.
 *
 * @returns `null` if no workbook can be read
 */
export async function workbookText(bytes: Uint8Array): Promise<string | null> {
  try {
    const grids = await readXlsx(bytes, undefined, MOST_INFLATED)
    const filled = grids.find(({ rows }) => rows.length > 0)
    return filled ? linesOf(filled).join('\n') : null
  } catch (error) {
    if (error instanceof ConnectorError) return null
    throw error
  }
}

function linesOf({ rows }: Grid): string[] {
  const first = rows[0]?.number ?? 1
  const lines: string[] = []
  for (const { number, cells } of rows) {
    while (lines.length < number - first) lines.push('')
    lines.push(cells.map(({ text }) => quoted(text)).join('\t'))
  }
  return lines
}

const quoted = (text: string): string =>
  /[;\t\n"]/.test(text) ? `"${text.replaceAll('"', '""').replace(/\s+/g, ' ')}"` : text
