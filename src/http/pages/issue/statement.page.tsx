import type { BookView } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import type { Certificate } from '#store/ports/certificates'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'

interface Props {
  view: View
  book: BookView
  /** `null`: none yet. */
  statement: Certificate | null
  written: Readonly<Record<'orderNumber' | 'orderDate', string>>
  errors: Readonly<Record<string, string>>
  notice: Notice | null
}

/** No undo: so a page of its own with one tick; asked twice it answers the same statement. */
export function StatementPage(props: Props) {
  const { view, book, statement, errors, notice } = props
  const { t, say } = view
  const number = statement?.snapshot?.registrationNumber ?? ''
  return (
    <Shell
      view={view}
      title={t.templates.statementTitle}
      nav="issue"
      isError={Object.keys(errors).length > 0}
    >
      <ErrorSummary view={view} errors={errors} />
      {notice?.kind === 'statement' && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          <b>
            <Mixed view={view} text={t.templates.statementDone(notice.text ?? '')} />
          </b>
        </p>
      )}
      <h1 tabIndex={-1}>{t.templates.statementTitle}</h1>
      <p>{t.templates.statementIntro}</p>
      <dl>
        <dt>{t.learners.name}</dt>
        <dd {...contentLang(view)}>{fullName(book.person)}</dd>
        <dt>{t.learners.programme}</dt>
        <dd {...contentLang(view)}>{book.programme.title}</dd>
        <dt>{t.templates.statementHours}</dt>
        <dd>{say.hoursLong(book.progress.hours.counted)}</dd>
      </dl>
      {statement ? (
        <div class="note quiet">
          <p>
            <Mixed view={view} text={t.templates.statementIssued(number)} />
          </p>
          <div class="actions">
            <FileLink view={view} path={`/certificates/${statement.id}/pdf`}>
              {t.templates.download}
            </FileLink>
          </div>
        </div>
      ) : (
        <StatementForm {...props} />
      )}
    </Shell>
  )
}

function StatementForm({ view, book, written, errors }: Props) {
  const { t } = view
  const { id, learnerId } = book.enrolment
  return (
    <form
      method="post"
      action={`${view.base}/issue/statements/${encodeURIComponent(id)}`}
      data-once
      noValidate
    >
      <input type="hidden" name="learner" value={learnerId} />
      <input type="hidden" name="programme" value={book.programme.id} />
      <Field id="orderNumber" label={t.templates.orderNumber} error={errors.orderNumber}>
        {described => (
          <input
            id="orderNumber"
            name="orderNumber"
            value={written.orderNumber}
            maxLength={60}
            autocomplete="off"
            {...described}
          />
        )}
      </Field>
      <Field id="orderDate" label={t.templates.orderDate} error={errors.orderDate}>
        {described => (
          <input id="orderDate" name="orderDate" type="date" value={written.orderDate} {...described} />
        )}
      </Field>
      <p class="note quiet">{t.templates.statementWarning}</p>
      <TickField id="checked" label={t.templates.statementChecked} error={errors.checked} required />
      <FormActions
        view={view}
        back={`${view.base}/learners/${encodeURIComponent(learnerId)}`}
        id="issue-statement"
      >
        {t.templates.statementIssue}
      </FormActions>
    </form>
  )
}
