import { LMS, LMS_KINDS, toolValueOf } from '../../lms/kinds.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { ErrorSummary, Field, MadeAt } from '../../ui/form.tsx'
import { LmsNotice } from '../../ui/lms/lms-notice.tsx'
import { WaitingDeployment } from '../../ui/lms/waiting-deployment.tsx'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'
import { ManualForm } from './connect-form.tsx'
import type { ConnectProps } from './connect-props.ts'

/** P12: what is pasted where, for each LMS; first by one address, then by hand. */
export function ConnectPage(props: ConnectProps) {
  const { view, kind, errors, notice } = props
  const { t } = view
  return (
    <Shell view={view} title={t.connect.title} nav="connect" isError={Object.keys(errors).length > 0}>
      <h1 tabIndex={-1}>{t.connect.title}</h1>
      <ErrorSummary view={view} errors={errors} />
      <LmsNotice view={view} notice={notice} />
      <Waiting {...props} />
      <nav class="chips" aria-label={t.connect.which}>
        {LMS_KINDS.map(one => (
          <a href={`${view.base}/admin/connect?lms=${one}`} aria-current={one === kind ? 'page' : undefined}>
            {LMS[one].name ?? t.connect.other}
          </a>
        ))}
      </nav>
      <Dynamic {...props} />
      <section aria-labelledby="by-hand">
        <h2 id="by-hand">{t.connect.byHand}</h2>
        <h3>{t.connect.byHandIntro}</h3>
        <Steps steps={t.connect.manualSteps[kind]} />
        <Values {...props} />
        <h3 id="back">{t.connect.back}</h3>
        <ManualForm {...props} />
      </section>
      <Trouble {...props} />
    </Shell>
  )
}

const Trouble = ({ view, kind }: ConnectProps) => (
  <section aria-labelledby="trouble">
    <h2 id="trouble">{view.t.connect.trouble}</h2>
    <p>
      <a href={`${view.base}/admin/diagnosis`}>{view.t.diagnosis.title}</a>. {view.t.connect.diagnosis}
    </p>
    <ul class="plain-list">
      {view.t.connect.troubles[kind].map(trouble => (
        <li>{trouble}</li>
      ))}
    </ul>
  </section>
)

const Steps = ({ steps }: { steps: readonly string[] }) => (
  <ol class="steps">
    {steps.map(step => (
      <li>{step}</li>
    ))}
  </ol>
)

function Values({ view, kind, addresses }: ConnectProps) {
  return (
    <>
      {LMS[kind].fields.map(([label, value], i) => (
        <CopyField
          view={view}
          id={`value-${i + 1}`}
          label={label[view.lang]}
          value={toolValueOf(value, addresses)}
          foreign
        />
      ))}
    </>
  )
}

/** First the address, then three steps with it: nobody reads «вставьте адрес» without one. */
function Dynamic(props: ConnectProps) {
  const { view, kind, notice } = props
  const { t } = view
  if (!LMS[kind].isDynamic) return <p>{t.connect.notDynamic}</p>
  const issued = notice?.kind === 'lms' && notice.what === 'invited' ? (notice.text ?? '') : ''
  return (
    <section aria-labelledby="one-address">
      <h2 id="one-address">{t.connect.oneAddress}</h2>
      {issued ? <Issued view={view} url={issued} /> : <Invite {...props} />}
      <h3>{t.connect.next}</h3>
      <Steps steps={t.connect.dynamicSteps[kind]} />
      <Open {...props} />
    </section>
  )
}

function Invite({ view, kind, values, errors }: ConnectProps) {
  const { t } = view
  return (
    <form method="post" action={`${view.base}/admin/invitations`} data-once>
      <MadeAt view={view} />
      <p>{t.connect.intro}</p>
      <input type="hidden" name="lms" value={kind} />
      <Field id="invite-name" label={t.connect.name} hint={t.connect.nameHint} error={errors['invite-name']}>
        {described => (
          <input
            id="invite-name"
            name="name"
            maxLength={255}
            required
            value={values['invite-name'] ?? ''}
            {...described}
          />
        )}
      </Field>
      <button type="submit" class="main">
        {t.connect.invite}
      </button>
    </form>
  )
}

const Issued = ({ view, url }: { view: View; url: string }) => (
  <div class="note" role="status" id="notice" tabIndex={-1}>
    <p>{view.t.connect.invited}</p>
    <CopyField view={view} id="invitation" label={view.t.connect.invitation} value={url} />
  </div>
)

/** Deployments that were launched from and nobody has switched on yet. */
function Waiting({ view, platforms }: ConnectProps) {
  const waiting = platforms.flatMap(platform =>
    platform.deployments.filter(({ approved }) => !approved).map(deployment => ({ platform, deployment })),
  )
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{view.t.connect.waiting}</h2>
      <ul class="cards">
        {waiting.map(({ platform, deployment: { id, seenAt } }) => (
          <WaitingDeployment
            key={`${platform.id} ${id}`}
            view={view}
            platform={platform}
            id={id}
            seenAt={seenAt}
          />
        ))}
      </ul>
    </section>
  )
}

function Open({ view, kind, invitations }: ConnectProps) {
  const { t } = view
  if (invitations.length === 0) return null
  return (
    <>
      <h3>{t.connect.open}</h3>
      <ul class="cards">
        {invitations.map(({ id, name, expiresAt }) => (
          <li key={id}>
            <div>
              <b {...contentLang(view)}>{name}</b>
              <small class="below">{t.connect.until(when(view, expiresAt))}</small>
            </div>
            <form method="post" action={`${view.base}/admin/invitations/${encodeURIComponent(id)}/revoke`}>
              <input type="hidden" name="lms" value={kind} />
              <button type="submit">
                {t.connect.revoke}
                <span class="vh" {...contentLang(view)}>
                  : {name}
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}
