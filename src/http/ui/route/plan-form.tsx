import type { ComponentChildren } from 'preact'
import type { RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { ErrorSummary, FormActions } from '../form.tsx'
import { Shell } from '../shell.tsx'
import { isOwnRoute, routePath } from './words.ts'

interface PlanFormProps {
  view: View
  route: RouteView
  title: string
  /** Below the route's own path; where the form is sent. */
  path: string
  errors: Readonly<Record<string, string>>
  /** Words of the main button. */
  save: string
  children: ComponentChildren
}

/** A page that writes one part of a plan: the way back, the form with the version that was seen, its buttons. */
export function PlanForm({ view, route, title, path, errors, save, children }: PlanFormProps) {
  const { t, base } = view
  const back = base + routePath(route.id)
  return (
    <Shell
      view={view}
      title={title}
      nav={isOwnRoute(view, route) ? 'route' : 'routes'}
      isError={Object.keys(errors).length > 0}
    >
      <ErrorSummary view={view} errors={errors} />
      <p class="crumb">
        <a href={back}>{t.routes.backToRoute}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      <form method="post" action={base + routePath(route.id, path)} noValidate>
        <input type="hidden" name="version" value={route.version} />
        {children}
        <FormActions view={view} back={back}>
          {save}
        </FormActions>
      </form>
    </Shell>
  )
}
