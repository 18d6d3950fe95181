import { isSecret } from '../again.ts'
import type { Draft } from '../session/drafts.ts'
import { contentLang } from '../ui/book/book-link.ts'
import { Mixed } from '../ui/mixed.tsx'
import { Shell } from '../ui/shell.tsx'
import { isTyped } from '../ui/typed.ts'
import { HiddenFields, SecretsAgain } from '../ui/typed-form.tsx'
import { dateIn, timeIn, type View } from '../view.ts'

/** What was sent after the session had ended, ready to be sent again. */
export function DraftPage({ view, draft }: { view: View; draft: Draft }) {
  const { t, say, timeZone } = view
  const at = new Date(draft.at)
  const sent = Object.entries(draft.fields).flatMap(([name, value]) =>
    [value].flat().map(each => ({ name, value: each })),
  )
  const values = sent.filter(field => !isSecret(field))
  const secrets = sent.filter(field => isSecret(field) && field.value !== '').map(({ name }) => name)
  const typed = values.filter(isTyped)
  const ticked = values.filter(({ name }) => name === 'entry' || name === 'flagged').length
  return (
    <Shell view={view} title={t.draft.title}>
      <h1 tabIndex={-1}>{t.draft.title}</h1>
      <p class="lead">{t.draft.about(say.dateLong(dateIn(timeZone, at)), timeIn(timeZone, at))}</p>
      <h2>{t.draft.fields}</h2>
      <ul class="plain-list">
        {typed.length + ticked === 0 && !draft.file && <li>{t.draft.empty}</li>}
        {ticked > 0 && <li>{t.draft.ticked(ticked)}</li>}
        {draft.file && (
          <li>
            <Mixed view={view} text={t.draft.file(draft.file.name)} />
          </li>
        )}
        {typed.slice(0, 50).map(({ value }) => (
          <li {...contentLang(view)}>{value}</li>
        ))}
      </ul>
      {draft.lost && (
        <p class="note problem">
          <Mixed view={view} text={t.draft.lost(draft.lost.name, draft.lost.megabytes)} />
        </p>
      )}
      <p class="muted">{t.draft.note}</p>
      <div class="actions">
        <form method="post" action={`${view.base}/drafts/${draft.id}/send`}>
          <input type="hidden" name="draft" value={draft.id} />
          <HiddenFields fields={values} />
          <SecretsAgain view={view} names={secrets} hint={t.draft.secretAgain} />
          <button type="submit" class="main">
            {t.draft.send}
          </button>
        </form>
        <form method="post" action={`${view.base}/drafts/${draft.id}/remove`}>
          <button type="submit">{t.draft.remove}</button>
        </form>
      </div>
      <p>
        <a href={`${view.base}/`}>{t.draft.later}</a>
      </p>
    </Shell>
  )
}
