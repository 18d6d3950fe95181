import type { WritingView } from '#credits/writing/contract'
import { SIGNERS, WRITERS } from '#domain/writing'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, type View } from '../../view.ts'

const rolesText = ({ say }: View, roles: readonly string[]) => roles.map(role => say.role(role)).join(', ')

const pathTo = (programmeId: string, municipality?: string): string =>
  `/admin/writing/${encodeURIComponent(programmeId)}${municipality ? `?${new URLSearchParams({ municipality })}` : ''}`

/** Programmes, each with who writes into its books and who signs. */
export function WritingsPage({
  view,
  rows,
  saved,
}: {
  view: View
  rows: readonly WritingView[]
  saved: boolean
}) {
  const { t } = view
  const { columns } = t.writing
  return (
    <Shell view={view} title={t.writing.title} nav="writing">
      {saved && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          <b>{t.writing.saved}</b>
        </p>
      )}
      <h1 tabIndex={-1}>{t.writing.title}</h1>
      <p>{t.writing.intro}</p>
      {rows.length === 0 ? (
        <p>{t.writing.none}</p>
      ) : (
        <table class="stack" role="table">
          <Heads of={[columns.programme, columns.enter, columns.sign, columns.change]} />
          <tbody role="rowgroup">
            {rows.map(({ programme, municipality, writing, history }) => (
              <tr role="row" key={pathTo(programme.id, municipality?.id)}>
                <td role="cell">
                  <b {...contentLang(view)}>{programme.title}</b>
                  {municipality && (
                    <div class="muted">
                      <span {...contentLang(view)}>{municipality.title}</span> ·{' '}
                      {history.length > 0 ? t.writing.decided : t.writing.undecided}
                    </div>
                  )}
                </td>
                <td role="cell" data-label={columns.enter}>
                  {rolesText(view, writing.enter)}
                </td>
                <td role="cell" data-label={columns.sign}>
                  {rolesText(view, writing.sign)}
                </td>
                <td role="cell" class="meta last">
                  <a href={view.base + pathTo(programme.id, municipality?.id)}>
                    {t.writing.change}
                    <span class="vh" {...contentLang(view)}>
                      {' '}
                      {programme.title} {municipality?.title}
                    </span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Shell>
  )
}

export interface WritingDraft {
  enter: readonly string[]
  sign: readonly string[]
  basis: string
}

interface WritingProps {
  view: View
  found: WritingView
  draft: WritingDraft
  errors: Readonly<Record<string, string>>
}

export function WritingPage(props: WritingProps) {
  const { view, found, draft, errors } = props
  const { t } = view
  return (
    <Shell view={view} title={t.writing.title} nav="writing" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <p class="crumb">
        <a href={`${view.base}/admin/writing`}>{t.writing.title}</a>
      </p>
      <h1 tabIndex={-1}>{t.writing.title}</h1>
      <p class="muted" {...contentLang(view)}>
        {[found.municipality?.title, found.programme.title, found.regulation.title.ru]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {found.municipality && <p>{t.writing.forSchools}</p>}
      <form method="post" action={view.base + pathTo(found.programme.id, found.municipality?.id)} noValidate>
        <input type="hidden" name="after" value={found.history.length} />
        <Roles {...props} name="enter" roles={WRITERS} />
        <Roles {...props} name="sign" roles={SIGNERS} />
        <Field id="basis" label={t.writing.basis} hint={t.writing.basisHint} error={errors.basis}>
          {described => <input id="basis" name="basis" maxLength={500} value={draft.basis} {...described} />}
        </Field>
        <FormActions view={view} back={`${view.base}/admin/writing`}>
          {t.writing.save}
        </FormActions>
      </form>
      <History view={view} found={found} />
      {found.municipalities && <Municipalities view={view} found={found} of={found.municipalities} />}
    </Shell>
  )
}

function Roles({
  view,
  found,
  draft,
  errors,
  name,
  roles,
}: WritingProps & { name: 'enter' | 'sign'; roles: readonly string[] }) {
  const { t, say } = view
  return (
    <fieldset id={name} tabIndex={-1} class={errors[name] ? 'field wrong' : 'field'}>
      <legend>{t.writing[name]}</legend>
      {errors[name] && <p class="error">{errors[name]}</p>}
      <p class="muted">
        {t.writing.usual[found.usualBy](rolesText(view, found.usual[name]))}
        {found.usualBy === 'regulation' && ` (${say.clause(found.regulation.clause)})`}
      </p>
      {roles.map(role => (
        <label class="tick">
          <input type="checkbox" name={name} value={role} checked={draft[name].includes(role)} />
          {say.role(role)}
        </label>
      ))}
    </fieldset>
  )
}

/** Where the text leaves it to municipalities: each of them, and whether it decided. */
function Municipalities({
  view,
  found,
  of,
}: Pick<WritingProps, 'view' | 'found'> & { of: NonNullable<WritingView['municipalities']> }) {
  const { t, say } = view
  return (
    <section aria-labelledby="municipalities">
      <h2 id="municipalities">{t.writing.municipalities}</h2>
      <p>
        {t.writing.leftToThem} ({say.clause(found.regulation.clause)})
      </p>
      {of.length === 0 ? (
        <p>
          {t.writing.noMunicipality} <a href={`${view.base}/reports/organisations`}>{t.reports.place}</a>
        </p>
      ) : (
        <ul class="plain-list">
          {of.map(({ id, title, decided }) => (
            <li key={id}>
              <a href={view.base + pathTo(found.programme.id, id)} {...contentLang(view)}>
                {title}
              </a>{' '}
              · {decided ? t.writing.decided : t.writing.undecided}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function History({ view, found }: Pick<WritingProps, 'view' | 'found'>) {
  const { t, say, timeZone } = view
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.writing.history}</h2>
      {found.history.length === 0 ? (
        <p>{t.writing.untouched[found.usualBy]}</p>
      ) : (
        <ol class="history">
          {found.history.map(({ at, byName, byRole, enter = [], sign = [], basis }) => (
            <li>
              <Mixed
                view={view}
                text={t.writing.line(
                  say.date(dateIn(timeZone, new Date(at))),
                  byRole ? `${byName} (${say.role(byRole)})` : byName,
                  rolesText(view, enter),
                  rolesText(view, sign),
                )}
              />
              {basis && <span {...contentLang(view)}>; {basis}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
