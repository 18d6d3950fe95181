/** What goes into a plan: the mandatory modules, one of the programme's, or an event of one's own. */
import { contentLang } from '../book/book-link.ts'
import { Act, type FormProps } from './forms.tsx'
import { modulesPath } from './modules-path.ts'
import { isOwnRoute, routePath } from './words.ts'

/** Where nothing is planned yet: one press, and the mandatory modules, if there are any, stand in the plan. */
export function EmptyPlan(props: FormProps) {
  const { view, route } = props
  const { missing } = route.plan.mandatory
  if (missing.length === 0 || !route.may.includes('edit')) return <p>{view.t.routes.emptyPlan}</p>
  return (
    <section class="note quiet" aria-labelledby="empty">
      <h2 id="empty">{view.t.routes.empty(missing.length)}</h2>
      <AddMandatory {...props} isMain />
    </section>
  )
}

/** Planned for one day, the last of the term unless another is chosen: each can be moved afterwards. */
function AddMandatory({ isMain = false, ...props }: FormProps & { isMain?: boolean }) {
  const { view, route, typed } = props
  const { t } = view
  const day = typed.plannedOn ?? route.term.until ?? ''
  return (
    <Act {...props} act="mandatory">
      <div class="field">
        <label for="mandatory-day">{t.routes.onDay}</label>
        <input id="mandatory-day" name="plannedOn" type="date" value={day} />
      </div>
      <div class="actions">
        <button type="submit" class={isMain ? 'main' : ''}>
          {t.routes.addMandatory(route.plan.mandatory.missing.length)}
        </button>
      </div>
    </Act>
  )
}

/** Adding: the mandatory ones that lack, one of the programme's modules, or an event of one's own. */
export function AddForms(props: FormProps) {
  const { view, route } = props
  const { t, say } = view
  if (!route.may.includes('edit')) return null
  const { missing } = route.plan.mandatory
  const path = view.base + routePath(route.id, '/items/new')
  return (
    <section aria-labelledby="add">
      <h2 id="add">{t.routes.add}</h2>
      {missing.length > 0 && route.items.length > 0 && <AddMandatory {...props} />}
      {route.catalogue.length > 0 && (
        <form method="get" action={path}>
          <div class="field">
            <label for="module">{t.routes.fromModules}</label>
            <select id="module" name="module" {...contentLang(view)}>
              {route.catalogue.map(({ id, title, hours, part }) => (
                <option value={id}>
                  {title} — {say.hours(hours)}
                  {part === 'invariant' && ` — ${t.routes.mandatory}`}
                </option>
              ))}
            </select>
          </div>
          <div class="actions">
            <button type="submit">{t.routes.add}</button>
          </div>
        </form>
      )}
      <p>
        <a href={path}>{t.routes.own}</a>
        {isOwnRoute(view, route) && (
          <>
            {' · '}
            <a href={view.base + modulesPath({ programme: route.programme.id })}>{t.modules.choose}</a>
          </>
        )}
      </p>
    </section>
  )
}
