import type { PersonalDataView } from '#credits/personal-data/contract'
import type { Erasure, HeldData } from '#store/ports/personal-data'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { dayOf } from '../../ui/moment.ts'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'

interface DataProps {
  view: View
  data: PersonalDataView
  /** `/data`, or the learner's for staff. */
  path: string
  /** A way to erase; absent for the learner. */
  erasePath: string | null
}

/** All that is stored of a person, part by part: each item as its fields and values. */
export function DataPage({ view, data, path, erasePath }: DataProps) {
  const { t, base } = view
  return (
    <Shell
      view={view}
      title={t.data.title(data.name)}
      {...(erasePath === null ? { nav: 'documents' as const } : {})}
    >
      <h1 tabIndex={-1}>
        {t.data.title('')} <span {...contentLang(view)}>{data.name}</span>
      </h1>
      <p>{t.data.about(when(view, data.at))}</p>
      <div class="actions">
        <FileLink view={view} path={`${path}.json`}>
          {t.data.json}
        </FileLink>
        {erasePath !== null && (
          <a class="button" href={base + erasePath}>
            {t.data.erase}
          </a>
        )}
      </div>
      {data.collections.length === 0 && <p>{t.data.none}</p>}
      {data.collections.map(each => (
        <Collection key={each.model} view={view} held={each} />
      ))}
    </Shell>
  )
}

const titleOf = ({ t }: View, model: string): string => t.data.collections[model] ?? t.data.other

function Collection({ view, held }: { view: View; held: HeldData }) {
  const id = `part-${held.model}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{titleOf(view, held.model)}</h2>
      <details>
        <summary>
          <span>{view.t.data.count(held.items.length)}</span>
        </summary>
        {held.items.map((item, i) => (
          <dl class="fields" lang="ru" key={`${held.model}-${i}`}>
            {fieldsOf(item).map(([name, value]) => (
              <>
                <dt lang="en">{name}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
        ))}
      </details>
    </section>
  )
}

/** `history.0.action` → value; what is empty says so. */
function fieldsOf(value: unknown, path = ''): [string, string][] {
  if (value instanceof Date) return [[path, value.toISOString()]]
  if (value === null || typeof value !== 'object') return [[path, String(value ?? '—')]]
  const entries = Object.entries(value)
  if (entries.length === 0) return [[path, '—']]
  return entries.flatMap(([name, inner]) => fieldsOf(inner, path === '' ? name : `${path}.${name}`))
}

interface EraseProps {
  view: View
  data: PersonalDataView
  action: string
  back: string
  reason: string
  errors: Readonly<Record<string, string>>
}

/** Before what cannot be undone: what goes, what stays and why. */
export function ErasePage({ view, data, action, back, reason, errors }: EraseProps) {
  const { t, base } = view
  const goes = data.collections.filter(each => each.items.length > each.kept)
  const stays = data.collections.filter(each => each.kept > 0)
  return (
    <Shell view={view} title={t.data.eraseTitle(data.name)} isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1} {...contentLang(view)}>
        {t.data.eraseTitle(data.name)}
      </h1>
      <p class="note problem">{t.data.eraseWarning}</p>
      <h2>{t.data.goes}</h2>
      {goes.length === 0 && <p>{t.data.nothingGoes}</p>}
      <Parts view={view} parts={goes.map(each => [each.model, each.items.length - each.kept])} />
      <h2>{t.data.stays}</h2>
      <p>{stays.length === 0 ? t.data.nothingStays : t.data.staysWhy}</p>
      <Parts view={view} parts={stays.map(each => [each.model, each.kept])} />
      <form method="post" action={base + action} noValidate data-once>
        <Field id="reason" label={t.data.reason} hint={t.data.reasonHint} error={errors.reason}>
          {described => (
            <input
              id="reason"
              name="reason"
              value={reason}
              maxLength={500}
              required
              autocomplete="off"
              {...described}
            />
          )}
        </Field>
        <TickField id="sure" label={t.data.sure} error={errors.sure} required />
        <FormActions view={view} back={base + back}>
          {t.data.eraseNow}
        </FormActions>
      </form>
    </Shell>
  )
}

function Parts({ view, parts }: { view: View; parts: readonly (readonly [string, number])[] }) {
  if (parts.length === 0) return null
  return (
    <ul class="plain-list">
      {parts.map(([model, count]) => (
        <li key={model}>
          {titleOf(view, model)}: {view.t.data.count(count)}
        </li>
      ))}
    </ul>
  )
}

/** The record of an erasure: what went and what stayed, without a name. */
export function ErasedPage({ view, erasure }: { view: View; erasure: Erasure }) {
  const { t } = view
  return (
    <Shell view={view} title={t.data.erasedTitle}>
      <h1 tabIndex={-1}>{t.data.erasedTitle}</h1>
      <p class="note" role="status" id="notice" tabIndex={-1}>
        {t.data.erased(dayOf(view, erasure.finishedAt ?? erasure.at))}
      </p>
      <p {...contentLang(view)}>{t.data.by(erasure.byName, erasure.reason)}</p>
      <h2>{t.data.erasedWhat}</h2>
      <Parts view={view} parts={Object.entries(erasure.erased ?? {})} />
      <h2>{t.data.stays}</h2>
      <Parts view={view} parts={Object.entries(erasure.kept ?? {})} />
      <p>{t.data.staysWhy}</p>
    </Shell>
  )
}
