import type { RecordsView } from '#credits/records/contract'
import { fullName } from '#domain/names/full-name'
import { fieldsOf, isWithdrawn } from '#domain/records/record'
import type { BookRecord } from '#store/ports/records'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary } from '../../ui/form.tsx'
import { RecordHistory } from '../../ui/papers/record-history.tsx'
import { ScanLinks } from '../../ui/papers/scan-links.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { fieldWords, ReasonField } from './record-form.page.tsx'

interface RecordProps {
  view: View
  records: RecordsView
  record: BookRecord
  address: BookAddress
  errors: Readonly<Record<string, string>>
}

/** One record with its paper and its history. */
export function RecordPage({ view, records, record, address, errors }: RecordProps) {
  const { t, say } = view
  const { kind } = record.content
  const words = t.records.kinds[kind] ?? kind
  const to = (rest: string) => bookLink(view, address, `/records/${record.id}${rest}`)
  return (
    <Shell
      view={view}
      title={words}
      nav={address.learnerId === null ? 'book' : 'learners'}
      isError={Object.keys(errors).length > 0}
    >
      <ErrorSummary view={view} errors={errors} />
      <p class="crumb">
        <a href={bookLink(view, address, '/records')}>{t.records.back}</a>
      </p>
      <h1 tabIndex={-1}>{words}</h1>
      <p class="muted" {...contentLang(view)}>
        {fullName(records.learner)} · {records.programme.title}
      </p>
      {isWithdrawn(record) && <p class="note problem">{t.records.withdrawn}</p>}
      <dl>
        {fieldsOf(kind).map(field => {
          const value = record.content[field]
          if (!value) return null
          const isDay = field === 'date' || field === 'until'
          return (
            <>
              <dt>{fieldWords(view, kind, field)}</dt>
              <dd {...(isDay ? {} : contentLang(view))}>{isDay ? say.dateLong(value) : value}</dd>
            </>
          )
        })}
      </dl>
      {record.scan && (
        <p class="actions">
          <ScanLinks view={view} scan={record.scan} path={to('/scan')} />
        </p>
      )}
      {records.canWrite && !isWithdrawn(record) && (
        <>
          <div class="actions">
            <a class="button main" href={to('/correct')}>
              {t.records.correct}
            </a>
          </div>
          <Withdraw view={view} record={record} action={to('/withdraw')} errors={errors} />
        </>
      )}
      <RecordHistory view={view} record={record} />
    </Shell>
  )
}

function Withdraw({
  view,
  record,
  action,
  errors,
}: Pick<RecordProps, 'view' | 'record' | 'errors'> & { action: string }) {
  const { t } = view
  return (
    <details open={errors.reason !== undefined}>
      <summary>
        <span>{t.records.withdraw}</span>
      </summary>
      <p>{t.records.withdrawHint}</p>
      <form method="post" action={action} noValidate data-once>
        <input type="hidden" name="steps" value={record.history.length} />
        <ReasonField view={view} draft={{}} errors={errors} />
        <button type="submit">{t.records.withdraw}</button>
      </form>
    </details>
  )
}
