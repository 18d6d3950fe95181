import type { ActPreview, ActView } from '#credits/acts/contract'
import { fullName } from '#domain/names/full-name'
import type { GroupAct } from '#store/ports/acts'
import type { ActDraft, ReadAct } from '../../act-draft.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { ActScan, type ActScanProps } from '../../ui/papers/act-scan.tsx'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, type View } from '../../view.ts'

/** Acts of the actor's programmes, and the way to a new one. */
export function ActsPage({
  view,
  acts,
  programmes,
}: {
  view: View
  acts: readonly GroupAct[]
  programmes: readonly { id: string; title: string }[]
}) {
  const { t } = view
  return (
    <Shell view={view} title={t.acts.title} nav="acts">
      <h1 tabIndex={-1}>{t.acts.title}</h1>
      <p>{t.acts.intro}</p>
      <form method="get" action={`${view.base}/acts/new`}>
        <div class="field">
          <label for="programme">{t.acts.choose}</label>
          <select id="programme" name="programme" {...contentLang(view)}>
            {programmes.map(({ id, title }) => (
              <option value={id}>{title}</option>
            ))}
          </select>
        </div>
        <div class="actions">
          <button type="submit" class="main">
            {t.acts.start}
          </button>
        </div>
      </form>
      {acts.length === 0 ? (
        <p>{t.acts.none}</p>
      ) : (
        <ul>
          {acts.map(act => (
            <li key={act.id}>
              <a href={`${view.base}/acts/${act.id}`}>{t.acts.actTitle(act.number)}</a>
              {': '}
              <span {...contentLang(view)}>{act.title}</span>, {view.say.date(act.date)};{' '}
              <Counts view={view} act={act} />
            </li>
          ))}
        </ul>
      )}
    </Shell>
  )
}

function Counts({ view, act }: { view: View; act: GroupAct }) {
  const absent = act.participants.filter(each => each.absent).length
  return <span class="muted">{view.t.acts.people(act.participants.length - absent, absent)}</span>
}

interface PreviewProps {
  view: View
  draft: ActDraft
  preview: ActPreview
  strangers: ReadAct['strangers']
}

/** What the act would write, book by book; nothing is written yet. */
export function ActPreviewPage({ view, draft, preview, strangers }: PreviewProps) {
  const { t, say } = view
  const { line } = preview
  const title = t.acts.previewTitle(draft.number)
  return (
    <Shell view={view} title={title} nav="acts">
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      {line && (
        <p class="muted">
          <span {...contentLang(view)}>{line.title}</span> · {say.date(line.date)} ·{' '}
          <span {...contentLang(view)}>
            {line.provider} · {line.document}
          </span>
        </p>
      )}
      <p>
        <b>{t.acts.nothingYet}</b>
      </p>
      {strangers.length > 0 && (
        <ul class="note problem">
          {strangers.map(({ name, unknown }) => (
            <li>
              <Mixed view={view} text={unknown === 'none' ? t.acts.unknown(name) : t.acts.several(name)} />
            </li>
          ))}
        </ul>
      )}
      <PreviewTable view={view} preview={preview} />
      <form method="post" action={`${view.base}/acts`} data-once>
        <Kept draft={draft} />
        <div class="actions">
          {preview.entries > 0 && (
            <button type="submit" class="main">
              {t.acts.write(preview.entries)}
            </button>
          )}
          <button type="submit" formaction={`${view.base}/acts/edit`}>
            {t.acts.change}
          </button>
        </div>
      </form>
    </Shell>
  )
}

/** The draft goes along in the form: the server keeps nothing of it. */
function Kept({ draft }: { draft: ActDraft }) {
  const { there, absent, ...rest } = draft
  return (
    <>
      {Object.entries(rest).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {there.map(id => (
        <input type="hidden" name="there" value={id} />
      ))}
      {absent.map(id => (
        <input type="hidden" name="absent" value={id} />
      ))}
    </>
  )
}

function PreviewTable({ view, preview }: Pick<PreviewProps, 'view' | 'preview'>) {
  const { t, say } = view
  const { columns, outcomes } = t.acts
  return (
    <table class="stack" role="table">
      <Heads of={[columns.learner, columns.hours, columns.outcome]} />
      <tbody role="rowgroup">
        {preview.rows.map(({ learner, hours, outcome, twin }) => (
          <tr role="row" class={outcome === 'new' || outcome === 'absent' ? '' : 'flag'}>
            <td role="cell">
              <b {...contentLang(view)}>{fullName(learner)}</b>
            </td>
            <td role="cell" class="num meta">
              {say.hours(hours)}
            </td>
            <td role="cell" class="meta last">
              {outcomes[outcome]} {twin && t.acts.twinOf(twin)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ActProps extends ActScanProps {
  isNew: boolean
}

/** An act as it was written, with each line in its book. */
export function ActPage(props: ActProps) {
  const { view, found, isNew, errors } = props
  const { t, say } = view
  const { act, programme, rows } = found
  return (
    <Shell
      view={view}
      title={t.acts.actTitle(act.number)}
      nav="acts"
      isError={Object.keys(errors).length > 0}
    >
      <ErrorSummary view={view} errors={errors} />
      {isNew && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          <b>{t.acts.done(rows.filter(row => !row.absent).length)}</b>
        </p>
      )}
      <p class="crumb">
        <a href={`${view.base}/acts`}>{t.acts.title}</a>
      </p>
      <h1 tabIndex={-1}>
        <Mixed view={view} text={t.acts.actTitle(act.number)} />
      </h1>
      <p class="muted" {...contentLang(view)}>
        {programme.title}
      </p>
      <p>
        <span {...contentLang(view)}>{act.title}</span>, {say.dateLong(act.date)}, {say.hours(act.hours)};{' '}
        <span {...contentLang(view)}>
          {act.provider}, {act.document}
        </span>
      </p>
      <p class="muted">
        <Mixed
          view={view}
          text={t.acts.by(
            act.byName,
            say.role(act.byRole),
            say.date(dateIn(view.timeZone, new Date(act.at))),
          )}
        />
      </p>
      <ActScan {...props} />
      <ActTable view={view} found={found} />
    </Shell>
  )
}

function ActTable({ view, found: { act, rows } }: { view: View; found: ActView }) {
  const { t, say } = view
  const { columns } = t.acts
  const href = (row: ActView['rows'][number]) =>
    `${view.base}/learners/${encodeURIComponent(row.learnerId)}/entries/${row.entryId}?programme=${encodeURIComponent(act.programmeId)}`
  return (
    <table class="stack" role="table">
      <Heads of={[columns.learner, columns.hours, columns.state]} />
      <tbody role="rowgroup">
        {rows.map(row => (
          <tr role="row">
            <td role="cell">
              {row.entryId ? (
                <a href={href(row)} {...contentLang(view)}>
                  {row.name}
                </a>
              ) : (
                <span {...contentLang(view)}>{row.name}</span>
              )}
            </td>
            <td role="cell" class="num meta">
              {row.absent ? '—' : say.hours(row.hours)}
            </td>
            <td role="cell" class="meta last">
              {row.absent ? t.acts.wasAbsent : (t.queue.states[row.status ?? ''] ?? '—')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
