import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** P10, before the first step: where from? */
export function NewSourcePage({ view, types }: { view: View; types: readonly string[] }) {
  const { t, base } = view
  return (
    <Shell view={view} title={t.sources.newTitle} nav="admin">
      <h1 tabIndex={-1}>{t.sources.newTitle}</h1>
      <p class="lead">{t.sources.newIntro}</p>
      <ul class="cards">
        {types.map(type => {
          const [title, about] = t.sources.types[type] ?? [type, '']
          return (
            <li key={type}>
              <div>
                <a href={`${base}/admin/connections/new/${type}`}>
                  <b>{title}</b>
                </a>
                <small class="below">{about}</small>
              </div>
            </li>
          )
        })}
      </ul>
      <p class="crumb">
        <a href={`${base}/admin`}>{t.nav.admin}</a>
      </p>
    </Shell>
  )
}
