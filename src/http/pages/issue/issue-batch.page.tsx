import type { BatchCheck, BatchItemView, BatchView, CheckedRow } from '#credits/issue/contract'
import { fullName } from '#domain/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { ErrorSummary, FormActions } from '../../ui/form.tsx'
import { type OrderDraft, OrderFields } from '../../ui/issue/order-fields.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, type View } from '../../view.ts'
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
  const { t, say } = view
  const { leftOut } = check
  const ready = readyOf(check)
  const title = ready.length > 0 ? t.issue.batchCheckTitle(ready.length) : t.issue.batchCheckNone
  return (
    <Shell view={view} title={title} nav="issue" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{title}</h1>
      <p class="lead">{t.issue.batchGate(say.count(ready.length), say.count(leftOut.length))}</p>
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

function LeftOut({ view, row }: { view: View; row: CheckedRow }) {
  const reason = reasonOf(view, { code: row.obstacle ?? '', missing: row.missing.map(one => one.id) })
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
      <label class="tick">
        <input type="checkbox" id="checked" name="checked" value="yes" required />
        {t.issue.checked}
      </label>
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

/** Seconds between two looks at a batch that is being worked on. */
const LOOK_SECONDS = 2

/** What has become of the batch so far; asks for itself, by script or without. */
export function BatchProgressPage({ view, found }: { view: View; found: BatchView }) {
  const { t, say, base } = view
  const { batch, counts } = found
  const total = batch.chosen.length
  const isDone = batch.state === 'done'
  const path = `${base}/issue/batches/${encodeURIComponent(batch.id)}`
  const settled = counts.issued + counts.refused
  const poll = isDone
    ? {}
    : {
        'hx-get': path,
        'hx-trigger': `every ${LOOK_SECONDS}s`,
        'hx-select': '#batch',
        'hx-target': '#batch',
        'hx-swap': 'outerMorph',
        'data-poll': true,
      }
  return (
    <Shell view={view} title={t.issue.batchTitle} nav="issue" {...(!isDone && { refresh: LOOK_SECONDS })}>
      <h1 tabIndex={-1}>{t.issue.batchTitle}</h1>
      <section id="batch" {...poll}>
        <p class="lead" data-progress>
          <b>
            {isDone
              ? t.issue.batchDone(counts.issued)
              : t.issue.progress(say.count(counts.issued), say.count(total))}
          </b>
          {found.numbers && <> {t.issue.numbersFromTo(found.numbers.first, found.numbers.last)}.</>}
        </p>
        {!isDone && (
          <>
            <progress aria-label={t.issue.batchTitle} value={settled} max={total} />
            <p class="muted">{t.issue.batchWorking}</p>
          </>
        )}
        <Outcome view={view} found={found} />
        <div class="actions">
          {!isDone && (
            <a class="button nojs" href={path}>
              {t.issue.refresh}
            </a>
          )}
          {counts.issued > 0 && (
            <FileLink view={view} path={`/issue/batches/${encodeURIComponent(batch.id)}/pdf.zip`}>
              {t.issue.downloadAll}
            </FileLink>
          )}
          {isDone && (
            <a class="button" href={`${base}/register/federal?${issuedBetween(view, batch)}#export-title`}>
              {t.issue.toFederal}
            </a>
          )}
          <a href={`${base}/issue`}>{t.issue.backToReady}</a>
        </div>
      </section>
    </Shell>
  )
}

/** The days on which the batch's documents were issued, for the file of the federal register. */
const issuedBetween = ({ timeZone, today }: View, { startedAt, createdAt }: BatchView['batch']): string =>
  new URLSearchParams({ from: dateIn(timeZone, new Date(startedAt ?? createdAt)), to: today }).toString()

function Outcome({ view, found }: { view: View; found: BatchView }) {
  const { t, say } = view
  const refused = found.items.filter(item => item.state === 'refused')
  const issued = found.items.filter(item => item.state === 'issued')
  return (
    <>
      {refused.length > 0 && (
        <div class="note problem">
          <h2>{t.issue.notIssued(say.count(refused.length))}</h2>
          <ul class="plain-list">
            {refused.map(item => (
              <Refused key={item.enrolmentId} view={view} item={item} />
            ))}
          </ul>
        </div>
      )}
      {issued.length > 0 && (
        <details open={found.batch.state === 'done'} id="issued">
          <summary>
            <span>{t.issue.issuedList(say.count(issued.length))}</span>
          </summary>
          <ul class="plain-list">
            {issued.map(item => (
              <li key={item.enrolmentId}>
                <a href={`${view.base}/register/${encodeURIComponent(item.certificateId ?? '')}`}>
                  {t.issue.numbersFromTo(item.registrationNumber ?? '', item.registrationNumber ?? '')}
                </a>{' '}
                <span {...contentLang(view)}>{fullName(item.learner)}</span>
                {item.already && <small> · {t.issue.already}</small>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Refused({ view, item }: { view: View; item: BatchItemView }) {
  const { cause, remedy } = reasonOf(view, { code: item.code ?? '', missing: item.missing ?? [] })
  return (
    <li>
      <a href={`${view.base}/learners/${encodeURIComponent(item.learner.id)}`} {...contentLang(view)}>
        <b>{fullName(item.learner)}</b>
      </a>{' '}
      {cause} {view.t.issue.remedy}: {remedy}
    </li>
  )
}

/** Why somebody is left out, and what to do, in words; the same on the check page and in the result. */
function reasonOf({ t }: View, { code, missing }: { code: string; missing: readonly string[] }) {
  if (code === 'not_eligible') {
    const words = missing.map(id => t.issue.missing[id as keyof typeof t.issue.missing] ?? id)
    return { cause: `${words.join('; ')}.`, remedy: t.issue.notEligibleRemedy }
  }
  const [cause, remedy] = t.issue.obstacle[code] ?? t.issue.obstacle.other ?? ['', '']
  return { cause, remedy }
}
