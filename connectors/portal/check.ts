import type { CheckFinding, CheckReport, Preview, SourceColumn } from '../contract.ts'
import { ColumnsError, ConnectorError } from '../errors.ts'
import { answered } from '../kit/answered.ts'
import { collectFindings, finding } from '../kit/finding.ts'
import { createRedactor, redactDeep } from '../kit/redact.ts'
import type { SourceFault } from '../record.ts'
import { mappingOf, type ReadExport, readExport } from './read.ts'
import { fetchExport, type PortalContext, type PortalDeps, secretsOf } from './source.ts'

const shownAtMost = 10

/** Reads the export as a pull would, stores nothing, and says what would become of it. */
export async function checkPortal(context: PortalContext, deps: PortalDeps): Promise<CheckReport> {
  const findings = collectFindings(context.onFinding)
  findings.push(...transportFindings(context))
  try {
    const { title } = mappingOf(context.settings)
    const askedAt = context.now().getTime()
    const file = await fetchExport(context, deps)
    if (!context.upload) findings.push(answered(context.now().getTime() - askedAt))
    const read = await readExport(file, context.settings, deps.inflatedBytes)
    findings.push(...readFindings(read))
    return {
      ...findings.report(siteOf(title, read)),
      preview: previewOf(read, context),
      columns: shownColumns(read.columns, context),
    }
  } catch (thrown) {
    if (!(thrown instanceof ConnectorError)) throw thrown
    findings.push(finding('error', thrown.code, thrown.message, thrown.remedy))
    const columns = thrown instanceof ColumnsError && shownColumns(thrown.columns, context)
    return { ...findings.report(null), ...(columns && { columns }) }
  }
}

function transportFindings({ settings, upload }: PortalContext): CheckFinding[] {
  if (upload || !settings.url?.startsWith('http:')) return []
  return [finding('warning', 'portal_no_tls', 'the export travels unencrypted', 'use an https:// address')]
}

function siteOf(title: string, { raw, snapshot }: ReadExport): string {
  const encoding = raw.encoding === undefined ? '' : `, ${raw.encoding}`
  return `${title}: ${raw.format}${encoding}, ${snapshot.rows} rows`
}

function readFindings(read: ReadExport): CheckFinding[] {
  const { rows, records } = read.snapshot
  const counts = countFaults(faultsOf(read))
  return [
    finding(records > 0 ? 'ok' : 'warning', 'portal_rows', `${records} of ${rows} rows would be imported`),
    ...Object.entries(counts).map(([code, { count, example }]) =>
      finding(
        'warning',
        code,
        `${count} rows cannot be read, e.g. ${example}`,
        'they will wait in quarantine',
      ),
    ),
    ...stateFindings(read),
    ...read.warnings.map(({ code, message }) => finding('warning', code, message)),
  ]
}

/** Words of a state that the mapping does not know: the sync quarantines such records. */
function stateFindings(read: ReadExport): CheckFinding[] {
  const unknown = recordsOf(read).filter(record => record.state === 'unknown')
  if (unknown.length === 0) return []
  const words = [...new Set(unknown.map(record => `«${record.rawState.slice(0, 40)}»`))].slice(0, 10)
  const remedy = 'add the words to "states" of the mapping'
  return [
    finding(
      'warning',
      'portal_state_unknown',
      `${unknown.length} rows have an unknown state: ${words}`,
      remedy,
    ),
  ]
}

const redactorOf = (context: PortalContext) => createRedactor(secretsOf(context))

const shownColumns = (columns: readonly SourceColumn[], context: PortalContext) =>
  redactDeep(columns, redactorOf(context)) as readonly SourceColumn[]

function previewOf(read: ReadExport, context: PortalContext): Preview {
  const faults = faultsOf(read)
  const counts = Object.entries(countFaults(faults)).map(([code, { count }]) => [code, count] as const)
  const preview: Preview = {
    rows: read.snapshot.rows,
    records: read.snapshot.records,
    sample: recordsOf(read).slice(0, shownAtMost),
    faults: faults.slice(0, shownAtMost),
    faultCounts: Object.fromEntries(counts),
    raw: read.raw,
  }
  return redactDeep(preview, redactorOf(context)) as Preview
}

const recordsOf = (read: ReadExport) => read.rows.flatMap(row => ('record' in row ? [row.record] : []))
const faultsOf = (read: ReadExport) => read.rows.flatMap(row => ('fault' in row ? [row.fault] : []))

function countFaults(faults: readonly SourceFault[]): Record<string, { count: number; example: string }> {
  const counts: Record<string, { count: number; example: string }> = {}
  for (const { code, message } of faults) {
    const known = counts[code]
    if (known) known.count += 1
    else counts[code] = { count: 1, example: message }
  }
  return counts
}
