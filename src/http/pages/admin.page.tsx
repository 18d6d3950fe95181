import { nestQuotes } from '#domain/texts/quotes'
import type { Run } from '#store/ports/sources'
import { isQuarantineReason, reasonText, reasonTitle } from '#sync/reasons'
import type { ConnectionRow, PlatformRow, QuarantineRow, ToolAddresses } from '../admin.ts'
import type { Notice } from '../notice.ts'
import { contentLang } from '../ui/book-link.ts'
import { Mixed } from '../ui/mixed.tsx'
import { Shell } from '../ui/shell.tsx'
import { dateIn, timeIn, type View } from '../view.ts'

export const when = ({ say, timeZone }: View, at: string): string =>
  `${say.date(dateIn(timeZone, new Date(at)))}, ${timeIn(timeZone, new Date(at))}`

export function runResult({ t }: View, run: Run): string {
  const hasRemarks = run.status === 'done' && (run.counts.quarantined > 0 || run.warnings.length > 0)
  return hasRemarks ? t.admin.remarks : t.admin.statuses[run.status]
}

function Counts({ view, run }: { view: View; run: Run }) {
  const { t, say } = view
  const { counts } = run
  const parts: [string, number][] = [
    [t.admin.pulled, counts.pulled],
    [t.admin.imported, counts.imported],
    [t.admin.unchanged, counts.unchanged],
    [t.admin.quarantined, counts.quarantined],
    [t.admin.entriesMade, counts.entries],
  ]
  return <>{parts.map(([words, n]) => `${words} ${say.count(n)}`).join(' · ')}</>
}

interface OverviewProps {
  view: View
  connections: readonly ConnectionRow[]
  runs: readonly Run[]
}

/** What is connected, how the last pulls went, what was not resolved and what to do about it. */
export function OverviewPage({ view, connections, runs }: OverviewProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.admin.title} nav="admin">
      <h1 tabIndex={-1}>{t.admin.title}</h1>
      <h2>{t.admin.sources}</h2>
      {connections.length === 0 && <p>{t.admin.none}</p>}
      <ul class="cards">
        {connections.map(connection => (
          <Connection key={connection.id} view={view} connection={connection} />
        ))}
      </ul>
      <h2>{t.admin.runs}</h2>
      {runs.length === 0 ? (
        <p>{t.admin.noRuns}</p>
      ) : (
        <Runs view={view} runs={runs} connections={connections} />
      )}
    </Shell>
  )
}

function Connection({ view, connection }: { view: View; connection: ConnectionRow }) {
  const { t } = view
  const { lastRun } = connection
  return (
    <li>
      <div class="grow">
        <h3 {...contentLang(view)}>{connection.title}</h3>
        <small class="below">
          {connection.type} · {t.admin.lastRun}:{' '}
          {lastRun ? (
            <a href={`${view.base}/admin/runs/${encodeURIComponent(lastRun.id)}`}>
              {when(view, lastRun.startedAt)}, {runResult(view, lastRun)}
            </a>
          ) : (
            t.admin.never
          )}
        </small>
        <QuarantineReasons view={view} connectionId={connection.id} reasons={connection.quarantine} />
      </div>
      <form
        method="post"
        action={`${view.base}/admin/connections/${encodeURIComponent(connection.id)}/run`}
        data-once
      >
        <button type="submit" class="main">
          {t.admin.load}
          <span class="vh">
            : <Mixed view={view} text={connection.title} />
          </span>
        </button>
      </form>
    </li>
  )
}

/** A few words and the remedy; with facts, the whole sentence of the record. */
function reasonWords({ t, lang }: View, reason: string, facts?: Record<string, string>): [string, string] {
  if (!isQuarantineReason(reason)) return [t.admin.otherReason, t.admin.otherRemedy]
  const { text, remedy } = reasonText(reason, facts ?? {}, lang)
  return [facts ? nestQuotes(text) : reasonTitle(reason, lang), remedy]
}

