import type { Draft } from '../session/drafts.ts'
import { contentLang } from '../ui/book-link.ts'
import { Mixed } from '../ui/mixed.tsx'
import { Shell } from '../ui/shell.tsx'
import { dateIn, timeIn, type View } from '../view.ts'

/** What forms send along, and choices that only their own page can name. */
const OF_THE_FORM = new Set(
  'draft key kept entry flagged shown return seenAt version revision module learner programme'.split(' '),
)

/** What was sent after the session had ended, ready to be sent again. */
export function DraftPage({ view, draft }: { view: View; draft: Draft }) {
  const { t, say, timeZone } = view
  const at = new Date(draft.at)
  const values = Object.entries(draft.fields).flatMap(([name, value]) =>
    [value].flat().map(one => ({ name, one })),
  )
  const typed = values.filter(({ name, one }) => one.trim() !== '' && !OF_THE_FORM.has(name))
  return (
    <Shell view={view} title={t.draft.title}>
      <h1 tabIndex={-1}>{t.draft.title}</h1>
      <p class="lead">{t.draft.about(say.dateLong(dateIn(timeZone, at)), timeIn(timeZone, at))}</p>
      <h2>{t.draft.fields}</h2>
      <ul class="plain-list">
        {typed.length === 0 && !draft.file && <li>{t.draft.empty}</li>}
        {draft.file && (
          <li>
            <Mixed view={view} text={t.draft.file(draft.file.name)} />
          </li>
        )}
        {typed.slice(0, 50).map(({ one }) => (
          <li {...contentLang(view)}>{one}</li>
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
          {values.map(({ name, one }) => (
            <input type="hidden" name={name} value={one} />
          ))}
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
