import { sumHours } from '#domain/hours'
import type { Regulation } from '#domain/regulations/regulation'
import type { StoredProgramme } from '#store/ports/people'
import { contentLang } from '../../ui/book/book-link.ts'
import { RegulationCard } from '../../ui/programme/regulation.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { enrolPath } from '../people/enrol.page.tsx'

interface ProgrammesProps {
  view: View
  regulations: readonly Regulation[]
  programmes: readonly StoredProgramme[]
}

/** By which rules hours count, and what is studied under them. */
export function ProgrammesPage({ view, regulations, programmes }: ProgrammesProps) {
  const { t, say, base } = view
  return (
    <Shell view={view} title={t.programmes.title} nav="programmes">
      <h1 tabIndex={-1}>{t.programmes.title}</h1>
      <h2>{t.programmes.programmes}</h2>
      {programmes.length === 0 && <p>{t.programmes.none}</p>}
      <ul class="cards">
        {programmes.map(({ id, title, modules }) => (
          <li key={id}>
            <div class="grow">
              <h3 {...contentLang(view)}>{title}</h3>
              <small class="below">
                {t.programmes.modules(modules.length, say.hours(sumHours(modules.map(({ hours }) => hours))))}
              </small>
            </div>
            <a class="button" href={enrolPath(view, { id })}>
              {t.enrol.open}
              <span class="vh" {...contentLang(view)}>
                : {title}
              </span>
            </a>
            <a class="button" href={`${base}/admin/programmes/${encodeURIComponent(id)}`}>
              {t.programmes.edit}
              <span class="vh" {...contentLang(view)}>
                : {title}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <div class="actions">
        <a class="button main" href={`${base}/admin/programmes/new`}>
          {t.programmes.make}
        </a>
      </div>
      <h2>{t.programmes.regulations}</h2>
      <p class="muted">{t.programmes.regulationsIntro}</p>
      <div class="actions">
        <a class="button" href={`${base}/admin/regulations`}>
          {t.regulations.manage}
        </a>
      </div>
      {regulations.map(regulation => (
        <RegulationCard key={`${regulation.id} ${regulation.version}`} view={view} regulation={regulation} />
      ))}
    </Shell>
  )
}
