import type { SetupView } from '#administration/connection-setup'
import type { CheckFinding, CheckReport } from '#connectors/contract'
import { LivePlace } from '../../live-page.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { connectionPath, Step } from '../../ui/sources/setup.tsx'
import { firstWord, SourceWords } from '../../ui/sources/source-words.tsx'
import type { View } from '../../view.ts'

interface CheckProps {
  view: View
  connection: SetupView
  /** `null`: the site is being asked. */
  report: CheckReport | null
}

const SIGNS = { ok: '✓', warning: '!', error: '×' } as const
/** What these miss is the name of a function or right, to be pasted into the site's own form. */
const PASTED = new Set(['moodle_function_missing', 'moodle_right_missing', 'moodle_right_doubtful'])

/** P10, step 3: what the site answers, right by right, with what is lost without it; a live page. */
export function CheckPage({ view, connection, report }: CheckProps) {
  const { t } = view
  return (
    <Step view={view} connection={connection} title={t.sources.checkTitle}>
      <h1 tabIndex={-1}>{t.sources.checkTitle}</h1>
      <p class="muted waiting">{t.sources.checking}</p>
      <ul class="cards">
        <LivePlace />
      </ul>
      {report && <Result view={view} connection={connection} report={report} />}
    </Step>
  )
}

function Result({ view, connection, report }: CheckProps & { report: CheckReport }) {
  const { t } = view
  const faults = report.findings.filter(({ level }) => level === 'error').length
  const first = report.findings.findIndex(({ level }) => level === 'error') + 1
  const step = (path: string, words: string, isMain = false) => (
    <a
      key={path}
      class={isMain ? 'button main' : 'button'}
      href={connectionPath(view, connection.id, `/setup/${path}`)}
    >
      {words}
    </a>
  )
  const next = step('scope', t.next, report.ok)
  const again = step('check', t.sources.checkAgain, !report.ok)
  const address = step('address', t.sources.steps.address)
  return (
    <>
      <p class="lead" role="status" id="notice" tabIndex={-1}>
        {report.ok ? (
          t.sources.checkFine
        ) : (
          <>
            <a href={`#finding-${first}`}>{t.sources.checkFaults(faults)}</a> {t.sources.checkMend}
          </>
        )}
      </p>
      {report.site && (
        <p class="muted" lang={view.lang === 'ru' ? 'en' : undefined}>
          {report.site}
        </p>
      )}
      <div class="actions">{report.ok ? [next, again] : [again, address, next]}</div>
    </>
  )
}

/** One answer: what it says, what to do, what was asked for it and how long that took. */
export function FindingLine({ view, finding, n }: { view: View; finding: CheckFinding; n: number }) {
  const { t, say } = view
  const { asked } = finding
  return (
    <li id={`finding-${n}`}>
      <div>
        <span aria-hidden="true">{SIGNS[finding.level]}</span>{' '}
        <span class="vh">{t.sources.levels[finding.level]}: </span>
        <SourceWords view={view} said={finding} />
        {asked && (
          <small class="below muted">
            {t.sources.asked}: <code>{asked.what.join(', ')}</code>, {t.sources.ms(say.count(asked.ms))}
          </small>
        )}
        {PASTED.has(finding.code) && (
          <CopyField
            view={view}
            id={`paste-${n}`}
            label={t.sources.paste}
            value={firstWord(finding.message)}
          />
        )}
      </div>
    </li>
  )
}
