import type { JudgedLine } from '#credits/programmes/enrol-list'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export interface EnrolDraft {
  of: string
  date: string
  list: string
}

export interface EnrolProps {
  view: View
  programme: { id: string; title: string }
  /** Whose account ids a list may hold. */
  accounts: readonly { value: string; title: string }[]
  draft: EnrolDraft
  errors: Readonly<Record<string, string>>
  mostRows: number
  /** What the list before this one has done. */
  done: { enrolled: number; already: number; refused: number; entries: number; busy: number } | null
}

export const enrolPath = ({ base }: View, { id }: { id: string }): string =>
  `${base}/admin/programmes/${encodeURIComponent(id)}/learners`

/** «Зачислить слушателей»: a list, pasted or as a file, by the accounts by which launches and imports know people. */
export function EnrolPage(props: EnrolProps) {
  const { view, programme, accounts, errors } = props
  const { t } = view
  return (
    <Shell view={view} title={t.enrol.title} nav="programmes" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.enrol.title}</h1>
      <p {...contentLang(view)}>{programme.title}</p>
      <Done {...props} />
      <p>{t.enrol.intro}</p>
      {accounts.length === 0 ? (
        <p class="note">
          {t.enrol.noAccounts} <a href={`${view.base}/admin/connect`}>{t.connect.title}</a>
        </p>
      ) : (
        <ListForm {...props} />
      )}
      <p class="crumb">
        <a href={`${view.base}/admin/programmes`}>{t.nav.programmes}</a>
      </p>
    </Shell>
  )
}

function Done({ view: { t, say }, done }: EnrolProps) {
  if (!done) return null
  return (
    <p class="note" role="status" id="notice" tabIndex={-1}>
      <b>{t.enrol.done(done.enrolled, say.count(done.already))}</b>{' '}
      {done.refused > 0 && t.enrol.refused(say.count(done.refused))}{' '}
      {done.entries > 0 && t.enrol.entries(done.entries)} {done.busy > 0 && t.enrol.busy}
    </p>
  )
}

function ListForm({ view, programme, accounts, draft, errors, mostRows }: EnrolProps) {
  const { t, say } = view
  return (
    <form method="post" action={enrolPath(view, programme)} encType="multipart/form-data" noValidate>
      <Field id="of" label={t.enrol.of} hint={t.enrol.ofHint} error={errors.of}>
        {described => (
          <select id="of" name="of" {...described}>
            {accounts.map(({ value, title }) => (
              <option value={value} selected={value === draft.of} {...contentLang(view)}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="date" label={t.enrol.date} hint={t.enrol.dateHint} error={errors.date}>
        {described => <input id="date" name="date" type="date" value={draft.date} {...described} />}
      </Field>
      <Field id="list" label={t.enrol.list} hint={t.enrol.listHint} error={errors.list}>
        {described => (
          <textarea id="list" name="list" rows={10} maxLength={1_000_000} spellcheck={false} {...described}>
            {draft.list}
          </textarea>
        )}
      </Field>
      <Field id="file" label={t.enrol.file} hint={t.enrol.fileHint(say.count(mostRows))} error={errors.file}>
        {described => (
          <input id="file" name="file" type="file" accept=".csv,.txt,.xlsx,text/csv" {...described} />
        )}
      </Field>
      <div class="actions">
        <button type="submit" class="main">
          {t.enrol.check}
        </button>
      </div>
    </form>
  )
}

const SHOWN = 50
const COLUMNS = ['user', 'family', 'given', 'patronymic', 'organisation', 'enrolled'] as const

interface CheckProps {
  view: View
  programme: EnrolProps['programme']
  draft: EnrolDraft
  lines: readonly JudgedLine[]
  /** Heads of columns that nobody reads. */
  unread: readonly string[]
}

/** The list as it was understood, before anybody is enrolled: first who would not be, and why. */
export function EnrolCheckPage({ view, programme, draft, lines, unread }: CheckProps) {
  const { t, say } = view
  const fresh = lines.filter(({ state }) => state === 'new')
  const left = lines.filter(({ state }) => state !== 'new')
  return (
    <Shell view={view} title={t.enrol.checkTitle(fresh.length)} nav="programmes">
      <h1 tabIndex={-1}>{t.enrol.checkTitle(fresh.length)}</h1>
      <p {...contentLang(view)}>{programme.title}</p>
      <p class="lead">{t.enrol.checked}</p>
      {unread.length > 0 && (
        <p class="note">
          {t.enrol.unread(unread.map(head => `«${head}»`).join(', '), t.enrol.heads.replaceAll(';', ', '))}
        </p>
      )}
      {left.length > 0 && (
        <section aria-labelledby="left">
          <h2 id="left">{t.enrol.left(say.count(left.length))}</h2>
          <Lines view={view} lines={left} label={t.enrol.left(say.count(left.length))} isLeft />
        </section>
      )}
      {fresh.length > 0 && <Lines view={view} lines={fresh} label={t.enrol.list} />}
      <form method="post" action={enrolPath(view, programme)} encType="multipart/form-data" data-once>
        {Object.entries(draft).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="actions">
          {fresh.length > 0 && (
            <button type="submit" class="main" id="enrol-now" name="sure" value="yes">
              {t.enrol.now(fresh.length)}
            </button>
          )}
          <button type="submit" name="back" value="yes">
            {t.enrol.back}
          </button>
        </div>
      </form>
    </Shell>
  )
}

interface LinesProps extends Pick<CheckProps, 'view' | 'lines'> {
  label: string
  /** Says why each is not enrolled. */
  isLeft?: boolean
}

function Lines({ view, lines, label, isLeft = false }: LinesProps) {
  const { t, say } = view
  const heads = COLUMNS.map(column => t.enrol.columns[column])
  return (
    <>
      <table class="stack" role="table" aria-label={label}>
        <Heads of={isLeft ? [...heads, t.enrol.why] : heads} />
        <tbody role="rowgroup">
          {lines.slice(0, SHOWN).map(({ row, state, known = '' }) => (
            <tr role="row">
              {COLUMNS.map(column => (
                <td role="cell" {...contentLang(view)}>
                  {column === 'enrolled' ? say.date(row.enrolled) : row[column] || '—'}
                </td>
              ))}
              {isLeft && state !== 'new' && (
                <td role="cell">
                  {t.enrol.states[state]}
                  {known && (
                    <>
                      {': '}
                      <span {...contentLang(view)}>{known}</span>. {t.enrol.otherNameRemedy}
                    </>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > SHOWN && <p class="muted">{t.enrol.more(say.count(lines.length - SHOWN))}</p>}
    </>
  )
}
