import type { CourseLink } from '#administration/course-links'
import type { BookView } from '#credits/contract'
import type { MyRoute } from '#credits/routes/contract'
import { parseHours } from '#domain/hours'
import type { ModuleKind } from '#domain/kinds'
import type { StoredModule } from '#store/ports/people'
import { bookLink, contentLang } from '../../ui/book/book-link.ts'
import { routePath } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import { CourseLinkText } from '../../ui/sources/course-link.tsx'
import type { View } from '../../view.ts'

export interface ModulesFilter {
  kinds: readonly ModuleKind[]
  part: 'invariant' | 'variative' | null
  /** Hours at least, as typed; empty: any. */
  hours: string
  /** Only what is neither in the book nor in the plan. */
  free: boolean
}

interface ModulesProps {
  view: View
  book: BookView
  mine: MyRoute | null
  filter: ModulesFilter
  links: Readonly<Record<string, CourseLink>>
}

/** What can still be chosen: the modules of the programme, each with the way into the plan and into its course. */
export function ModulesPage({ view, book, mine, filter, links }: ModulesProps) {
  const { t } = view
  const shown = book.programme.modules.filter(
    module => fits(module, filter) && !(filter.free && standing(book, mine, module)),
  )
  return (
    <Shell view={view} title={t.modules.title} nav="route">
      <p class="crumb">
        <a href={`${view.base}/route`}>{t.routes.backToRoute}</a>
      </p>
      <h1 tabIndex={-1}>{t.modules.title}</h1>
      <p class="muted" {...contentLang(view)}>
        {book.programme.title}
      </p>
      <HowToPlan view={view} mine={mine} />
      <Filter view={view} book={book} filter={filter} />
      <p role="status">{t.modules.found(shown.length)}</p>
      <ul class="cards">
        {shown.map(module => (
          <Module
            key={module.id}
            view={view}
            book={book}
            mine={mine}
            module={module}
            link={links[module.id]}
          />
        ))}
      </ul>
    </Shell>
  )
}

const fits = ({ kind, part, hours }: StoredModule, filter: ModulesFilter): boolean =>
  (filter.kinds.length === 0 || filter.kinds.includes(kind)) &&
  (filter.part === null || filter.part === part) &&
  (filter.hours === '' || hours >= parseHours(filter.hours))

type Standing = 'counted' | 'pending' | 'planned'

/** Where a module stands already; `null`: nowhere. */
function standing(
  { lines }: Pick<BookView, 'lines'>,
  mine: MyRoute | null,
  { id }: StoredModule,
): Standing | null {
  const own = lines.filter(({ entry }) => entry.moduleId === id)
  if (own.some(({ counted }) => counted.counted > 0)) return 'counted'
  if (own.some(({ entry }) => entry.status === 'imported')) return 'pending'
  return mine?.route?.items.some(({ moduleId }) => moduleId === id) ? 'planned' : null
}

function Filter({ view, book, filter }: Pick<ModulesProps, 'view' | 'book' | 'filter'>) {
  const { t, say } = view
  const kinds = [...new Set(book.programme.modules.map(({ kind }) => kind))]
  return (
    <form method="get" class="filters">
      <input type="hidden" name="programme" value={book.programme.id} />
      <fieldset class="ticks">
        <legend>{t.modules.kinds}</legend>
        {kinds.map(kind => (
          <label class="tick">
            <input type="checkbox" name="kind" value={kind} checked={filter.kinds.includes(kind)} />
            {say.kind(kind)}
          </label>
        ))}
      </fieldset>
      <div>
        <label for="part">{t.modules.part}</label>
        <select id="part" name="part">
          <option value="">{t.modules.anyPart}</option>
          {(['invariant', 'variative'] as const).map(part => (
            <option value={part} selected={filter.part === part}>
              {t.modules.parts[part]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="hours">{t.modules.hours}</label>
        <input id="hours" name="hours" inputMode="decimal" value={filter.hours} />
      </div>
      <div class="ticks">
        <label class="tick">
          <input type="checkbox" name="free" value="yes" checked={filter.free} />
          {t.modules.free}
        </label>
      </div>
      <div>
        <button type="submit">{t.modules.show}</button>
      </div>
    </form>
  )
}

function Module({
  view,
  book,
  mine,
  module,
  link,
}: Pick<ModulesProps, 'view' | 'book' | 'mine'> & { module: StoredModule; link: CourseLink | undefined }) {
  const { t, say } = view
  const stands = standing(book, mine, module)
  const route = mine?.route
  const isOffered = route?.may.includes('edit') && route.catalogue.some(({ id }) => id === module.id)
  return (
    <li>
      <div>
        <b {...contentLang(view)}>{module.title}</b>
        <small class="below">
          {say.kind(module.kind)} · {say.hours(module.hours)} · {t.modules.parts[module.part]}
          {stands && ` · ${t.modules.stands[stands]}`}
        </small>
      </div>
      <div class="actions">
        {isOffered && route && (
          <a
            class="button"
            href={`${view.base}${routePath(route.id, '/items/new')}?${new URLSearchParams({ module: module.id })}`}
          >
            {t.modules.plan}
            <span class="vh" {...contentLang(view)}>
              {' '}
              {module.title}
            </span>
          </a>
        )}
        {link && stands !== 'counted' && <CourseLinkText view={view} link={link} title={module.title} />}
        {stands === 'counted' && (
          <a
            href={bookLink(view, { learnerId: null, programmeId: book.programme.id }, '', {
              module: module.id,
            })}
          >
            {t.modules.toBook}
          </a>
        )}
      </div>
    </li>
  )
}

/** Where nothing can be planned right now: why, and what opens it. */
function HowToPlan({ view, mine }: Pick<ModulesProps, 'view' | 'mine'>) {
  const { t, base } = view
  if (!mine || mine.route?.may.includes('edit')) return null
  if (mine.route)
    return (
      <p>
        {t.modules.planHolds} <a href={base + routePath(mine.route.id)}>{t.book.toRoute}</a>
      </p>
    )
  if (!mine.mayStart) return null
  return (
    <p>
      {t.routes.notStarted} <a href={`${base}/route`}>{t.book.toRoute}</a>
    </p>
  )
}
