import type { QueueRow } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions, MadeAt } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export interface RejectProps {
  view: View
  entryIds: readonly string[]
  /** Those of the entries that the queue still shows. */
  rows: readonly QueueRow[]
  /** Where to go afterwards, without the base. */
  back: string
  problem: string | null
  /** What stands in the field already. */
  reason: string
  /** Reasons that this curator gave last, newest first. */
  recent: readonly string[]
}

/** P5 reject: the reason is required, and the learner sees it word for word. */
export function RejectPage(props: RejectProps) {
  const { view, entryIds, rows, back, problem, reason } = props
  const { t, say } = view
  const title = t.queue.rejectTitle(entryIds.length)
  return (
    <Shell view={view} title={title} nav="queue" isError={problem !== null}>
      <ErrorSummary view={view} errors={problem ? { reason: problem } : {}} />
      <h1 tabIndex={-1}>{title}</h1>
      {rows.length > 0 && (
        <ul class="plain-list" aria-label={t.queue.chosenEntries}>
          {rows.slice(0, 20).map(({ entry, learner }) => (
            <li key={entry.id} {...contentLang(view)}>
              <b>{fullName(learner)}</b> · {entry.title} ·{' '}
              <span lang={view.lang}>{say.hours(entry.hours)}</span> · {say.date(entry.date)}
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={`${view.base}/queue/reject/now`} id="reject-form" noValidate>
        <input type="hidden" name="return" value={back} />
        <MadeAt view={view} />
        {entryIds.map(id => (
          <input type="hidden" name="entry" value={id} />
        ))}
        <Field id="reason" label={t.queue.reason} hint={t.queue.reasonHint} error={problem ?? undefined}>
          {described => (
            <input
              id="reason"
              name="reason"
              value={reason}
              maxLength={1000}
              required
              autocomplete="off"
              {...described}
            />
          )}
        </Field>
        <Preview view={view} reason={reason} />
        <FormActions view={view} back={view.base + back}>
          {t.queue.rejectNow}
        </FormActions>
        <Reasons {...props} />
      </form>
    </Shell>
  )
}

/** As it will stand in the book; the script keeps the reason in step with the field. */
function Preview({ view, reason }: Pick<RejectProps, 'view' | 'reason'>) {
  const { t, say, today, actor } = view
  const [before = '', after = ''] = say
    .rejection({ date: today, name: actor?.name ?? '', why: '\0' })
    .split('\0')
  return (
    <p class="muted">
      {t.queue.preview} <Mixed view={view} text={before} />
      <span data-shows="reason" {...contentLang(view)}>
        {reason || '…'}
      </span>
      {after}
    </p>
  )
}

/**
 * A press fills the field: by script at once, without it by asking for the page again. Stands after the main button, which
 * Enter in the field must press.
 */
function Reasons({ view, recent }: RejectProps) {
  const { t } = view
  const usual = t.queue.reasons.filter(reason => !recent.includes(reason))
  return (
    <fieldset class="reasons">
      <legend>{t.queue.reasonsOffered}</legend>
      {[...recent, ...usual].slice(0, Math.max(5, recent.length)).map((reason, i) => (
        <button
          type="submit"
          id={`reason-${i}`}
          formaction={`${view.base}/queue/reject`}
          name="usual"
          value={reason}
          data-fill="reason"
        >
          <span {...(i < recent.length ? contentLang(view) : {})}>{reason}</span>
        </button>
      ))}
    </fieldset>
  )
}
