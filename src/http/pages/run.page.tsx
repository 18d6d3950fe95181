import type { Run } from '#store/ports/sources'
import { Mixed } from '../ui/mixed.tsx'
import { QuarantineReasons } from '../ui/quarantine-reasons.tsx'
import { Counts, runResult } from '../ui/run-words.tsx'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

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
