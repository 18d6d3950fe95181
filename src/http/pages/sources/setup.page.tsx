import type { SetupView } from '#administration/connection-setup'
import { Seen } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { dayAndTime } from '../../ui/moment.ts'
import { Shell } from '../../ui/shell.tsx'
import { connectionPath } from '../../ui/sources/setup.tsx'
import type { View } from '../../view.ts'

type StepKey = Exclude<keyof View['t']['sources']['steps'], 'on'>

/** P10: the steps as a list of tasks, each of which can be opened again. */
export function SetupPage({ view, connection }: { view: View; connection: SetupView }) {
  const { t } = view
  const { setup } = connection
  const title = t.sources.setupTitle(connection.title)
  const checked =
    setup?.checkedAt === undefined ? t.sources.toDo : setup.isFine ? t.sources.done : t.sources.faults
  const states: [StepKey, string][] = [
    ['address', t.sources.done],
    ['check', checked],
    ['scope', t.sources.optional],
    ['people', t.sources.optional],
    ['preview', setup?.previewedAt ? t.sources.done : t.sources.toDo],
    ['schedule', t.sources.optional],
  ]
  return (
    <Shell view={view} title={title} nav="admin">
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <p>
        <b>{connection.state ? t.sources[connection.state] : t.sources.isOn}.</b> {t.sources.setupIntro}
      </p>
      <LastChange view={view} connection={connection} />
      <ol class="cards tasks">
        {states.map(([step, state]) => (
          <li key={step}>
            <a href={connectionPath(view, connection.id, `/setup/${step}`)}>{t.sources.steps[step]}</a>
            <span class="muted">{state}</span>
          </li>
        ))}
      </ol>
      <Switch view={view} connection={connection} />
      <p class="crumb">
        <a href={connectionPath(view, connection.id, '/remove')}>{t.sources.remove}</a> ·{' '}
        <a href={`${view.base}/admin`}>{t.nav.admin}</a>
      </p>
    </Shell>
  )
}

/** Who changed it last: whom to ask. */
function LastChange({ view, connection: { changed } }: { view: View; connection: SetupView }) {
  if (!changed) return null
  const { conflict, sources } = view.t
  const done = conflict.actions[changed.action] ?? changed.action
  return (
    <p class="muted">
      <Mixed view={view} text={sources.lastChange(done, changed.byName, dayAndTime(view, changed.at))} />
    </p>
  )
}

/** Of a draft: what has to be tried before it is switched on. */
function nextStep({ state, setup }: SetupView): StepKey | null {
  if (state !== 'draft') return null
  if (setup?.upload) return 'preview'
  if (!setup?.isFine) return 'check'
  return setup.previewedAt ? null : 'preview'
}

function Switch({ view, connection }: { view: View; connection: SetupView }) {
  const { t } = view
  const isOn = connection.state === undefined
  const next = nextStep(connection)
  return (
    <form method="post" action={connectionPath(view, connection.id, isOn ? '/off' : '/on')} data-once>
      <Seen {...connection} />
      <div class="actions">
        {next && (
          <a class="button main" href={connectionPath(view, connection.id, `/setup/${next}`)}>
            {t.next}: {t.sources.steps[next]}
          </a>
        )}
        <button type="submit" class={isOn || next ? undefined : 'main'}>
          {isOn ? t.sources.switchOff : t.sources.switchOn}
        </button>{' '}
        <small>{isOn ? t.sources.switchOffHint : t.sources.switchOnHint}</small>
      </div>
    </form>
  )
}
