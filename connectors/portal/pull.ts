import type { Page, PullOptions, SourceWarning } from '../contract.ts'
import { ConnectorError } from '../errors.ts'
import { createRedactor, redactDeep } from '../kit/redact.ts'
import type { PortalCursor } from './cursor.ts'
import { type ReadExport, readExport } from './read.ts'
import { fetchExport, type PortalContext, type PortalDeps } from './source.ts'

/**
 * The whole export is read before its first page is yielded: a file that is cut short or not understood brings nothing,
 * and takes nothing for gone. A pass that resumes goes on in the same file; if the file is another one by now, it starts
 * again from its first row.
 */
export async function* pullPortal(
  context: PortalContext,
  { cursor }: PullOptions<PortalCursor>,
  deps: PortalDeps,
): AsyncGenerator<Page<PortalCursor>> {
  refuseIfStopped(context.signal)
  const file = await fetchExport(context, deps)
  const read = withoutSecrets(context, await readExport(file, context.settings, deps.inflatedBytes))
  const isSame = cursor?.sha256 === read.raw.sha256
  const start = isSame && cursor ? Math.min(cursor.row, read.rows.length) : 0
  const warnings = cursor && !isSame ? [...read.warnings, changedFile] : read.warnings
  const { pageSize } = context.settings
  for (let at = start; at === start || at < read.rows.length; at += pageSize) {
    refuseIfStopped(context.signal)
    const page = pageOf(read, at, pageSize, at === start ? warnings : [])
    yield at === start ? { ...page, file } : page
  }
}

/** Shorter ones stand in people's numbers by chance: a row must not change its key for it. */
const secretChars = 8

/** A site may write the key of the address into the links of its rows. */
function withoutSecrets({ secrets: { password, token, key } }: PortalContext, read: ReadExport): ReadExport {
  const secrets = [password, token, key].filter(secret => (secret?.length ?? 0) >= secretChars)
  if (secrets.length === 0) return read
  return { ...read, rows: redactDeep(read.rows, createRedactor(secrets as string[])) as ReadExport['rows'] }
}

function pageOf(read: ReadExport, at: number, size: number, warnings: SourceWarning[]): Page<PortalCursor> {
  const rows = read.rows.slice(at, at + size)
  const row = at + size
  const isLast = row >= read.rows.length
  return {
    records: rows.flatMap(each => ('record' in each ? [each.record] : [])),
    faults: rows.flatMap(each => ('fault' in each ? [each.fault] : [])),
    warnings,
    next: isLast ? null : { v: 1, sha256: read.raw.sha256, row },
    progress: isLast ? 1 : row / read.rows.length,
    raw: read.raw,
    ...(isLast ? { snapshot: read.snapshot } : {}),
  }
}

const changedFile: SourceWarning = {
  code: 'portal_file_changed',
  message: 'the export changed since the pass was interrupted; it was read again from its beginning',
}

function refuseIfStopped(signal: AbortSignal): void {
  if (!signal.aborted) return
  throw new ConnectorError({ code: 'cancelled', kind: 'cancelled', message: 'the pass was stopped' })
}
