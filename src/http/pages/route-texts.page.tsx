import type { RouteView } from '#credits/routes/contract'
import { LONGEST_TEXT } from '#domain/route-texts'
import { ErrorSummary, Field } from '../ui/form.tsx'
import { routePath } from '../ui/route/words.ts'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

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
  const isOwn = route.subject.type === 'learner' && route.subject.learnerId === view.actor?.personId
  const title = t.routes.texts.title
  const parts = [...new Set(route.texts.map(({ part }) => part[lang]))]
  return (
    <Shell
      view={view}
      title={title}
      nav={isOwn ? 'route' : 'routes'}
      isError={Object.keys(errors).length > 0}
    >
      <ErrorSummary view={view} errors={errors} />
      <p class="crumb">
        <a href={view.base + routePath(route.id)}>{t.routes.backToRoute}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      <form method="post" action={view.base + routePath(route.id, '/texts')} noValidate>
        <input type="hidden" name="version" value={route.version} />
        {parts.map(part => (
          <fieldset class="field">
            <legend>{part}</legend>
            {route.texts
              .filter(each => each.part[lang] === part)
              .map(({ id, title: label }) => (
                <Field id={id} label={label[lang]} error={errors[id]}>
                  {described => (
                    <textarea id={id} name={id} maxLength={LONGEST_TEXT} {...described}>
                      {draft[id]}
                    </textarea>
                  )}
                </Field>
              ))}
          </fieldset>
        ))}
        <div class="actions">
          <button type="submit" class="main">
            {t.routes.texts.save}
          </button>
          <a class="button" href={view.base + routePath(route.id)}>
            {t.back}
          </a>
        </div>
      </form>
    </Shell>
  )
}
