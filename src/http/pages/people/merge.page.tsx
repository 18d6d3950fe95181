import type { PersonFound } from '#credits/appointments/contract'
import type { MergePreview, MergeView } from '#credits/merging/contract'
import { fullName } from '#domain/names/full-name'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { MergeDifferences, MergeRefusals } from '../../ui/people/merge-parts.tsx'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'

interface MergesProps {
  view: View
  rows: readonly MergeView[]
  notice: Notice | null
}

/** Merges that were made, newest first, and the way to make or undo one. */
export function MergesPage({ view, rows, notice }: MergesProps) {
  const { t, base } = view
  const said = notice?.kind === 'appointment' && (t.merges.saved as Record<string, string>)[notice.text ?? '']
  return (
    <Shell view={view} title={t.merges.title} nav="people">
      {said && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {said}
        </p>
      )}
      <h1 tabIndex={-1}>{t.merges.title}</h1>
      <p class="muted">{t.merges.intro}</p>
      <div class="actions">
        <a class="button main" href={`${base}/admin/people/merges/new`}>
          {t.merges.make}
        </a>
        <a class="button" href={`${base}/admin/people`}>
          {t.people.back}
        </a>
      </div>
      {rows.length === 0 && <p>{t.merges.none}</p>}
      <ul class="cards">
        {rows.map(row => (
          <Row key={row.id} view={view} row={row} />
        ))}
      </ul>
    </Shell>
  )
}

function Row({ view, row }: { view: View; row: MergeView }) {
  const { t, base } = view
  return (
    <li>
      <div class="grow">
        <b {...contentLang(view)}>
          {row.absorbedName} → {row.keptName}
        </b>
        <p class="muted">
          {when(view, row.at)}, <span {...contentLang(view)}>{row.byName}</span>:{' '}
          <span {...contentLang(view)}>«{row.reason}»</span>
        </p>
        {row.state === 'undone' && row.undone && (
          <p class="muted">
            {t.merges.wasUndone} {when(view, row.undone.at)},{' '}
            <span {...contentLang(view)}>
              {row.undone.byName}: «{row.undone.reason}»
            </span>
          </p>
        )}
        {row.state === 'moving' && <p class="bad">{t.merges.unfinished}</p>}
      </div>
      {row.state === 'moving' ? (
        <a
          class="button"
          href={`${base}/admin/people/merges/new?kept=${row.keptId}&absorbed=${row.absorbedId}`}
        >
          {t.merges.goOn}
        </a>
      ) : (
        row.state !== 'undone' && (
          <a class="button" href={`${base}/admin/people/merges/${encodeURIComponent(row.id)}/undo`}>
            {t.merges.undo}
            <span class="vh" {...contentLang(view)}>
              : {row.absorbedName}
            </span>
          </a>
        )
      )}
    </li>
  )
}

interface MergeProps {
  view: View
  find: string
  found: readonly PersonFound[]
  kept: string | undefined
  absorbed: string | undefined
  preview: MergePreview | null
  reason: string
  errors: Readonly<Record<string, string>>
}

/** First which two, then what happens, then the reason. */
export function MergePage(props: MergeProps) {
  const { view, preview, errors } = props
  const { t } = view
  return (
    <Shell view={view} title={t.merges.newTitle} nav="people" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.merges.newTitle}</h1>
      {preview ? <Decide {...props} preview={preview} /> : <Choose {...props} />}
      <p>
        <a href={`${view.base}/admin/people/merges`}>{t.back}</a>
      </p>
    </Shell>
  )
}

function Choose({ view, find, found }: MergeProps) {
  const { t, base } = view
  const action = `${base}/admin/people/merges/new`
  return (
    <>
      <form method="get" action={action} class="filters">
        <Field id="find" label={t.people.find} hint={t.people.findHint} error={undefined}>
          {described => <input id="find" name="find" value={find} {...contentLang(view)} {...described} />}
        </Field>
        <button type="submit">{t.people.search}</button>
      </form>
      {find !== '' && found.length < 2 && <p>{t.merges.foundFew(found.length)}</p>}
      {found.length >= 2 && (
        <form method="get" action={action}>
          <input type="hidden" name="find" value={find} />
          <People view={view} name="kept" legend={t.merges.kept} found={found} />
          <People view={view} name="absorbed" legend={t.merges.absorbed} found={found} />
          <div class="actions">
            <button type="submit" class="main">
              {t.merges.look}
            </button>
          </div>
        </form>
      )}
    </>
  )
}

interface PeopleProps {
  view: View
  name: 'kept' | 'absorbed'
  legend: string
  found: readonly PersonFound[]
}

const People = ({ view, name, legend, found }: PeopleProps) => (
  <fieldset>
    <legend>{legend}</legend>
    {found.map(({ id, name: called, organisation, accounts }) => (
      <label key={id} class="tick" for={`${name}-${id}`}>
        <input type="radio" id={`${name}-${id}`} name={name} value={id} required />
        <span>
          <span {...contentLang(view)}>{[called, organisation].filter(Boolean).join(', ')}</span>{' '}
          <small>{accounts.join(', ')}</small>
        </span>
      </label>
    ))}
  </fieldset>
)

/** Namesakes are told apart by their accounts in LMSs. */
const withAccounts = (found: readonly PersonFound[], person: MergePreview['kept']): string => {
  const accounts = found.find(({ id }) => id === person.id)?.accounts ?? []
  return accounts.length > 0 ? `${fullName(person)} (${accounts.join(', ')})` : fullName(person)
}

function Decide({ view, preview, find, found, reason, errors }: MergeProps & { preview: MergePreview }) {
  const { t, base } = view
  const { kept, absorbed, refusals, moves, joined } = preview
  const action = `${base}/admin/people/merges/new`
  const turned = new URLSearchParams({ find, kept: absorbed.id, absorbed: kept.id })
  return (
    <>
      <p>
        <b {...contentLang(view)}>
          {withAccounts(found, absorbed)} → {withAccounts(found, kept)}
        </b>
      </p>
      <p>
        <a href={`${action}?${turned}`}>{t.merges.turn}</a>
      </p>
      <h2>{t.merges.moves}</h2>
      <p>{t.merges.counts(moves)}</p>
      {joined.length > 0 && (
        <>
          <p>{t.merges.joined}</p>
          <ul {...contentLang(view)}>
            {joined.map(title => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </>
      )}
      <MergeDifferences view={view} preview={preview} />
      <MergeRefusals view={view} refusals={refusals} />
      {refusals.length === 0 && (
        <form method="post" action={action} noValidate data-once>
          <input type="hidden" name="find" value={find} />
          <input type="hidden" name="kept" value={kept.id} />
          <input type="hidden" name="absorbed" value={absorbed.id} />
          <Field id="reason" label={t.merges.reason} hint={t.merges.reasonHint} error={errors.reason}>
            {described => (
              <input
                {...{ id: 'reason', name: 'reason', value: reason, maxLength: 500 }}
                {...contentLang(view)}
                {...described}
              />
            )}
          </Field>
          <p class="muted">{t.merges.reversible}</p>
          <div class="actions">
            <button type="submit" class="main">
              {t.merges.now}
            </button>
          </div>
        </form>
      )}
    </>
  )
}
