/** Пробная загрузка: the first records through the same steps as in a pull. Reads the source and the store, writes nothing. */

import type { CheckReport, ConnectorContext, Page, RawSource } from '#connectors/contract'
import { ColumnsError } from '#connectors/errors'
import { fullName } from '#domain/names/full-name'
import { localDate } from '#domain/time/local-date'
import type { PreviewLine, PreviewOptions, PreviewReport, Sync, SyncDeps } from './contract.ts'
import { findConnection, openConnection } from './open-connection.ts'
import { addReasons } from './page/counts.ts'
import { incomingOf } from './page/incoming.ts'
import { type Judged, judge } from './page/judge.ts'
import { isRefusal } from './page/steps/refusal.ts'
import { runContext } from './run/run-context.ts'
import { runErrorOf } from './run/run-record.ts'

const LIMIT = 200
const TIMEOUT_MS = 60_000
const SAMPLE = 10
const EACH = SAMPLE / 2

export function previewConnection(deps: SyncDeps): Sync['preview'] {
  return async (connectionId, options = {}) => {
    const report: PreviewReport = {
      ...{ seen: 0, isWhole: false, entries: 0, unchanged: 0 },
      ...{ reasons: {}, sample: [], warnings: [] },
    }
    const stored = await findConnection(deps, connectionId)
    const settings = { ...stored.settings, ...(options.file && { file: options.file, url: undefined }) }
    let opened: Opened | undefined
    try {
      opened = openConnection(deps, { ...stored, settings })
      const context = runContext(deps, opened, 'preview')
      for await (const page of pagesOf(opened, options)) {
        const judged = await judge({ ...context, now: deps.now(), isReplayed: false }, incomingOf(page))
        note(report, page, judged, opened.settings.timeZone)
        report.isWhole = page.next === null
        options.onSeen?.(report.seen)
        if (report.isWhole || report.seen >= (options.limit ?? LIMIT)) break
      }
      const columns = await columnsOf(opened, options)
      return { ...report, ...(columns && { columns }) }
    } catch (error) {
      const { code, message, remedy } = runErrorOf(error)
      const columns = opened && error instanceof ColumnsError && (await columnsOf(opened, options))
      return { ...report, ...(columns && { columns }), error: { code, message, ...(remedy && { remedy }) } }
    }
  }
}

type Opened = ReturnType<typeof openConnection>

function pagesOf({ connector, context }: Opened, { signal }: PreviewOptions): AsyncIterable<Page<unknown>> {
  const options = { mode: 'incremental' as const, cursor: null, known: async () => new Map() }
  return connector.pull(contextOf(context, signal), options)
}

function contextOf(context: Opened['context'], signal?: AbortSignal): ConnectorContext<unknown, unknown> {
  const limit = AbortSignal.timeout(TIMEOUT_MS)
  return context(signal ? AbortSignal.any([signal, limit]) : limit)
}

/** Only sources that are read whole name their columns. */
async function columnsOf(
  { connector, context }: Opened,
  { signal }: PreviewOptions,
): Promise<CheckReport['columns']> {
  if (connector.capabilities.deletes !== 'snapshot') return undefined
  return (await connector.check(contextOf(context, signal))).columns
}

function note(report: PreviewReport, page: Page<unknown>, judged: Judged, timeZone: string): void {
  const { imports, refused, unchanged } = judged
  report.seen += page.records.length + page.faults.length
  report.entries += imports.reduce((sum, each) => sum + each.wanted.length, 0)
  report.unchanged += unchanged
  for (const { refusal } of refused) report.reasons = addReasons(report.reasons, { [refusal.refused]: 1 })
  report.warnings.push(
    ...page.warnings.filter(({ code }) => !report.warnings.some(each => each.code === code)),
  )
  if (page.raw) report.raw = page.raw satisfies RawSource
  const good = imports.flatMap(each => {
    const [entry] = each.wanted
    return entry ? [{ ...lineOf(each.record, timeZone), date: entry.date, hours: entry.hours }] : []
  })
  const waiting = refused.map(
    ({ item, refusal }): PreviewLine => ({
      ...(isRefusal(item.record)
        ? { key: item.key, person: '', title: '', date: null }
        : lineOf(item.record, timeZone)),
      reason: refusal.refused,
      facts: refusal.facts,
    }),
  )
  report.sample = sampleOf([...report.sample, ...good, ...waiting])
}

/** Half of each kind, and more of one if the other is short. */
function sampleOf(lines: PreviewLine[]): PreviewLine[] {
  const good = lines.filter(line => line.reason === undefined)
  const waiting = lines.filter(line => line.reason !== undefined)
  const shown = good.slice(0, Math.max(EACH, SAMPLE - waiting.length))
  return [...shown, ...waiting.slice(0, SAMPLE - shown.length)]
}

function lineOf(
  { key, person, item, when }: Page<unknown>['records'][number],
  timeZone: string,
): PreviewLine {
  const name = fullName(person)
  const date = when.at ? localDate(new Date(when.at), timeZone) : null
  return { key, person: name || person.userId, title: item.title, date }
}
