import type { HeldCompletion } from '#administration/runs'
import type { Run } from '#store/ports/runs'
import type { Retries } from '#sync/run/retries'
import type { Notice } from '../../notice.ts'
import { FormActions } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { QuarantineReasons } from '../../ui/sources/quarantine-reasons.tsx'
import { HeldTable, LoadNow, ReconciliationPart, RemovalsPart, runPath } from '../../ui/sources/run-parts.tsx'
import {
  Counts,
  durationWords,
  RunNotice,
  reachedWords,
  runResult,
  when,
} from '../../ui/sources/run-words.tsx'
import { SourceWords } from '../../ui/sources/source-words.tsx'
import { timeIn, type View } from '../../view.ts'

interface RunProps {
  view: View
  run: Run
  /** Of the connection. */
  title: string
  held: readonly HeldCompletion[]
  /** What it read, as it came. */
  files: readonly { sha256: string; name: string }[]
  /** The newest of a connection that is on: what is said of the next one is said here. */
  isOpen: boolean
  /** When it is tried again by itself. */
  retries: Retries | null
}

/** P11: is it working, and what do I do if not? The part with numbers asks for itself every two seconds. */
export function RunPage(props: RunProps & { notice: Notice | null }) {
  const { view, run, title, held, files, notice } = props
  const { t, say } = view
  const isRunning = run.status === 'running'
  const path = runPath(view, run)
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
      <RunNotice view={view} notice={notice} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={t.admin.runTitle(title)} />
      </h1>
      <section id="run" {...poll}>
        <p class="lead" data-progress>
          <b>{runResult(view, run)}.</b> {reachedWords(view, run)}
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
        <p class="muted">
          {when(view, run.startedAt)} · {t.runs.mode[run.mode]}
          {run.durationMs !== undefined && ` · ${t.runs.duration} ${durationWords(view, run.durationMs)}`}
        </p>
        <Raw view={view} run={run} />
        <QuarantineReasons view={view} connectionId={run.connectionId} reasons={run.quarantineReasons} />
        {run.warnings.map(warning => (
          <div class="note quiet">
            <SourceWords view={view} said={warning} />
          </div>
        ))}
        {run.error && <Failure {...props} error={run.error} />}
        {run.status === 'paused' && <p>{t.runs.paused}</p>}
        {isRunning && run.cancelRequested && <p role="status">{t.admin.stopping}</p>}
        {isRunning && run.pauseRequested && <p role="status">{t.runs.pausing}</p>}
        <Actions {...props} />
        <RemovalsPart view={view} run={run} held={held} />
        <ReconciliationPart view={view} run={run} />
        {files.length > (run.raw ? 1 : 0) && <Files view={view} run={run} files={files} />}
      </section>
      <p class="crumb">
        <a href={`${view.base}/admin/connections/${encodeURIComponent(run.connectionId)}`}>
          {t.runs.historyOf}
        </a>{' '}
        · <a href={`${view.base}/admin`}>{t.nav.admin}</a>
      </p>
    </Shell>
  )
}

/** What the source said, since when, and who does what next. */
function Failure({ view, run, isOpen, retries, error }: RunProps & { error: NonNullable<Run['error']> }) {
  const { t, timeZone } = view
  const at = (instant: Date) => timeIn(timeZone, instant)
  return (
    <div class="note problem">
      <SourceWords view={view} said={error} />
      <p>
        {retries && t.runs.retries(at(retries.failingSince), at(retries.next), at(retries.afterwards))}
        {isOpen && !retries && t.runs.needsHand} {t.admin.resumes}
      </p>
      <p>
        <a href={`${view.base}/admin/connections/${encodeURIComponent(run.connectionId)}/setup/check`}>
          {t.sources.checkTitle}
        </a>
      </p>
    </div>
  )
}

function Actions({ view, run, isOpen }: RunProps) {
  const { t } = view
  const isRunning = run.status === 'running'
  const isAsked = run.cancelRequested || run.pauseRequested
  const path = runPath(view, run)
  const isLeft = run.status === 'failed' || run.status === 'cancelled'
  const Press = ({ to, hint, children }: { to: string; hint?: string; children: string }) => (
    <form method="post" action={path + to} data-once>
      <button type="submit" id={to.slice(1)}>
        {children}
      </button>{' '}
      {hint && <small>{hint}</small>}
    </form>
  )
  return (
    <div class="actions">
      {isRunning && !isAsked && (
        <>
          <Press to="/stop" hint={t.admin.stopHint}>
            {t.admin.stop}
          </Press>
          <Press to="/pause" hint={t.runs.pauseHint}>
            {t.runs.pause}
          </Press>
        </>
      )}
      {run.status === 'paused' && (
        <>
          <Press to="/resume">{t.runs.resume}</Press>
          <Press to="/stop">{t.admin.stop}</Press>
        </>
      )}
      {isLeft && isOpen && <LoadNow view={view} connectionId={run.connectionId} />}
      {isRunning && (
        <a class="button nojs" href={path}>
          {t.admin.refresh}
        </a>
      )}
    </div>
  )
}

/** The file that was read, with the hash by which it can be found again. */
function Raw({ view, run }: { view: View; run: Run }) {
  const { raw } = run
  if (!raw) return null
  return (
    <p class="muted">
      {view.t.runs.raw}:{' '}
      {view.t.runs.rawFile(raw.format.toUpperCase(), view.say.count(Math.ceil(raw.bytes / 1024)))} · SHA-256{' '}
      <code>{raw.sha256}</code>{' '}
      <a href={runPath(view, run, '/file')} download>
        {view.t.sources.rawDownload}
      </a>
    </p>
  )
}

/** Answers of a site that keeps them: each by its hash. */
function Files({ view, run, files }: Pick<RunProps, 'view' | 'run' | 'files'>) {
  return (
    <details>
      <summary>
        <span>{view.t.runs.answers(files.length)}</span>
      </summary>
      <ul class="plain-list">
        {files.map(({ sha256, name }) => (
          <li key={sha256}>
            <a href={runPath(view, run, `/file?sha256=${sha256}`)} download>
              {name}
            </a>{' '}
            <code>{sha256}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The check before many completions are taken back. */
export function WithdrawPage({ view, run, title, held }: RunProps) {
  const { t } = view
  const gone = run.removals?.gone ?? 0
  return (
    <Shell view={view} title={t.runs.withdrawTitle(gone)} nav="admin">
      <h1 tabIndex={-1}>{t.runs.withdrawTitle(gone)}</h1>
      <p>
        <Mixed view={view} text={t.admin.runTitle(title)} />. {t.runs.goneOf(gone, run.removals?.of ?? 0)}
      </p>
      <p>{t.runs.withdrawText}</p>
      <HeldTable view={view} held={held} />
      <form method="post" action={runPath(view, run, '/withdraw')} data-once>
        <FormActions view={view} back={runPath(view, run)}>
          {t.runs.withdrawNow(gone)}
        </FormActions>
      </form>
    </Shell>
  )
}
