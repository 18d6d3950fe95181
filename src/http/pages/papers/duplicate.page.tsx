import type { DuplicatesView } from '#credits/duplicates/contract'
import { fullName } from '#domain/names/full-name'
import { nestQuotes } from '#domain/texts/quotes'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface DuplicateProps {
  view: View
  found: DuplicatesView
  address: BookAddress
  errors: Readonly<Record<string, string>>
  /** Number of the duplicate that was just issued. */
  done: string | null
}

/** Duplicates of a lost book: those issued, and issuing one, which the page says cannot be undone. */
export function DuplicatePage(props: DuplicateProps) {
  const { view, found, address, errors, done } = props
  const { t } = view
  return (
    <Shell
      view={view}
      title={t.duplicate.title}
      nav={address.learnerId === null ? 'book' : 'learners'}
      isError={Object.keys(errors).length > 0}
    >
      <ErrorSummary view={view} errors={errors} />
      {done !== null && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          <b>{t.duplicate.done(done)}</b>
        </p>
      )}
      <p class="crumb">
        <a href={bookLink(view, address)}>{t.book.backToBook}</a>
      </p>
      <h1 tabIndex={-1}>{t.duplicate.title}</h1>
      <p class="muted" {...contentLang(view)}>
        {fullName(found.learner)} · {found.programme.title}
      </p>
      <p>{t.duplicate.intro}</p>
      {found.canIssue && <IssueForm {...props} />}
      <section aria-labelledby="issued">
        <h2 id="issued">{t.duplicate.list}</h2>
        <Issued view={view} found={found} />
      </section>
    </Shell>
  )
}

function IssueForm({ view, found, address, errors }: DuplicateProps) {
  const { t } = view
  return (
    <form method="post" action={bookLink(view, address, '/duplicate')} noValidate data-once>
      {found.unproved.length > 0 && <p class="note">{t.duplicate.unproved(found.unproved.join(', '))}</p>}
      <input type="hidden" name="after" value={found.duplicates.length} />
      <Field id="reason" label={t.duplicate.reason} hint={t.duplicate.reasonHint} error={errors.reason}>
        {described => (
          <input id="reason" name="reason" maxLength={500} required autocomplete="off" {...described} />
        )}
      </Field>
      <button type="submit" class="main">
        {t.duplicate.issue(found.duplicates.length + 1)}
      </button>
    </form>
  )
}

function Issued({ view, found }: Pick<DuplicateProps, 'view' | 'found'>) {
  const { t, say } = view
  if (found.duplicates.length === 0) return <p>{t.duplicate.none}</p>
  return (
    <>
      <ol class="history">
        {found.duplicates.map(({ number, on, byName, byRole, reason, unproved }) => (
          <li>
            <Mixed view={view} text={t.duplicate.line(number, say.date(on), byName, say.role(byRole))} />{' '}
            <span {...contentLang(view)}>{nestQuotes(`«${reason}»`)}</span>
            {unproved.length > 0 && <small class="below">{t.duplicate.unproved(unproved.join(', '))}</small>}
          </li>
        ))}
      </ol>
      <p>
        <a
          class="button"
          href={`${view.base}/books/${encodeURIComponent(found.learner.id)}/form.pdf?programme=${encodeURIComponent(found.programme.id)}`}
        >
          {t.duplicate.print}
        </a>
      </p>
    </>
  )
}
