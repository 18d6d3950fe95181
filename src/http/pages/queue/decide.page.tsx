import type { BookLine, BookView } from '#credits/contract'
import type { Meanwhile } from '#domain/changes/meanwhile'
import { formatHours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import type { Named } from '#domain/regulations/data'
import { type BookAddress, bookLink, contentLang } from '../../ui/book/book-link.ts'
import { WhyText } from '../../ui/book/why.tsx'
import { Conflict } from '../../ui/conflict.tsx'
import { ErrorSummary, Field, FormActions, MadeAt } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface DecideProps {
  view: View
  book: BookView
  line: BookLine
  address: BookAddress
  /** Where the queue stood, without the base. */
  back: string
}

const About = ({ view, book, line }: DecideProps) => (
  <p class="muted" {...contentLang(view)}>
    {fullName(book.person)} · {line.entry.title} · {view.say.date(line.entry.date)}
  </p>
)

/** The check before hours are counted despite a remark. */
export function AcceptPage(props: DecideProps) {
  const { view, line, address, back } = props
  const { t, say } = view
  const hours = say.number(line.entry.hours)
  return (
    <Shell view={view} title={t.queue.acceptTitle(hours)} nav="queue">
      <h1 tabIndex={-1}>{t.queue.acceptTitle(hours)}</h1>
      <About {...props} />
      {line.counted.reason && line.counted.reason !== 'not-confirmed' && <WhyText view={view} line={line} />}
      <form method="post" action={bookLink(view, address, `/entries/${line.entry.id}/accept`)}>
        <input type="hidden" name="return" value={back} />
        <MadeAt view={view} />
        <FormActions view={view} back={view.base + back}>
          {t.queue.acceptNow(hours)}
        </FormActions>
      </form>
    </Shell>
  )
}

export interface CorrectionDraft {
  hours: string
  date: string
  document: string
  /** For an entry of no module of the programme. */
  module: string
  /** Of self-education. */
  papers: readonly string[]
  reason: string
}

export const draftOf = ({ entry }: BookLine): CorrectionDraft => ({
  hours: formatHours(entry.hours).replace(/\.?0+$/, ''),
  date: entry.date,
  document: entry.document ?? '',
  module: '',
  papers: entry.papers ?? [],
  reason: '',
})

/** A correction supersedes the entry; the corrected one awaits confirmation. */
export function CorrectPage(
  props: DecideProps & {
    draft: CorrectionDraft
    errors: Readonly<Record<string, string>>
    /** That the regulation asks of self-education. */
    papers: readonly Named[]
    /** Somebody else was faster: `line` is what stands now. */
    meanwhile?: Meanwhile
  },
) {
  const { view, book, line, address, back, draft, errors, meanwhile } = props
  const { t } = view
  const title = t.queue.correctTitle(fullName(book.person))
  const isWrong = Object.keys(errors).length > 0 || meanwhile !== undefined
  return (
    <Shell view={view} title={title} nav="queue" isError={isWrong}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <About {...props} />
      {meanwhile && <Conflict view={view} meanwhile={meanwhile} />}
      <p>{t.queue.correctHint}</p>
      <form method="post" action={bookLink(view, address, `/entries/${line.entry.id}/correct`)} noValidate>
        <input type="hidden" name="return" value={back} />
        <Field id="hours" label={t.queue.hours} hint={t.queue.hoursHint} error={errors.hours}>
          {described => (
            <input id="hours" name="hours" inputMode="decimal" value={draft.hours} {...described} />
          )}
        </Field>
        <Field id="date" label={t.queue.date} error={errors.date}>
          {described => <input id="date" name="date" type="date" value={draft.date} {...described} />}
        </Field>
        <Field id="document" label={t.queue.document} error={errors.document}>
          {described => (
            <input id="document" name="document" maxLength={300} value={draft.document} {...described} />
          )}
        </Field>
        <ModuleOf {...props} />
        <PapersOf {...props} />
        <Field id="reason" label={t.queue.reason} hint={t.queue.reasonHint} error={errors.reason}>
          {described => (
            <input
              id="reason"
              name="reason"
              maxLength={1000}
              required
              value={draft.reason}
              autocomplete="off"
              {...described}
            />
          )}
        </Field>
        <div class="actions">
          <button type="submit" class="main">
            {meanwhile ? t.conflict.mineAgain : t.queue.correctNow}
          </button>
          <a class="button" href={view.base + back}>
            {meanwhile ? t.conflict.keepTheirs : t.back}
          </a>
        </div>
      </form>
    </Shell>
  )
}

/** Which module of the programme a paper was for, where it named none. */
function ModuleOf({ view, book, line, draft }: DecideProps & { draft: CorrectionDraft }) {
  const { modules } = book.programme
  if (modules.length === 0 || modules.some(({ id }) => id === line.entry.moduleId)) return null
  return (
    <Field id="module" label={view.t.queue.ofModule} hint={view.t.queue.ofModuleHint} error={undefined}>
      {described => (
        <select id="module" name="module" {...described}>
          <option value="">{view.t.proof.choose}</option>
          {modules.map(({ id, title }) => (
            <option value={id} selected={draft.module === id} {...contentLang(view)}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function PapersOf({
  view,
  draft,
  papers,
}: Pick<DecideProps, 'view'> & { draft: CorrectionDraft; papers: readonly Named[] }) {
  if (papers.length === 0) return null
  return (
    <fieldset>
      <legend>{view.t.proof.papers}</legend>
      {papers.map(({ id, title }) => (
        <label class="tick">
          <input type="checkbox" name="papers" value={id} checked={draft.papers.includes(id)} />
          {title[view.lang]}
        </label>
      ))}
    </fieldset>
  )
}
