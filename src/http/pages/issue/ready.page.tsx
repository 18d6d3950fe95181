import type { ReadyRow, UpTo } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import type { IssueBatch, IssueCounts } from '#store/ports/issue'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { ErrorSummary } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, timeIn, type View } from '../../view.ts'
import { bookOf } from '../book/learners.page.tsx'
import { countOf, IssueTabs } from './waiting.page.tsx'

interface ReadyProps {
  view: View
  rows: readonly ReadyRow[]
  counts: { ready: UpTo; waiting: UpTo } | null
  batches: readonly { batch: IssueBatch; counts: IssueCounts }[]
  nextHref: string | null
  notice: Notice | null
  problem: string | null
}

/** P7: who is ready. */
export function ReadyPage(props: ReadyProps) {
  const { view, rows, counts, batches, nextHref, notice, problem } = props
  const { t } = view
  const title = titleOf(props)
  return (
    <Shell view={view} title={title} nav="issue" isError={problem !== null}>
      {problem && <ErrorSummary view={view} errors={{ all: problem }} />}
      <h1 tabIndex={-1}>{title}</h1>
      {notice?.kind === 'issued' && <Issued view={view} notice={notice} />}
      <IssueTabs view={view} tab="ready" counts={counts} />
      {rows.length > 0 ? <Chooser view={view} rows={rows} /> : <Nobody view={view} />}
      {nextHref && (
        <div class="actions">
          <a class="button" href={view.base + nextHref}>
            {t.next}
          </a>
        </div>
      )}
      <Batches view={view} batches={batches} />
      <p>
        <a href={`${view.base}/issue/rules`}>{t.issue.rules}</a>
      </p>
    </Shell>
  )
}

/** The number of the tab; without one, of a list that is whole. */
function titleOf({ view, rows, counts, nextHref }: ReadyProps): string {
  const { title } = view.t.issue
  if (counts) return `${title}: ${countOf(view, counts.ready)}`
  return rows.length > 0 && !nextHref ? `${title}: ${view.say.count(rows.length)}` : title
}

const Nobody = ({ view: { t, base } }: { view: View }) => (
  <p class="muted">
    {t.issue.empty} {t.issue.emptyText} <a href={`${base}/issue?tab=waiting`}>{t.issue.whatIsMissing}</a>
  </p>
)

/** A batch is chosen here and confirmed on a page of its own. */
function Chooser({ view, rows }: { view: View; rows: readonly ReadyRow[] }) {
  const { t } = view
  return (
    <form method="post" action={`${view.base}/issue/choose`}>
      <p class="muted">{t.issue.intro}</p>
      <div class="actions">
        <button type="submit" class="main" id="all" name="all" value="yes">
          {t.issue.checkAll}
        </button>
        <button type="submit" id="picked">
          {t.issue.checkPicked}
        </button>
      </div>
      <ul class="cards">
        {rows.map(row => (
          <ReadyCard key={row.enrolment.id} view={view} row={row} />
        ))}
      </ul>
    </form>
  )
}

function ReadyCard({ view, row }: { view: View; row: ReadyRow }) {
  const { t, say } = view
  const name = fullName(row.learner)
  return (
    <li>
      <label class="pick">
        <input
          type="checkbox"
          name="enrolment"
          value={row.enrolment.id}
          id={`pick-${row.enrolment.id}`}
          checked
        />
        <span class="vh">
          <Mixed view={view} text={t.issue.pick(name)} />
        </span>
      </label>
      <div class="grow">
        <a href={bookOf(view, row)} {...contentLang(view)}>
          <b>{name}</b>
        </a>
        <small class="below" {...contentLang(view)}>
          {row.programme.title} · <span lang={view.lang}>{say.hours(row.progress.hours.counted)}</span>
        </small>
      </div>
      <a class="button" href={checkHref(view, row)}>
        {t.issue.issue}
        <span class="vh">
          {' '}
          <Mixed view={view} text={name} />
        </span>
      </a>
    </li>
  )
}

function Batches({ view, batches }: Pick<ReadyProps, 'view' | 'batches'>) {
  const { t, say, base } = view
  if (batches.length === 0) return null
  return (
    <section aria-labelledby="batches-title">
      <h2 id="batches-title">{t.issue.batches}</h2>
      <ul class="plain-list">
        {batches.map(({ batch, counts }) => (
          <li key={batch.id}>
            <a href={`${base}/issue/batches/${encodeURIComponent(batch.id)}`}>
              {t.issue.batchLine(
                say.count(counts.issued),
                say.count(batch.chosen.length),
                momentIn(view, batch.startedAt ?? batch.createdAt),
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** «22.11.2026, 10:14» */
const momentIn = ({ say, timeZone }: View, instant: string): string => {
  const at = new Date(instant)
  return `${say.date(dateIn(timeZone, at))}, ${timeIn(timeZone, at)}`
}

const checkHref = (view: View, { enrolment, learner, programme }: ReadyRow): string =>
  `${view.base}/issue/${encodeURIComponent(enrolment.id)}?${new URLSearchParams({ learner: learner.id, programme: programme.id })}`

function Issued({ view, notice }: { view: View; notice: Notice }) {
  return (
    <div class="note" role="status" id="notice" tabIndex={-1}>
      <p>
        <b>{view.t.issue.done(notice.text ?? '')}</b>
      </p>
      {notice.certificateId && (
        <FileLink view={view} path={`/certificates/${notice.certificateId}/pdf`}>
          {view.t.issue.download}
        </FileLink>
      )}
    </div>
  )
}