function QuarantineReasons({
  view,
  connectionId,
  reasons,
}: {
  view: View
  connectionId: string
  reasons: Record<string, number>
}) {
  const rows = Object.entries(reasons).filter(([, n]) => n > 0)
  if (rows.length === 0) return null
  return (
    <ul class="plain-list">
      {rows.map(([reason, n]) => {
        const [what, remedy] = reasonWords(view, reason)
        const query = new URLSearchParams({ connection: connectionId, reason })
        return (
          <li key={reason}>
            <a href={`${view.base}/admin/quarantine?${query}`}>
              {what}: {view.say.count(n)}
            </a>
            . <Mixed view={view} text={remedy} />
          </li>
        )
      })}
    </ul>
  )
}

function Runs({ view, runs, connections }: OverviewProps) {
  const { t } = view
  const titles = new Map(connections.map(({ id, title }) => [id, title]))
  return (
    <table class="stack" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {[t.admin.started, t.admin.source, t.admin.result, t.admin.count].map(head => (
            <th role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {runs.map(run => (
          <tr role="row" key={run.id}>
            <td role="cell">
              <a href={`${view.base}/admin/runs/${encodeURIComponent(run.id)}`}>
                {when(view, run.startedAt)}
              </a>
            </td>
            <td role="cell" class="meta" {...contentLang(view)}>
              {titles.get(run.connectionId) ?? run.connectionId}
            </td>
            <td role="cell" class="meta last">
              {runResult(view, run)}
            </td>
            <td role="cell">
              <Counts view={view} run={run} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** P11: is it working, and what do I do if not? The part with numbers asks for itself every two seconds. */
export function RunPage({ view, run, title }: { view: View; run: Run; title: string }) {
  const { t, say } = view
  const isRunning = run.status === 'running'
  const path = `${view.base}/admin/runs/${encodeURIComponent(run.id)}`
  const poll = isRunning
    ? {
        'hx-get': path,
        'hx-trigger': 'every 2s',
        'hx-select': '#run',
        'hx-target': '#run',
        'hx-swap': 'outerMorph',
        'data-poll': true,
      }
    : {}
  return (
    <Shell view={view} title={t.admin.runTitle(title)} nav="admin">
      <h1 tabIndex={-1}>
        <Mixed view={view} text={t.admin.runTitle(title)} />
      </h1>
      <section id="run" {...poll}>
        <p class="lead">
          <b>{runResult(view, run)}.</b> {t.admin.running(run.counts.pulled)}
        </p>
        {isRunning && (
          <progress
            aria-label={t.admin.runTitle(title)}
            {...(run.progress !== undefined && { value: Math.round(run.progress * 100), max: 100 })}
          />
        )}
        <p>
          <Counts view={view} run={run} /> · {t.admin.calls} {say.count(run.counts.calls)}
        </p>
        <QuarantineReasons view={view} connectionId={run.connectionId} reasons={run.quarantineReasons} />
        {run.warnings.map(warning => (
          <p class="note quiet">
            <Mixed view={view} text={warning.message} />
          </p>
        ))}
        {run.error && (
          <div class="note problem">
            <p>
              <b>
                <Mixed view={view} text={run.error.message} />
              </b>
            </p>
            {run.error.remedy && (
              <p>
                <Mixed view={view} text={run.error.remedy} />
              </p>
            )}
            <p>{t.admin.resumes}</p>
          </div>
        )}
        {isRunning && run.cancelRequested && <p role="status">{t.admin.stopping}</p>}
        <div class="actions">
          {isRunning && !run.cancelRequested && (
            <form method="post" action={`${path}/stop`}>
              <button type="submit" id="stop">
                {t.admin.stop}
              </button>{' '}
              <small>{t.admin.stopHint}</small>
            </form>
          )}
          {isRunning && (
            <a class="button nojs" href={path}>
              {t.admin.refresh}
            </a>
          )}
          <a href={`${view.base}/admin`}>{t.nav.admin}</a>
        </div>
      </section>
    </Shell>
  )
}

interface QuarantineProps {
  view: View
  rows: readonly QuarantineRow[]
  nextHref: string | null
}

export function QuarantinePage({ view, rows, nextHref }: QuarantineProps) {
  const { t, say, timeZone } = view
  return (
    <Shell view={view} title={t.admin.quarantine} nav="quarantine">
      <h1 tabIndex={-1}>{t.admin.quarantine}</h1>
      <p>{rows.length === 0 ? t.admin.quarantineEmpty : t.admin.quarantineIntro}</p>
      <ul class="cards">
        {rows.map(row => {
          const [what, remedy] = reasonWords(view, row.reason, row.facts)
          return (
            <li key={`${row.connectionId}|${row.key}`}>
              <div>
                <b>
                  <Mixed view={view} text={what} />
                </b>
                <small class="below">
                  {t.admin.record} <code>{row.key}</code> ·{' '}
                  {say.date(dateIn(timeZone, new Date(row.firstSeenAt)))}
                </small>
                <Mixed view={view} text={remedy} />
              </div>
            </li>
          )
        })}
      </ul>
      {nextHref && (
        <div class="actions">
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
    </Shell>
  )
}

export function PlatformsPage({
  view,
  platforms,
  notice,
}: {
  view: View
  platforms: readonly PlatformRow[]
  notice: Notice | null
}) {
  const { t, say, timeZone } = view
  return (
    <Shell view={view} title={t.admin.platforms} nav="platforms">
      <h1 tabIndex={-1}>{t.admin.platforms}</h1>
      {notice?.kind === 'approved' && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {t.admin.approvedDone(notice.text ?? '')}
        </p>
      )}
      {platforms.length === 0 && (
        <p>
          {t.admin.platformsEmpty} <a href={`${view.base}/admin/connect`}>{t.admin.connectTitle}</a>
        </p>
      )}
      {platforms.map(platform => (
        <section key={platform.id}>
          <h2>
            <span {...contentLang(view)}>{platform.name}</span>{' '}
            {!platform.active && <small>({t.admin.inactive})</small>}
          </h2>
          <dl>
            <dt>{t.admin.issuer}</dt>
            <dd>{platform.issuer}</dd>
            <dt>{t.admin.clientId}</dt>
            <dd>{platform.clientId}</dd>
          </dl>
          <ul class="cards">
            {platform.deployments.map(deployment => (
              <li key={deployment.id}>
                <div>
                  {t.admin.deployment} <b>{deployment.id}</b>:{' '}
                  <span class={deployment.approved ? 'good' : 'warn'}>
                    {deployment.approved ? `✓ ${t.admin.approved}` : `◷ ${t.admin.waiting}`}
                  </span>
                  <small class="below">
                    {t.admin.seen}: {say.date(dateIn(timeZone, new Date(deployment.seenAt)))}
                  </small>
                </div>
                {!deployment.approved && (
                  <form
                    method="post"
                    action={`${view.base}/admin/platforms/${encodeURIComponent(platform.id)}/approve`}
                  >
                    <input type="hidden" name="deployment" value={deployment.id} />
                    <button type="submit" class="main">
                      {t.admin.approve}
                      <span class="vh"> {deployment.id}</span>
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Shell>
  )
}

/** P12, thin: what is pasted where. Every value can be selected; copying by a button is a convenience. */
export function ConnectPage({ view, addresses }: { view: View; addresses: ToolAddresses }) {
  const { t } = view
  const rows: [keyof ToolAddresses, string][] = [
    ['login', t.admin.login],
    ['launch', t.admin.launch],
    ['keys', t.admin.keys],
  ]
  return (
    <Shell view={view} title={t.admin.connectTitle} nav="connect">
      <h1 tabIndex={-1}>{t.admin.connectTitle}</h1>
      {addresses.registration && (
        <section>
          <h2>{t.admin.oneAddress}</h2>
          <Address
            view={view}
            id="registration"
            label={t.admin.registration}
            value={addresses.registration}
          />
          <ol class="steps">
            {t.admin.steps.map(step => (
              <li>{step}</li>
            ))}
          </ol>
        </section>
      )}
      <section>
        <h2>{t.admin.byHand}</h2>
        <p>{t.admin.connectIntro}</p>
        {rows.map(([id, label]) => (
          <Address key={id} view={view} id={id} label={label} value={addresses[id] ?? ''} />
        ))}
      </section>
    </Shell>
  )
}

function Address({ view, id, label, value }: { view: View; id: string; label: string; value: string }) {
  return (
    <div class="field address">
      <label for={`address-${id}`}>{label}</label>
      <div class="copy">
        <input id={`address-${id}`} readOnly value={value} />
        <button type="button" class="js" data-copy={`address-${id}`} data-label={label}>
          {view.t.admin.copy}
          <span class="vh">: {label}</span>
        </button>
      </div>
    </div>
  )
}
