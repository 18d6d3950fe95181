import type { RouteView } from '#credits/routes/contract'
import { LONGEST_TEXT } from '#domain/routes/texts'
import { contentLang } from '../../ui/book/book-link.ts'
import { Field } from '../../ui/form.tsx'
import { PlanForm } from '../../ui/route/plan-form.tsx'
import type { View } from '../../view.ts'

interface RouteTextsProps {
  view: View
  route: RouteView
  /** By the text's id, as it was typed. */
  draft: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
}

/** The texts of a plan, one field each; parts of the form stand together. */
export function RouteTextsPage({ view, route, draft, errors }: RouteTextsProps) {
  const { t, lang } = view
  const parts = [...new Set(route.texts.map(({ part }) => part[lang]))]
  return (
    <PlanForm
      view={view}
      route={route}
      title={t.routes.texts.title}
      path="/texts"
      errors={errors}
      save={t.routes.texts.save}
    >
      {parts.map(part => (
        <fieldset class="field">
          <legend>{part}</legend>
          {route.texts
            .filter(each => each.part[lang] === part)
            .map(({ id, title }) => (
              <Field id={id} label={title[lang]} error={errors[id]}>
                {described => (
                  <textarea id={id} name={id} maxLength={LONGEST_TEXT} {...contentLang(view)} {...described}>
                    {draft[id]}
                  </textarea>
                )}
              </Field>
            ))}
        </fieldset>
      ))}
    </PlanForm>
  )
}
