import type { RouteView } from '#credits/routes/contract'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import { HOUR_KINDS } from '#domain/regulations/data'
import { contentLang } from '../../ui/book/book-link.ts'
import { Field } from '../../ui/form.tsx'
import { PlanForm } from '../../ui/route/plan-form.tsx'
import type { View } from '../../view.ts'

/** What was typed, as it was typed; columns of the form stand under `details.ID`, hours by kind under `by.KIND`. */
export type ItemDraft = Readonly<Record<string, string>>

interface ItemProps {
  view: View
  route: RouteView
  /** `null`: a new one. */
  itemId: string | null
  draft: ItemDraft
  errors: Readonly<Record<string, string>>
}

/** One event of the plan, from a module or of one's own. */
export function RouteItemPage(props: ItemProps) {
  const { view, route, itemId, draft, errors } = props
  const { item } = view.t.routes
  return (
    <PlanForm
      view={view}
      route={route}
      title={itemId === null ? item.addTitle : item.editTitle}
      path={`/items/${itemId ?? 'new'}`}
      errors={errors}
      save={item.save}
    >
      {draft.module ? <ModuleFacts {...props} /> : <OwnFields {...props} />}
      <DateFields {...props} />
      <Text {...props} id="provider" label={item.provider} />
      <MoreColumns {...props} />
      <Subgroup {...props} />
    </PlanForm>
  )
}

/** Title, kind and hours are the module's own. */
function ModuleFacts({ view, route, draft, errors }: ItemProps) {
  const { say } = view
  const module =
    route.catalogue.find(({ id }) => id === draft.module) ??
    route.items.find(({ moduleId }) => moduleId === draft.module)
  return (
    <>
      <input type="hidden" name="module" value={draft.module} />
      <p class="lead" id="moduleId">
        <b {...contentLang(view)}>{module?.title ?? draft.module}</b>
        {module && ` — ${say.kind(module.kind)}`}
        {module?.hours !== undefined && `, ${say.hours(module.hours)}`}
      </p>
      {errors.moduleId && <p class="error">{errors.moduleId}</p>}
    </>
  )
}

function OwnFields(props: ItemProps) {
  const { view, route, draft, errors } = props
  const { t, say } = view
  const isSplit = route.subject.type === 'school'
  return (
    <>
      <Text {...props} id="title" label={t.routes.item.title} />
      <Field id="kind" label={t.routes.item.kind} error={errors.kind}>
        {described => (
          <select id="kind" name="kind" {...described}>
            {MODULE_KINDS.map(kind => (
              <option value={kind} selected={(draft.kind || 'other') === kind}>
                {say.kind(kind)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="form" label={t.routes.item.form} error={errors.form}>
        {described => (
          <select id="form" name="form" {...described}>
            <option value="">{t.routes.item.noForm}</option>
            {MODULE_FORMS.map(form => (
              <option value={form} selected={draft.form === form}>
                {say.form(form)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {isSplit ? <SplitHours {...props} /> : <Hours {...props} />}
    </>
  )
}

function Hours({ view, draft, errors }: ItemProps) {
  const { t } = view
  return (
    <Field id="hours" label={t.routes.item.hours} hint={t.routes.item.hoursHint} error={errors.hours}>
      {described => <input id="hours" name="hours" inputMode="decimal" value={draft.hours} {...described} />}
    </Field>
  )
}

function SplitHours({ view, route, draft, errors }: ItemProps) {
  const { t } = view
  return (
    <fieldset id="hours" class={errors.hours ? 'field wrong' : 'field'}>
      <legend>{t.routes.item.hoursBy}</legend>
      {errors.hours && <p class="error">{errors.hours}</p>}
      {(route.plan.budget?.byKind.map(({ kind }) => kind) ?? HOUR_KINDS).map(kind => (
        <Field id={`by.${kind}`} label={t.routes.item.by[kind]} error={undefined}>
          {described => (
            <input
              id={`by.${kind}`}
              name={`by.${kind}`}
              inputMode="decimal"
              value={draft[`by.${kind}`]}
              {...described}
            />
          )}
        </Field>
      ))}
    </fieldset>
  )
}

function DateFields({ view, route, draft, errors }: ItemProps) {
  const { t, say } = view
  const { from, until } = route.term
  const hint = until
    ? t.routes.item.plannedOnHint(say.date(from), say.date(until))
    : t.routes.notBefore(say.date(from))
  return (
    <>
      <Field id="plannedOn" label={t.routes.item.plannedOn} hint={hint} error={errors.plannedOn}>
        {described => (
          <input
            id="plannedOn"
            name="plannedOn"
            type="date"
            min={from}
            max={until ?? undefined}
            value={draft.plannedOn}
            {...described}
          />
        )}
      </Field>
      <Field id="plannedUntil" label={t.routes.item.plannedUntil} error={errors.plannedUntil}>
        {described => (
          <input
            id="plannedUntil"
            name="plannedUntil"
            type="date"
            value={draft.plannedUntil}
            {...described}
          />
        )}
      </Field>
    </>
  )
}

const Text = ({ draft, errors, id, label }: ItemProps & { id: string; label: string }) => (
  <Field id={id} label={label} error={errors[id]}>
    {described => <input id={id} name={id} maxLength={300} value={draft[id]} {...described} />}
  </Field>
)

/** Who of the school's staff takes it: nobody ticked, everybody. */
function Subgroup(props: ItemProps) {
  const { view, route, draft, errors } = props
  const { t } = view
  if (route.teachers.length === 0) return null
  const chosen = (draft.learners ?? '').split('\n')
  return (
    <fieldset class={errors.group ? 'field wrong' : 'field'}>
      <legend>{t.routes.item.forWhom}</legend>
      <p class="muted">{t.routes.item.forWhomHint}</p>
      <Text {...props} id="group" label={t.routes.item.group} />
      {route.teachers.map(({ id, name }) => (
        <label class="tick">
          <input type="checkbox" name="learners" value={id} checked={chosen.includes(id)} />
          <span {...contentLang(view)}>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Further columns of the regulation's own form. */
function MoreColumns({ view, route, draft, errors }: ItemProps) {
  return (
    <>
      {route.columns.map(({ id, title, choices }) => {
        const name = `details.${id}`
        return (
          <Field id={name} label={title[view.lang]} error={errors[name]}>
            {described =>
              choices ? (
                <select id={name} name={name} {...described}>
                  <option value="">{view.t.routes.item.choose}</option>
                  {choices.map(choice => (
                    <option value={choice.title.ru} selected={draft[name] === choice.title.ru}>
                      {choice.title[view.lang]}
                    </option>
                  ))}
                </select>
              ) : (
                <textarea id={name} name={name} maxLength={2000} {...described}>
                  {draft[name]}
                </textarea>
              )
            }
          </Field>
        )
      })}
    </>
  )
}
