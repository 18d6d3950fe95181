import type { AppointmentView, PersonFound } from '#credits/appointments/contract'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { roleName } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { Back, Day, FindPerson, type FormProps, PersonChoice } from './appoint.page.tsx'
import { AppointmentFacts } from './people.page.tsx'

/** Ending is confirmed on a page of its own. */
export function EndPage({ view, row, draft, errors }: FormProps & { row: AppointmentView }) {
  const { t } = view
  const title = t.people.endTitle(row.personName)
  return (
    <Shell view={view} title={title} nav="people" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <Back view={view} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <p>{roleName(view, row.role)}</p>
      <AppointmentFacts view={view} row={row} />
      <p class="muted">{t.people.endHint}</p>
      <form method="post" action={`${view.base}/admin/people/${encodeURIComponent(row.id)}/end`} noValidate>
        <Day view={view} draft={draft} errors={errors} id="until" label={t.people.lastDay} />
        <Field id="reason" label={t.people.reason} error={errors.reason}>
          {described => (
            <input id="reason" name="reason" maxLength={300} value={draft.reason} {...described} />
          )}
        </Field>
        <FormActions view={view} back={`${view.base}/admin/people`}>
          {t.people.endNow}
        </FormActions>
      </form>
    </Shell>
  )
}

interface HandOverProps extends FormProps {
  fromName: string
  found: readonly PersonFound[]
  /** What would go over, once it was checked. */
  moving: readonly AppointmentView[] | null
}

/** First whom and when, then what would go over, then the press that does it. */
export function HandOverPage(props: HandOverProps) {
  const { view, fromName, draft, errors, found, moving } = props
  const { t } = view
  const title = t.people.handOverTitle(fromName)
  return (
    <Shell view={view} title={title} nav="people" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <Back view={view} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <p>{t.people.handOverHint}</p>
      <FindPerson {...props} action="/admin/people/hand-over" keep={['from']} />
      {draft.find !== undefined && found.length === 0 && <p>{t.people.nobody}</p>}
      {moving && moving.length === 0 && <p class="note">{t.people.nothing}</p>}
      {found.length > 0 && (
        <form method="post" action={`${view.base}/admin/people/hand-over`} noValidate>
          <input type="hidden" name="from" value={draft.from} />
          <input type="hidden" name="find" value={draft.find} />
          <PersonChoice {...props} name="toPersonId" label={t.people.to} />
          <Day {...props} id="on" label={t.people.on} />
          <Field id="comment" label={t.people.comment} error={errors.comment}>
            {described => (
              <input id="comment" name="comment" maxLength={300} value={draft.comment} {...described} />
            )}
          </Field>
          {moving && moving.length > 0 && <Moving view={view} moving={moving} />}
          <div class="actions">
            <button type="submit" name="do" value="check">
              {t.people.check}
            </button>
            {moving && moving.length > 0 && (
              <button type="submit" class="main" name="do" value="now">
                {t.people.handOverNow(moving.length)}
              </button>
            )}
          </div>
        </form>
      )}
    </Shell>
  )
}

const Moving = ({ view, moving }: { view: View; moving: readonly AppointmentView[] }) => (
  <ul class="cards" id="moving">
    {moving.map(row => (
      <li key={row.id}>
        <b>{roleName(view, row.role)}</b>
        <AppointmentFacts view={view} row={row} />
      </li>
    ))}
  </ul>
)
