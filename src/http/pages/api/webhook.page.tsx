import type { WebhookDetails } from '#events/webhooks/contract'
import type { WebhookDelivery } from '#store/ports/webhooks'
import { contentLang } from '../../ui/book/book-link.ts'
import { FormActions } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'
import { dayOf, WebhookState } from './webhooks.page.tsx'

export const WEBHOOK_DONE = [
  'added',
  'tested',
  'test-failed',
  'paused',
  'resumed',
  'rotated',
  'replayed',
] as const

interface WebhookProps {
  view: View
  details: WebhookDetails
  done: (typeof WEBHOOK_DONE)[number] | null
  /** Shown because somebody asked for it. */
  secret: string | null
}

const own = ({ view, details: { endpoint } }: Pick<WebhookProps, 'view' | 'details'>, rest = '') =>
  `${view.base}/admin/webhooks/${encodeURIComponent(endpoint.id)}${rest}`

/** One address: how it does, what was sent, what could not be, and what can be done. */
export function WebhookPage(props: WebhookProps) {
  const { view, details, done } = props
  const { t } = view
  const { endpoint, waiting } = details
  return (
    <Shell view={view} title={endpoint.title} nav="webhooks">
      {done && (
        <p class={`note${done === 'test-failed' ? ' problem' : ''}`} role="status" id="notice" tabIndex={-1}>
          {t.webhooks.done[done]}
        </p>
      )}
      <p>
        <a href={`${view.base}/admin/webhooks`}>{t.webhooks.title}</a>
      </p>
      <h1 tabIndex={-1} {...contentLang(view)}>
        {endpoint.title}
      </h1>
      <dl>
        <dt>{t.webhooks.url}</dt>
        <dd>{endpoint.url}</dd>
        <dt>{t.register.status}</dt>
        <dd>
          <WebhookState view={view} endpoint={endpoint} />
        </dd>
        <dt>{t.webhooks.since(dayOf(view, endpoint.since))}</dt>
        <dd lang="en">{endpoint.events.join(', ')}</dd>
        <dt>{t.webhooks.scope}</dt>
        <dd>{endpoint.scope === 'all' ? t.webhooks.everything : t.webhooks.own}</dd>
        <dt>{t.webhooks.waiting}</dt>
        <dd>
          {waiting.count === 0 ? t.webhooks.nothingWaits : t.webhooks.waitingOf(waiting.count, waiting.more)}
        </dd>
      </dl>
      <Actions {...props} />
      <Letters {...props} />
      <Deliveries {...props} />
      <Secret {...props} />
    </Shell>
  )
}

function Actions(props: WebhookProps) {
  const { t } = props.view
  const { active } = props.details.endpoint
  return (
    <div class="actions">
      <Press action={own(props, '/test')} words={t.webhooks.test} main />
      {active ? (
        <Press action={own(props, '/pause')} words={t.webhooks.pause} />
      ) : (
        <Press action={own(props, '/resume')} words={t.webhooks.resume} />
      )}
      <a class="button" href={own(props, '/remove')}>
        {t.webhooks.remove}
      </a>
    </div>
  )
}

function Press({ action, words, main }: { action: string; words: string; main?: boolean }) {
  return (
    <form method="post" action={action} data-once>
      <button type="submit" class={main ? 'main' : ''}>
        {words}
      </button>
    </form>
  )
}

