import type { FormChoice } from '#credits/forms/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { Empty } from '../../ui/empty.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** Empty forms of the regulations in use, as PDF and XLSX. */
export function FormsPage({ view, choices }: { view: View; choices: readonly FormChoice[] }) {
  const { t } = view
  const isLearner = view.actor?.roles.includes('learner') === true
  return (
    <Shell view={view} title={t.forms.title} {...(isLearner && { nav: 'documents' as const })}>
      <h1 tabIndex={-1}>{t.forms.title}</h1>
      {choices.length > 0 ? (
        <p>{t.forms.intro}</p>
      ) : (
        <Empty view={view} title={t.forms.none} text={t.forms.noneText}>
          {isLearner && (
            <a class="button" href={`${view.base}/book`}>
              {t.book.backToBook}
            </a>
          )}
        </Empty>
      )}
      {choices.map(choice => (
        <section key={choice.programme.id} aria-labelledby={`programme-${choice.programme.id}`}>
          <h2 id={`programme-${choice.programme.id}`} {...contentLang(view)}>
            {choice.programme.title}
          </h2>
          <p class="muted">{choice.regulation.title[view.lang]}</p>
          <ul class="cards">
            {choice.forms.map(form => (
              <li key={form.id}>
                <b>{form.title[view.lang]}</b>
                <FileLinks
                  view={view}
                  path={`/forms/${encodeURIComponent(choice.programme.id)}/${encodeURIComponent(form.id)}`}
                  of={form.title[view.lang]}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Shell>
  )
}

/** PDF and XLSX of one form. */
function FileLinks({ view, path, of }: { view: View; path: string; of: string }) {
  const { t } = view
  return (
    <span class="actions">
      {(['pdf', 'xlsx'] as const).map(type => (
        <FileLink key={type} view={view} path={`${path}.${type}`}>
          {t.forms[type]}
          <span class="vh">
            {' '}
            <Mixed view={view} text={of} />
          </span>
        </FileLink>
      ))}
    </span>
  )
}
