import type { ConsentView } from '#credits/consents/contract'
import type { ReadyRow } from '#credits/contract'
import type { Certificate } from '#store/ports/certificates'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { ErrorSummary, FormActions } from '../../ui/form.tsx'
import { Gate } from '../../ui/issue/gate.tsx'
import { type OrderDraft, OrderFields } from '../../ui/issue/order-fields.tsx'
import { Shell } from '../../ui/shell.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'
import { ConsentState } from '../book/documents.page.tsx'

export interface IssueSubject {
  enrolmentId: string
  learnerId: string
  programmeId: string
  holder: string
  programme: string
  hours: string
  requirements: ReadyRow['progress']['requirements']
  eligible: boolean
  /** Nothing but an order is missing: this page asks for it. */
  awaitsOrder: boolean
  order: OrderDraft
  /** Issued for this book before. */
  certificate: Certificate | null
  consents: readonly ConsentView[]
}

interface IssueProps {
  view: View
  subject: IssueSubject
  errors: Readonly<Record<string, string>>
}

/** No undo: so a page of its own, with one tick; asked twice it answers the same certificate. */
export function IssuePage({ view, subject, errors }: IssueProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.issue.checkTitle} nav="issue" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
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
      <FileLink view={view} path={`/issue/${encodeURIComponent(subject.enrolmentId)}/preview`}>
        {t.issue.preview}
      </FileLink>
      <h2>{t.book.needs}</h2>
      <Gate view={view} requirements={subject.requirements} />
      <Consents view={view} subject={subject} />
      <Outcome view={view} subject={subject} errors={errors} />
    </Shell>
  )
}

/** The press that issues, or why there is none. */
function Outcome({ view, subject, errors }: IssueProps) {
  const { t, base, actor } = view
  const { certificate, learnerId, programmeId, eligible, awaitsOrder } = subject
  if (certificate) return <IssuedBefore view={view} certificate={certificate} />
  if (learnerId === actor?.personId) {
    const [cause, remedy] = t.issue.obstacle.own_certificate ?? []
    return (
      <p class="note problem">
        <b>{cause}</b> {remedy}
      </p>
    )
  }
  if (eligible || awaitsOrder) return <Confirm view={view} subject={subject} errors={errors} />
  const book = `${base}/learners/${encodeURIComponent(learnerId)}?${new URLSearchParams({ programme: programmeId })}`
  return (
    <div class="note problem">
      <p>{t.issue.notReady}</p>
      <a class="button" href={book}>
        {t.issue.openBook}
      </a>
    </div>
  )
}

function IssuedBefore({ view, certificate }: { view: View; certificate: Certificate }) {
  const { t, say, base } = view
  const { id, snapshot } = certificate
  return (
    <div class="note">
      <p>
        {t.issue.issuedBefore(
          snapshot?.registrationNumber ?? '',
          snapshot ? say.dateLong(snapshot.issuedOn) : '',
        )}
      </p>
      <a class="button" href={`${base}/register/${encodeURIComponent(id)}`}>
        {t.issue.openCard}
      </a>
    </div>
  )
}

function Confirm({ view, subject, errors }: IssueProps) {
  const { t } = view
  return (
    <form
      method="post"
      action={`${view.base}/issue/${encodeURIComponent(subject.enrolmentId)}`}
      data-once
      noValidate
    >
      <input type="hidden" name="learner" value={subject.learnerId} />
      <input type="hidden" name="programme" value={subject.programmeId} />
      <OrderFields view={view} draft={subject.order} errors={errors} isRequired={subject.awaitsOrder} />
      <p class="note quiet">{t.issue.warning}</p>
      <TickField id="checked" label={t.issue.checked} error={errors.checked} required />
      <FormActions view={view} back={`${view.base}/issue`}>
        {t.issue.issueNow}
      </FormActions>
    </form>
  )
}

/** What the learner agreed to: it decides what the check page may show, and stops the issue only by the programme's rule. */
function Consents({ view, subject }: { view: View; subject: IssueSubject }) {
  const { t, lang, base } = view
  const lacksProcessing = subject.consents.some(({ purpose, given }) => purpose === 'processing' && !given)
  return (
    <section aria-labelledby="consents-title">
      <h2 id="consents-title">{t.issue.consents}</h2>
      <ul class="plain-list">
        {subject.consents.map(consent => (
          <li key={consent.purpose}>
            {consent.text.title[lang]}: <ConsentState view={view} consent={consent} />
          </li>
        ))}
      </ul>
      {lacksProcessing && <p class="note">{t.issue.consentLacksOne}</p>}
      <p>
        <a href={`${base}/learners/${encodeURIComponent(subject.learnerId)}/consents`}>
          {t.issue.consentsOf}
        </a>
      </p>
    </section>
  )
}
