import { EVENT_SCHEMAS, PUBLIC_EVENTS } from '#events/schemas'
import type { WebhookView } from '#events/webhooks/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, MadeAt } from '../../ui/form.tsx'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, timeIn, type View } from '../../view.ts'

/** What stands in the form, as it was typed. */
export interface WebhookDraft {
  title: string
  url: string
  events: readonly string[]
}

interface WebhooksProps {
  view: View
  endpoints: readonly WebhookView[]
  draft: WebhookDraft
  errors: Readonly<Record<string, string>>
  removed: boolean
}

/** Addresses that events are sent to, and the form for another. */
export function WebhooksPage(props: WebhooksProps) {
  const { view, endpoints, errors, removed } = props
  const { t } = view
  const hasErrors = Object.keys(errors).length > 0
  return (
    <Shell view={view} title={t.webhooks.title} nav="webhooks" isError={hasErrors}>
      <ErrorSummary view={view} errors={errors} />
      {removed && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {t.webhooks.done.removed}
        </p>
      )}
      <h1 tabIndex={-1}>{t.webhooks.title}</h1>
      <p>{t.webhooks.intro}</p>
      <h2>{t.webhooks.list}</h2>
      {endpoints.length === 0 && <p>{t.webhooks.empty}</p>}
      <ul class="cards">
        {endpoints.map(each => (
          <li key={each.id}>
            <div>
              <b {...contentLang(view)}>
                <a href={`${view.base}/admin/webhooks/${encodeURIComponent(each.id)}`}>{each.title}</a>
              </b>
              <small class="below">{each.url}</small>
              <WebhookState view={view} endpoint={each} />
            </div>
          </li>
        ))}
      </ul>
      <Form {...props} />
      <p class="muted">{t.webhooks.manual}</p>
    </Shell>
  )
}

/** Works, paused, or left in peace until a time. */
export function WebhookState({ view, endpoint }: { view: View; endpoint: WebhookView }) {
  const { t, timeZone, now } = view
  const { active, health } = endpoint
  if (!active) return <span class="warn">◷ {t.webhooks.state.paused}</span>
  const rests = health.restUntil !== undefined && new Date(health.restUntil) > now
  if (rests)
    return (
      <span class="bad">× {t.webhooks.state.rests(timeIn(timeZone, new Date(health.restUntil ?? now)))}</span>
    )
  return <span class="good">✓ {t.webhooks.state.works}</span>
}

export const dayOf = ({ say, timeZone }: View, at: string): string => say.date(dateIn(timeZone, new Date(at)))

function Form({ view, draft, errors }: WebhooksProps) {
  const { t } = view
  return (
    <form method="post" action={`${view.base}/admin/webhooks`} noValidate data-once>
      <MadeAt view={view} />
      <h2>{t.webhooks.add}</h2>
      <Field id="title" label={t.webhooks.name} hint={t.webhooks.nameHint} error={errors.title}>
        {described => (
          <input id="title" name="title" value={draft.title} maxLength={120} required {...described} />
        )}
      </Field>
      <Field id="url" label={t.webhooks.url} hint={t.webhooks.urlHint} error={errors.url}>
        {described => (
          <input
            id="url"
            name="url"
            type="url"
            inputMode="url"
            value={draft.url}
            maxLength={2000}
            required
            autocomplete="off"
            {...described}
          />
        )}
      </Field>
      <fieldset id="events" tabIndex={-1} aria-describedby={errors.events ? 'events-error' : undefined}>
        <legend>{t.webhooks.events}</legend>
        {errors.events && (
          <p class="error" id="events-error">
            {errors.events}
          </p>
        )}
        {PUBLIC_EVENTS.map(type => (
          <label class="tick" key={type}>
            <input type="checkbox" name="events" value={type} checked={draft.events.includes(type)} />
            <span>
              {EVENT_SCHEMAS[type].about[view.lang]} <code lang="en">{type}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="actions">
        <button type="submit" class="main">
          {t.webhooks.addNow}
        </button>
      </div>
    </form>
  )
}
