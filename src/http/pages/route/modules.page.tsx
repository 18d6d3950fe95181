import type { CourseLink } from '#administration/course-links'
import type { BookView } from '#credits/contract'
import type { MyRoute } from '#credits/routes/contract'
import type { CatalogueFilter, CatalogueModule } from '#domain/routes/catalogue'
import type { StoredModule } from '#store/ports/people'
import { bookLink, contentLang } from '../../ui/book/book-link.ts'
import { Empty } from '../../ui/empty.tsx'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { modulesPath } from '../../ui/route/modules-path.ts'
import { routePath } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import { CourseLinkText } from '../../ui/sources/course-link.tsx'
import type { View } from '../../view.ts'

export type ModulesFilter = Omit<CatalogueFilter, 'hoursFrom' | 'hoursTo'> & {
  /** Hours at least and at most, as typed; empty: any. */
  hours: string
  most: string
}

type ShownModule = StoredModule & CatalogueModule

interface ModulesProps {
  view: View
  book: BookView
  mine: MyRoute | null
  /** Those that fit the filter. */
  modules: readonly ShownModule[]
  filter: ModulesFilter
  /** Words by field. */
  errors: Readonly<Record<string, string>>
  links: Readonly<Record<string, CourseLink>>
}

/** What can still be chosen: the modules of the programme, each with the way into the plan and into its course. */
export function ModulesPage({ view, book, mine, modules, filter, errors, links }: ModulesProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.modules.title} nav="route" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <p class="crumb">
        <a href={`${view.base}/route`}>{t.routes.backToRoute}</a>
      </p>
      <h1 tabIndex={-1}>{t.modules.title}</h1>
      <p class="muted" {...contentLang(view)}>
        {book.programme.title}
      </p>
      <HowToPlan view={view} mine={mine} />
      <Filter view={view} book={book} filter={filter} errors={errors} />
      <p role="status">{t.modules.found(modules.length)}</p>
      {modules.length === 0 && <NoModules view={view} book={book} />}
      <ul class="cards">
        {modules.map(module => (
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

function NoModules({ view, book: { programme } }: Pick<ModulesProps, 'view' | 'book'>) {
  const { t, base } = view
  if (programme.modules.length === 0)
    return <Empty view={view} title={t.modules.noModules} text={t.modules.noModulesText} />
  return (
    <Empty view={view} title={t.modules.none}>
      <a class="button" href={base + modulesPath({ programme: programme.id })}>
        {t.modules.showAll}
      </a>
    </Empty>
  )
}

function Filter({ view, book, filter, errors }: Pick<ModulesProps, 'view' | 'book' | 'filter' | 'errors'>) {
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
      {(['hours', 'most'] as const).map(name => (
        <Field id={name} label={t.modules[name]} error={errors[name]}>
          {described => (
            <input id={name} name={name} inputMode="decimal" value={filter[name]} {...described} />
          )}
        </Field>
      ))}
      <fieldset class="ticks">
        <legend>{t.modules.only}</legend>
        {(['free', 'closes'] as const).map(name => (
          <label class="tick">
            <input type="checkbox" name={name} value="yes" checked={filter[name]} />
            {t.modules[name]}
          </label>
        ))}
      </fieldset>
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
}: Pick<ModulesProps, 'view' | 'book' | 'mine'> & { module: ShownModule; link: CourseLink | undefined }) {
  const { t, say } = view
  const { stands } = module
  const route = mine?.route
  const isOffered = route?.may.includes('edit') && route.catalogue.some(({ id }) => id === module.id)
  return (
    <li id={`module-${module.id}`}>
      <div>
        <b {...contentLang(view)}>{module.title}</b>
        <small class="below">
          {say.kind(module.kind)} · {say.hours(module.hours)} · {t.modules.parts[module.part]}
          {stands && ` · ${t.modules.stands[stands]}`}
          {module.closes && <span class="warn"> · {t.modules.closesIt}</span>}
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
      {t.routes.notBegun} <a href={`${base}/route`}>{t.book.toRoute}</a>
    </p>
  )
}
