import type { ConnectionRow, Finding, PlatformRow } from '../admin.ts'
import type { Readiness } from '../deps.ts'
import { contentLang } from '../ui/book-link.ts'
import { Mixed } from '../ui/mixed.tsx'
import { runResult, when } from '../ui/run-words.tsx'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

export interface DiagnosisProps {
  view: View
  readiness: Readiness
  version: string
  connections: readonly ConnectionRow[]
  platforms: readonly PlatformRow[]
  /** What a test found, by platform; absent: not tested on this page. */
  tested: { platformId: string; findings: readonly Finding[] } | null
}

type Row = { level: Finding['level']; check: string; result: string; remedy?: string }

const SIGNS = { ok: '✓', warning: '◷', error: '×' } as const
const CLASSES = { ok: 'good', warning: 'warn', error: 'bad' } as const

/** P13: what exactly is broken, and what mends it. */
export function DiagnosisPage(props: DiagnosisProps) {
  const { view, platforms, version } = props
  const { t } = view
  const rows = [...ownRows(props), ...props.connections.map(one => connectionRow(view, one))]
  const broken = rows.filter(row => row.level !== 'ok').length
  return (
    <Shell view={view} title={t.diagnosis.title} nav="diagnosis">
      <h1 tabIndex={-1}>{t.diagnosis.title}</h1>
      <p class="lead">
        <b>{t.diagnosis.sum(rows.length - broken, rows.length)}</b>
      </p>
      <Checks view={view} rows={rows} label={t.diagnosis.title} />
      <h2>{t.diagnosis.platforms}</h2>
      {platforms.length === 0 && <p>{t.admin.platformsEmpty}</p>}
      {platforms.map(platform => (
        <Platform key={platform.id} {...props} platform={platform} />
      ))}
      <h2>{t.diagnosis.versions}</h2>
      <dl>
        <dt>{t.product}</dt>
        <dd>{version}</dd>
        <dt>Node.js</dt>
        <dd>{process.versions.node}</dd>
      </dl>
      <div class="actions">
        <a class="button" href={`${view.base}/admin/diagnosis`}>
          {t.diagnosis.again}
        </a>
      </div>
    </Shell>
  )
}

function ownRows({ view, readiness }: DiagnosisProps): Row[] {
  const { t } = view
  return readiness.checks.map(({ name, ok }) => ({
    level: ok ? 'ok' : 'error',
    check: t.diagnosis.names[name] ?? name,
    result: ok ? t.diagnosis.answers : t.diagnosis.silent,
    ...(!ok && { remedy: t.diagnosis.storeRemedy }),
  }))
}

function connectionRow(view: View, { title, lastRun }: ConnectionRow): Row {
  const { t } = view
  const check = t.diagnosis.connection(title)
  if (!lastRun)
    return { level: 'warning', check, result: t.diagnosis.neverRun, remedy: t.diagnosis.runRemedy }
  const result = `${when(view, lastRun.startedAt)}: ${runResult(view, lastRun)}`
  if (lastRun.status !== 'failed') return { level: 'ok', check, result }
  return {
    level: 'error',
    check,
    result: `${result}. ${lastRun.error?.message ?? ''}`,
    remedy: lastRun.error?.remedy ?? t.admin.otherRemedy,
  }
}

function Platform({ view, platform, tested }: DiagnosisProps & { platform: PlatformRow }) {
  const { t } = view
  const own = tested?.platformId === platform.id ? tested : null
  const rows = own?.findings.map(
    ({ level, code, message, remedy }): Row => ({
      level,
      check: t.diagnosis.names[code] ?? code,
      result: message,
      ...(remedy && { remedy }),
    }),
  )
  return (
    <section aria-labelledby={`platform-${platform.id}`}>
      <h3 id={`platform-${platform.id}`} {...contentLang(view)}>
        {platform.name}
      </h3>
      {rows && (
        <div role="status" id="notice" tabIndex={-1}>
          <Checks view={view} rows={rows} label={platform.name} />
        </div>
      )}
      <form
        method="post"
        action={`${view.base}/admin/platforms/${encodeURIComponent(platform.id)}/test`}
        data-once
      >
        <button type="submit">
          {t.diagnosis.test}
          <span class="vh">
            : <Mixed view={view} text={platform.name} />
          </span>
        </button>
      </form>
    </section>
  )
}

function Checks({ view, rows, label }: { view: View; rows: readonly Row[]; label: string }) {
  const { t } = view
  return (
    <table class="stack" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {[t.diagnosis.check, t.diagnosis.result, t.admin.remedy].map(head => (
            <th role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(row => (
          <tr role="row" key={row.check}>
            <td role="cell">
              <Mixed view={view} text={row.check} />
            </td>
            <td role="cell">
              <b class={CLASSES[row.level]}>
                <span aria-hidden="true">{SIGNS[row.level]} </span>
                <span class="vh">{t.diagnosis.levels[row.level]}: </span>
              </b>
              <Mixed view={view} text={row.result} />
            </td>
            <td role="cell">{row.remedy ? <Mixed view={view} text={row.remedy} /> : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
