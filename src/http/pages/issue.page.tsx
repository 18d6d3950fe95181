import type { ReadyRow } from '#credits/contract'
import type { Notice } from '../notice.ts'
import { fullName } from '../say.ts'
import { contentLang } from '../ui/book-link.ts'
import { ErrorSummary } from '../ui/form.tsx'
import { Gate } from '../ui/gate.tsx'
import { Mixed } from '../ui/mixed.tsx'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'
import { bookOf } from './learners.page.tsx'
import { IssueTabs } from './waiting.page.tsx'

interface ReadyProps {
  view: View
  rows: readonly ReadyRow[]
  nextHref: string | null
  notice: Notice | null
}

/** P7: who is ready. */
export function ReadyPage({ view, rows, nextHref, notice }: ReadyProps) {
  const { t, say } = view
  const title = rows.length > 0 && !nextHref ? `${t.issue.title}: ${rows.length}` : t.issue.title
  return (
    <Shell view={view} title={title} nav="issue">
      <h1 tabIndex={-1}>{title}</h1>
      {notice?.kind === 'issued' && <Issued view={view} notice={notice} />}
      <IssueTabs view={view} tab="ready" />
      <p class="muted">
        {rows.length > 0 ? (
          t.issue.intro
        ) : (
          <>
            {t.issue.empty} {t.issue.emptyText}{' '}
            <a href={`${view.base}/issue?tab=waiting`}>{t.issue.whatIsMissing}</a>
          </>
        )}
      </p>
      <ul class="cards">
        {rows.map(row => (
          <li key={row.enrolment.id}>
            <div>
              <a href={bookOf(view, row)} {...contentLang(view)}>
                <b>{fullName(row.learner)}</b>
              </a>
              <small class="below" {...contentLang(view)}>
                {row.programme.title} · <span lang={view.lang}>{say.hours(row.progress.hours.counted)}</span>
              </small>
            </div>
            <a class="button" href={checkHref(view, row)}>
              {t.issue.issue}
              <span class="vh">
                {' '}
                <Mixed view={view} text={fullName(row.learner)} />
              </span>
            </a>
          </li>
        ))}
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

const checkHref = (view: View, { enrolment, learner, programme }: ReadyRow): string =>
  `${view.base}/issue/${encodeURIComponent(enrolment.id)}?${new URLSearchParams({ learner: learner.id, programme: programme.id })}`

function Issued({ view, notice }: { view: View; notice: Notice }) {
  return (
    <div class="note" role="status" id="notice" tabIndex={-1}>
      <p>
        <b>{view.t.issue.done(notice.text ?? '')}</b>{' '}
        {notice.certificateId && (
          <a href={`${view.base}/certificates/${notice.certificateId}/pdf`}>{view.t.issue.download}</a>
        )}
      </p>
    </div>
  )
}

export interface IssueSubject {
  enrolmentId: string
  learnerId: string
  programmeId: string
  holder: string
  programme: string
  hours: string
  requirements: ReadyRow['progress']['requirements']
  eligible: boolean
}

/** No undo: so a page of its own, with one tick; asked twice it answers the same certificate. */
export function IssuePage({
  view,
  subject,
  problem,
}: {
  view: View
  subject: IssueSubject
  problem: string | null
}) {
  const { t } = view
  return (
    <Shell view={view} title={t.issue.checkTitle} nav="issue" isError={problem !== null}>
      <ErrorSummary view={view} errors={problem ? { checked: problem } : {}} />
      <h1 tabIndex={-1}>{t.issue.checkTitle}</h1>
      <dl>
        <dt>{t.learners.name}</dt>
        <dd {...contentLang(view)}>{subject.holder}</dd>
        <dt>{t.learners.programme}</dt>
        <dd {...contentLang(view)}>{subject.programme}</dd>
        <dt>{t.learners.hours}</dt>
        <dd>{subject.hours}</dd>
        <dt>{t.issue.number}</dt>
        <dd>{t.issue.numberLater}</dd>
      </dl>
      <h2>{t.book.needs}</h2>
      <Gate view={view} requirements={subject.requirements} />
      {subject.eligible ? (
        <form
          method="post"
          action={`${view.base}/issue/${encodeURIComponent(subject.enrolmentId)}`}
          data-once
          noValidate
        >
          <input type="hidden" name="learner" value={subject.learnerId} />
          <input type="hidden" name="programme" value={subject.programmeId} />
          <p class="note quiet">{t.issue.warning}</p>
          <label class="tick">
            <input type="checkbox" id="checked" name="checked" value="yes" required />
            {t.issue.checked}
          </label>
          <div class="actions">
            <button type="submit" class="main">
              {t.issue.issueNow}
            </button>
            <a class="button" href={`${view.base}/issue`}>
              {t.back}
            </a>
          </div>
        </form>
      ) : (
        <p class="note problem">{t.issue.notReady}</p>
      )}
    </Shell>
  )
}
