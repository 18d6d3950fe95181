import type { ConnectionOverview } from '#administration/runs'
import type { DiagnosisView, FailureView } from '#lti/diagnosis'
import type { PlatformFinding } from '#lti/registration/test-platform'
import type { Readiness } from '../../deps.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { Checks } from './diagnosis-checks.tsx'
import { Launches, Rungs } from './diagnosis-launches.tsx'
import { reportText } from './diagnosis-report.ts'
import { findingRow, ownRows } from './diagnosis-rows.ts'

export interface DiagnosisProps {
  view: View
  readiness: Readiness
  version: string
  publicUrl: string
  connections: readonly ConnectionOverview[]
  launches: DiagnosisView
  /** What tests found, by platform; those that were not asked are absent. */
  tested: ReadonlyMap<string, readonly PlatformFinding[]>
  asked: { id: string; found: readonly FailureView[] } | null
}

/** P13: what exactly is broken, whose it is, and what mends it. */
export function DiagnosisPage(props: DiagnosisProps) {
  const { view, launches, asked, version } = props
  const { t } = view
  const rows = ownRows(view, props.readiness, props.connections)
  const tested = testedRows(props)
  const all = [...rows, ...tested.flatMap(each => each.rows)]
  const broken = all.filter(row => row.level !== 'ok').length
  return (
    <Shell view={view} title={t.diagnosis.title} nav="diagnosis" script="diagnosis">
      <h1 tabIndex={-1}>{t.diagnosis.title}</h1>
      <p class="lead">
        <b>{t.diagnosis.sum(all.length - broken, all.length, broken)}</b>
        {tested.length < launches.platforms.length && ` ${t.diagnosis.notAsked}`}
      </p>
      <form method="post" action={`${view.base}/admin/diagnosis`} class="actions" data-once>
        <button type="submit" class="main" id="again">
          {t.diagnosis.again}
        </button>
      </form>
      <Checks view={view} rows={rows} label={t.diagnosis.own} />
      <Browser view={view} />
      <h2>{t.diagnosis.platforms}</h2>
      {launches.platforms.length === 0 && <p>{t.platforms.empty}</p>}
      {launches.platforms.map(platform => (
        <Platform key={platform.id} {...props} platform={platform} />
      ))}
      <Launches view={view} launches={launches} asked={asked} />
      <Report view={view} text={reportText(view, { ...props, rows, tested })} />
      <p class="muted">
        {t.diagnosis.versions}: {t.product} {version}, Node.js {process.versions.node}
      </p>
    </Shell>
  )
}

const testedRows = ({ view, tested, launches }: DiagnosisProps) =>
  launches.platforms.flatMap(({ id, name }) => {
    const findings = tested.get(id)
    return findings ? [{ id, name, rows: findings.map(finding => findingRow(view, finding)) }] : []
  })

/** What only the browser knows is filled in by a script; without one the page says so. */
function Browser({ view }: { view: View }) {
  const { t } = view
  const { storageOpen, storageClosed, heightAnswers, heightSilent, heightOutside } = t.diagnosis
  const words = { storageOpen, storageClosed, heightAnswers, heightSilent, heightOutside }
  return (
    <section aria-labelledby="here">
      <h2 id="here">{t.diagnosis.here}</h2>
      <dl id="browser" data-words={JSON.stringify(words)}>
        <dt>{t.diagnosis.place}</dt>
        <dd>{view.inFrame ? t.diagnosis.inFrame : t.diagnosis.inTab}</dd>
        <dt>{t.diagnosis.storage}</dt>
        <dd id="seen-storage">{t.diagnosis.noScript}</dd>
        <dt>{t.diagnosis.height}</dt>
        <dd id="seen-height">{t.diagnosis.noScript}</dd>
      </dl>
    </section>
  )
}

function Platform({
  view,
  platform,
  tested,
}: DiagnosisProps & { platform: DiagnosisView['platforms'][number] }) {
  const { t } = view
  const findings = tested.get(platform.id)
  return (
    <section aria-labelledby={`platform-${platform.id}`}>
      <h3 id={`platform-${platform.id}`} {...contentLang(view)}>
        {platform.name}
      </h3>
      <Rungs view={view} platform={platform} />
      {findings && (
        <div {...(tested.size === 1 && { role: 'status', id: 'notice', tabIndex: -1 })}>
          <Checks
            view={view}
            rows={findings.map(finding => findingRow(view, finding))}
            label={platform.name}
          />
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

const Report = ({ view, text }: { view: View; text: string }) => (
  <section aria-labelledby="report-title">
    <h2 id="report-title">{view.t.diagnosis.report}</h2>
    <p class="muted" id="report-hint">
      {view.t.diagnosis.reportHint}
    </p>
    <textarea
      id="report"
      readOnly
      rows={10}
      aria-labelledby="report-title"
      aria-describedby="report-hint"
      {...contentLang(view)}
      value={text}
    />
    <div class="actions">
      <button type="button" class="js" data-copy="report" data-label={view.t.diagnosis.report}>
        {view.t.diagnosis.copyReport}
      </button>
    </div>
  </section>
)
