import type { RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { FileLink } from '../file-link.tsx'
import { routePath } from './words.ts'

/** The revision in sight as its regulation prints it. */
export function RouteFiles({ view, route }: { view: View; route: RouteView }) {
  const { t } = view
  const path = (type: 'pdf' | 'xlsx') =>
    `${routePath(route.id, `.${type}`)}?${new URLSearchParams({ revision: String(route.revision.number) })}`
  return (
    <>
      <FileLink view={view} path={path('pdf')}>
        {t.forms.routePdf}
      </FileLink>
      <FileLink view={view} path={path('xlsx')}>
        {t.forms.routeXlsx}
      </FileLink>
    </>
  )
}
