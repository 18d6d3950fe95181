import type { TemplateRow } from '#credits/templates/contract'
import { contentLang } from '../../ui/book/book-link.ts'
import { Empty } from '../../ui/empty.tsx'
import { dayOf } from '../../ui/moment.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** Templates of the organisations that the actor issues for. */
export function TemplateListPage({ view, rows }: { view: View; rows: readonly TemplateRow[] }) {
  const { t } = view
  return (
    <Shell view={view} title={t.templates.title} nav="templates">
      <h1 tabIndex={-1}>{t.templates.title}</h1>
      {rows.length > 0 ? <p>{t.templates.intro}</p> : <NothingYet view={view} />}
      <ul class="cards">
        {rows.map(row => (
          <li key={row.id}>
            <div>
              <b>{t.templates.kinds[row.kind]}</b>
              <small class="below" {...contentLang(view)}>
                {row.organisation}
              </small>
              <small class="below">
                {stateOf(view, row)}
                {row.hasDraft && ` · ${t.templates.draft}`}
              </small>
            </div>
            <a class="button" href={`${view.base}/issue/templates/${row.id}`}>
              {t.templates.edit}
              <span class="vh">
                {' '}
                {t.templates.kinds[row.kind]}, <span {...contentLang(view)}>{row.organisation}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Shell>
  )
}

const NothingYet = ({ view }: { view: View }) => (
  <Empty view={view} title={view.t.templates.none} text={view.t.templates.noneText}>
    {view.actor?.roles.includes('administrator') && (
      <a class="button" href={`${view.base}/admin/programmes`}>
        {view.t.nav.programmes}
      </a>
    )}
  </Empty>
)

function stateOf(view: View, { saved }: TemplateRow): string {
  const { t } = view
  return saved ? `${t.templates.version(saved.version)}, ${dayOf(view, saved.savedAt)}` : t.templates.standard
}
