import type { BatchItemView, BatchView } from '#credits/issue/contract'
import { fullName } from '#domain/names/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { reasonOf } from '../../ui/issue/obstacle.ts'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, type View } from '../../view.ts'

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
