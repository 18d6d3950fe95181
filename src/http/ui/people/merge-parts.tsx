import type { MergeConflict, MergePreview, MergeRefusal } from '#credits/merging/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Heads } from '../heads.tsx'

/** The table of conflicts: what each record says, and that the one that stays holds. */
export function MergeDifferences({ view, preview }: { view: View; preview: MergePreview }) {
  const { t } = view
  const { conflicts } = preview
  if (conflicts.length === 0) return <p>{t.merges.same}</p>
  return (
    <>
      <h2 id="differences">{t.merges.differences}</h2>
      <table class="stack" role="table" aria-labelledby="differences">
        <Heads of={[t.merges.what, t.merges.keptSays, t.merges.absorbedSays]} />
        <tbody role="rowgroup">
          {conflicts.map(conflict => (
            <Difference key={`${conflict.field} ${conflict.about}`} view={view} conflict={conflict} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Difference({ view, conflict }: { view: View; conflict: MergeConflict }) {
  const { t } = view
  const { field, about, kept, absorbed } = conflict
  return (
    <tr role="row">
      <td role="cell" data-label={t.merges.what}>
        {t.merges.fields[field]}
        {about && (
          <small class="below" {...contentLang(view)}>
            {about}
          </small>
        )}
      </td>
      <td role="cell" data-label={t.merges.keptSays}>
        <Said view={view} field={field} text={kept} />
      </td>
      <td role="cell" data-label={t.merges.absorbedSays}>
        <Said view={view} field={field} text={absorbed} />
      </td>
    </tr>
  )
}

function Said({ view, field, text }: { view: View; field: MergeConflict['field']; text: string }) {
  const { t, say } = view
  if (field === 'route') return <>{t.merges.staysAside}</>
  if (field === 'facts')
    return (
      <>
        {text === ''
          ? '—'
          : text
              .split(', ')
              .map(name => t.merges.facts[name as never] ?? name)
              .join(', ')}
      </>
    )
  if (field === 'enrolledOn' || field === 'module') return <>{say.date(text)}</>
  return <span {...contentLang(view)}>{text || '—'}</span>
}

/** Why not, and what to do about each. */
export function MergeRefusals({ view, refusals }: { view: View; refusals: readonly MergeRefusal[] }) {
  const { t } = view
  if (refusals.length === 0) return null
  return (
    <div class="note problem" role="alert" id="refusals" tabIndex={-1}>
      <h2>{t.merges.refused}</h2>
      <ul>
        {refusals.map(refusal => (
          <li key={refusal}>{t.merges.refusals[refusal]}</li>
        ))}
      </ul>
    </div>
  )
}
