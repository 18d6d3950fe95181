import type { SetupView } from '#administration/connection-setup'
import { ErrorSummary, Seen } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { connectionPath, Step } from '../../ui/sources/setup.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'

interface RemoveProps {
  view: View
  connection: SetupView
  problem: string | null
}

/** Before what cannot be undone. */
export function RemovePage({ view, connection, problem }: RemoveProps) {
  const { t } = view
  const title = t.sources.removeTitle(connection.title)
  return (
    <Step view={view} connection={connection} title={title} isError={problem !== null}>
      <ErrorSummary view={view} errors={problem ? { sure: problem } : {}} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <p>{t.sources.removeText}</p>
      <form method="post" action={connectionPath(view, connection.id, '/remove')} noValidate data-once>
        <Seen {...connection} />
        <TickField id="sure" label={t.sources.removeTick} error={problem ?? undefined} required />
        <div class="actions">
          <button type="submit">{t.sources.removeNow}</button>
          <a class="button" href={connectionPath(view, connection.id, '/setup')}>
            {t.back}
          </a>
        </div>
      </form>
    </Step>
  )
}