function Letters(props: WebhookProps) {
  const { view, details } = props
  const { t } = view
  if (details.deadLetters.length === 0) return null
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{t.webhooks.letters}</h2>
      <p>{t.webhooks.lettersAbout}</p>
      <ul class="cards">
        {details.deadLetters.map(letter => (
          <li key={letter.id}>
            <div>
              <code lang="en">{letter.type}</code>
              <small class="below">
                {when(view, letter.at)} · {t.webhooks.attempts(letter.attempts)} ·{' '}
                {failureText(view, letter.code)}
              </small>
            </div>
            {letter.replay ? (
              <span class="warn">◷ {t.webhooks.asked}</span>
            ) : (
              <form method="post" action={own(props, '/replay')}>
                <button type="submit" name="letter" value={letter.id}>
                  {t.webhooks.replay}
                  <span class="vh">
                    : {letter.type}, {when(view, letter.at)}
                  </span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <div class="actions">
        <form method="post" action={own(props, '/replay')}>
          <button type="submit" name="all" value="yes">
            {t.webhooks.replayAll}
          </button>
        </form>
      </div>
    </section>
  )
}

function Deliveries({ view, details: { deliveries } }: WebhookProps) {
  const { t, say } = view
  const heads = [t.webhooks.when, t.webhooks.event, t.webhooks.result, t.webhooks.took]
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">{t.webhooks.deliveries}</h2>
      {deliveries.length === 0 ? (
        <p>{t.webhooks.deliveriesEmpty}</p>
      ) : (
        <table class="stack" role="table" aria-labelledby="deliveries">
          <Heads of={heads} />
          <tbody role="rowgroup">
            {deliveries.map(each => (
              <tr role="row" key={each.id}>
                <td role="cell">{when(view, new Date(each.at).toISOString())}</td>
                <td role="cell">
                  <code lang="en">{each.type}</code>
                </td>
                <td role="cell">
                  <Result view={view} delivery={each} />
                </td>
                <td role="cell">{t.webhooks.ms(say.count(each.durationMs))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="muted">{t.webhooks.deliveriesAbout}</p>
    </section>
  )
}

function Result({ view, delivery }: { view: View; delivery: WebhookDelivery }) {
  const { ok, status, error } = delivery
  if (ok) return <span class="good">✓ {view.t.webhooks.accepted(status ?? 0)}</span>
  return <span class="bad">× {failureText(view, error, status)}</span>
}

/** Dead letters know the code alone. */
function failureText({ t }: View, code: string | undefined, status?: number): string {
  const { failures } = t.webhooks
  if (code === 'webhook_status') return failures.webhook_status(status ?? 500)
  return code !== undefined && code in failures
    ? (failures[code as Exclude<keyof typeof failures, 'webhook_status'>] as () => string)()
    : failures.other()
}

function Secret(props: WebhookProps) {
  const { view, details, secret } = props
  const { t } = view
  const { rotatingUntil } = details.endpoint
  return (
    <section aria-labelledby="secret-title">
      <h2 id="secret-title">{t.webhooks.secretTitle}</h2>
      <p>{t.webhooks.secretAbout}</p>
      {rotatingUntil !== undefined && <p>{t.webhooks.rotating(when(view, rotatingUntil))}</p>}
      {secret !== null && (
        <div class="field address">
          <label for="secret">{t.webhooks.secretTitle}</label>
          <div class="copy">
            <input id="secret" readOnly value={secret} autocomplete="off" />
            <button type="button" class="js" data-copy="secret" data-label={t.webhooks.secretTitle}>
              {t.admin.copy}
              <span class="vh">: {t.webhooks.secretTitle}</span>
            </button>
          </div>
        </div>
      )}
      <div class="actions">
        {secret === null && <Press action={own(props, '/secret')} words={t.webhooks.secret} />}
        <Press action={own(props, '/rotate')} words={t.webhooks.rotate} />
      </div>
      <p class="muted">{t.webhooks.rotateAbout}</p>
    </section>
  )
}

/** Before what cannot be undone. */
export function RemoveWebhookPage({ view, details }: Pick<WebhookProps, 'view' | 'details'>) {
  const { t } = view
  const title = t.webhooks.removeTitle(details.endpoint.title)
  return (
    <Shell view={view} title={title} nav="webhooks">
      <h1 tabIndex={-1} {...contentLang(view)}>
        {title}
      </h1>
      <p>{t.webhooks.removeAbout}</p>
      <form method="post" action={own({ view, details }, '/remove')} data-once>
        <FormActions view={view} back={own({ view, details })}>
          {t.webhooks.removeNow}
        </FormActions>
      </form>
    </Shell>
  )
}
