import type { SetupView } from '#administration/connection-setup'
import type { CheckReport } from '#connectors/contract'
import { CopyField } from '../../ui/copy-field.tsx'
import { connectionPath, Step } from '../../ui/sources/setup.tsx'
import { firstWord, SourceWords } from '../../ui/sources/source-words.tsx'
import type { View } from '../../view.ts'

interface CheckProps {
  view: View
  connection: SetupView
  report: CheckReport
}

const SIGNS = { ok: '✓', warning: '!', error: '×' } as const
/** What these miss is the name of a function or right, to be pasted into the site's own form. */
const PASTED = new Set(['moodle_function_missing', 'moodle_right_missing'])

const ORDER = { error: 0, warning: 1, ok: 2 } as const

/** P10, step 3: what the site answers, right by right, with what is lost without it. What is in the way stands first. */
export function CheckPage({ view, connection, report }: CheckProps) {
  const { t } = view
  const findings = report.findings.toSorted((a, b) => ORDER[a.level] - ORDER[b.level])
  const inTheWay = findings.filter(({ level }) => level === 'error').length
  return (
    <Step view={view} connection={connection} title={t.sources.checkTitle}>
      <h1 tabIndex={-1}>{t.sources.checkTitle}</h1>
      <p class="lead">{report.ok ? t.sources.checkFine : t.sources.checkFaults(inTheWay)}</p>
      {report.site && (
        <p class="muted" lang={view.lang === 'ru' ? 'en' : undefined}>
          {report.site}
        </p>
      )}
      <ul class="cards">
        {findings.map((finding, i) => (
          <li>
            <div>
              <span aria-hidden="true">{SIGNS[finding.level]}</span>{' '}
              <span class="vh">{t.sources.levels[finding.level]}: </span>
              <SourceWords view={view} said={finding} />
              {PASTED.has(finding.code) && (
                <CopyField
                  view={view}
                  id={`paste-${i + 1}`}
                  label={t.sources.paste}
                  value={firstWord(finding.message)}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      <div class="actions">
        <a class="button main" href={connectionPath(view, connection.id, '/setup/scope')}>
          {t.next}
        </a>
        <a class="button" href={connectionPath(view, connection.id, '/setup/check')}>
          {t.sources.checkAgain}
        </a>
      </div>
    </Step>
  )
}
