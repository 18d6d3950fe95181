import type { BookTotal, ProgrammePreview } from '#credits/contract'
import { fullName } from '#domain/names/full-name'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'

export interface Previewed {
  preview: ProgrammePreview
  digest: string
}

/** What saving changes in books that there are, and the button that saves just that. It stands inside the form. */
export function Preview({ view, previewed: { preview, digest } }: { view: View; previewed: Previewed }) {
  const { t } = view
  const words = t.programmes.preview
  return (
    <section class="note" role="status" id="notice" tabIndex={-1} aria-labelledby="preview-title">
      <h2 id="preview-title">{words.title}</h2>
      <input type="hidden" name="previewed" value={digest} />
      <p>
        {preview.changed === 0 ? words.nothing(preview.books) : words.changed(preview.changed, preview.books)}
      </p>
      {!preview.isWhole && <p>{words.more(preview.books)}</p>}
      {preview.gained > 0 && <p>{words.gained(preview.gained)}</p>}
      {preview.lost > 0 && (
        <p>
          <b>{words.lost(preview.lost)}</b>
        </p>
      )}
      {preview.examples.length > 0 && <Examples view={view} examples={preview.examples} />}
      <p class="muted">{words.issued}</p>
      <div class="actions">
        <button type="submit" class="main" name="do" value="save">
          {t.programmes.save}
        </button>
      </div>
    </section>
  )
}

function Examples({ view, examples }: { view: View; examples: ProgrammePreview['examples'] }) {
  const { preview } = view.t.programmes
  return (
    <ul class="plain-list">
      {examples.map(({ learner, was, becomes }) => (
        <li key={learner.id}>
          <span {...contentLang(view)}>{fullName(learner)}</span>: {preview.was} {total(view, was)},{' '}
          {preview.becomes} {total(view, becomes)}
        </li>
      ))}
    </ul>
  )
}

function total({ t, say }: View, { counted, required, eligible }: BookTotal): string {
  const hours = required === 0 ? say.hours(counted) : t.of(say.number(counted), say.hours(required))
  return eligible ? `${hours} (${t.programmes.preview.ready})` : hours
}
