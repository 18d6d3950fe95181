import type { SetupView } from '#administration/connection-setup'
import { ErrorSummary, Field, Seen } from '../../ui/form.tsx'
import { connectionPath, Step } from '../../ui/sources/setup.tsx'
import type { View } from '../../view.ts'

interface UploadProps {
  view: View
  connection: SetupView
  problem: string | null
}

/** A portal's export as a file: looked at first, imported afterwards. */
export function UploadPage({ view, connection, problem }: UploadProps) {
  const { t } = view
  return (
    <Step view={view} connection={connection} title={t.sources.uploadTitle} isError={problem !== null}>
      <ErrorSummary view={view} errors={problem ? { file: problem } : {}} />
      <h1 tabIndex={-1}>{t.sources.uploadTitle}</h1>
      <p>{t.sources.uploadSnapshot}</p>
      {connection.settings.url !== undefined && connection.settings.url !== null && (
        <p class="note">{t.sources.uploadForgets}</p>
      )}
      <form
        method="post"
        action={connectionPath(view, connection.id, '/upload')}
        encType="multipart/form-data"
        noValidate
        data-once
      >
        <Seen {...connection} />
        <Field
          id="file"
          label={t.sources.uploadFile}
          hint={t.sources.uploadIntro}
          error={problem ?? undefined}
        >
          {described => (
            <input
              id="file"
              name="file"
              type="file"
              accept=".xml,.csv,.xlsx,.html,.htm,.xls,.txt"
              {...described}
            />
          )}
        </Field>
        <div class="actions">
          <button type="submit" class="main">
            {t.sources.uploadShow}
          </button>
        </div>
      </form>
    </Step>
  )
}
