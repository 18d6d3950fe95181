import type { BatchCheck, CheckedRow } from '#credits/issue/contract'
import { fullName } from '#domain/names/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, FormActions } from '../../ui/form.tsx'
import { reasonOf } from '../../ui/issue/obstacle.ts'
import { type OrderDraft, OrderFields } from '../../ui/issue/order-fields.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'
import { bookOf } from '../book/learners.page.tsx'

interface CheckProps {
  view: View
  check: BatchCheck
  draft: OrderDraft
  errors: Readonly<Record<string, string>>
}

/** P7: the number and the gate before what cannot be undone; a page of its own with one tick. */
export function BatchCheckPage(props: CheckProps) {
  const { view, check, errors } = props
  const { t } = view
  const { leftOut } = check
  const ready = readyOf(check)
  const title = ready.length > 0 ? t.issue.batchCheckTitle(ready.length) : t.issue.batchCheckNone
  return (
    <Shell view={view} title={title} nav="issue" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{title}</h1>
      <p class="lead">
        <Mixed
          view={view}
          text={t.issue.batchGate(ready.length, leftOut.length, whyLeftOut(view, leftOut))}
        />
      </p>
      {leftOut.length > 0 && (
        <section aria-labelledby="left-title">
          <h2 id="left-title">{t.issue.leftOutList}</h2>
          <ul class="plain-list">
            {leftOut.map(row => (
              <LeftOut key={row.enrolmentId} view={view} row={row} />
            ))}
          </ul>
        </section>
      )}
      {ready.length > 0 ? (
        <Confirm {...props} />
      ) : (
        <a class="button" href={`${view.base}/issue`}>
          {t.back}
        </a>
      )}
    </Shell>
  )
}

/** Whoever lacks nothing but the order is ready with the one that this page asks for. */
const readyOf = ({ ready, awaitOrder }: BatchCheck): CheckedRow[] => [...ready, ...awaitOrder]

const obstacleOf = (view: View, { obstacle, missing }: CheckedRow) =>
  reasonOf(view, { code: obstacle ?? '', missing: missing.map(one => one.id) })

/** Every cause once, for the middle of a sentence. */
function whyLeftOut(view: View, rows: readonly CheckedRow[]): string {
  const causes = rows.flatMap(row => obstacleOf(view, row).cause.replace(/\.$/, '').split('; '))
  return [...new Set(causes)].map(cause => cause.charAt(0).toLowerCase() + cause.slice(1)).join('; ')
}

function LeftOut({ view, row }: { view: View; row: CheckedRow }) {
  const reason = obstacleOf(view, row)
  return (
    <li>
      <a href={bookOf(view, row)} {...contentLang(view)}>
        <b>{fullName(row.learner)}</b>
      </a>{' '}
      <small>{reason.cause}</small> {reason.remedy}
    </li>
  )
}

function Confirm({ view, check, draft, errors }: CheckProps) {
  const { t, base } = view
  const { batch } = check
  const ready = readyOf(check)
  const signatories = [...new Set(ready.map(row => row.programme.signatory))].filter(Boolean)
  return (
    <form method="post" action={`${base}/issue/drafts/${encodeURIComponent(batch.id)}`} data-once noValidate>
      <details open={ready.length <= 5}>
        <summary>
          <span>
            {t.issue.readyList}: {view.say.count(ready.length)}
          </span>
        </summary>
        <ul class="plain-list">
          {ready.map(row => (
            <li key={row.enrolmentId} {...contentLang(view)}>
              <b>{fullName(row.learner)}</b> <small>{row.programme.title}</small>
              {row.lacksConsent && (
                <small class="warn below" lang={view.lang}>
                  {t.issue.consentLacks}
                </small>
              )}
            </li>
          ))}
        </ul>
      </details>
      {signatories.map(name => (
        <p>
          <Mixed view={view} text={t.issue.signatory(name)} />
        </p>
      ))}
      <ConsentNote view={view} lacking={ready.filter(row => row.lacksConsent).length} />
      <OrderFields view={view} draft={draft} errors={errors} isRequired={check.awaitOrder.length > 0} />
      <p class="note quiet">{t.issue.batchWarning}</p>
      <TickField id="checked" label={t.issue.checked} error={errors.checked} required />
      <FormActions view={view} back={`${base}/issue`} id="issue-now">
        {t.issue.issueMany(ready.length)}
      </FormActions>
    </form>
  )
}

/** Nothing is stopped by it here: where the programme's rule asks for the consent, they are left out. */
function ConsentNote({ view, lacking }: { view: View; lacking: number }) {
  if (lacking === 0) return null
  return <p class="note">{view.t.issue.consentLacksCount(view.say.count(lacking))}</p>
}
