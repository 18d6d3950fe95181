import type { RouteView } from '#credits/routes/contract'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { AddForms, EmptyPlan } from '../../ui/route/add.tsx'
import { RouteFiles } from '../../ui/route/files.tsx'
import {
  CommentForm,
  DecideForm,
  type FormProps,
  HandOverForm,
  PlainActs,
  SendForm,
} from '../../ui/route/forms.tsx'
import { RouteHistory, RouteRevisions } from '../../ui/route/history.tsx'
import { ItemsTable, RemovedItems } from '../../ui/route/items.tsx'
import { RouteNotice, savedItem } from '../../ui/route/notice.tsx'
import { PlanSummary } from '../../ui/route/plan.tsx'
import { StateStrip } from '../../ui/route/strip.tsx'
import { DueSteps, PlanTexts } from '../../ui/route/texts.tsx'
import { isOwnRoute, stateOf, whoseRoute } from '../../ui/route/words.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export interface RouteProps {
  view: View
  route: RouteView
  notice: Notice | null
  /** Words by field. */
  errors: Readonly<Record<string, string>>
  /** What was typed before a refusal. */
  typed: FormProps['typed']
  /** Routes of others wait for this learner. */
  decides?: boolean
}

/** P3: what is planned, whether it is enough, whose turn it is, and what can be done. */
export function RoutePage({ view, route, notice, errors, typed, decides }: RouteProps) {
  const { t } = view
  const isOwn = isOwnRoute(view, route)
  const title = isOwn ? t.routes.mine : whoseRoute(view, route)
  const form = { view, route, typed }
  return (
    <Shell
      view={view}
      title={title}
      nav={isOwn ? 'route' : 'routes'}
      isError={Object.keys(errors).length > 0}
      {...(route.may.includes('edit') && { script: 'route' as const })}
    >
      <ErrorSummary view={view} errors={errors} />
      <RouteNotice view={view} route={route} notice={notice} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <Heading view={view} route={route} />
      {decides && (
        <p>
          <a href={`${view.base}/routes`}>{t.routes.waitForMe}</a>
        </p>
      )}
      <DueSteps view={view} route={route} />
      <PlanSummary view={view} route={route} />
      <StateStrip view={view} route={route} />
      <DecideForm {...form} />
      {route.items.length > 0 ? (
        <ItemsTable
          view={view}
          route={route}
          errors={errors}
          typed={typed}
          saved={savedItem(route, notice)}
        />
      ) : (
        <EmptyPlan {...form} />
      )}
      <RemovedItems view={view} route={route} />
      <PlanTexts view={view} route={route} />
      <AddForms {...form} />
      <SendForm {...form} />
      <PlainActs {...form} />
      <CommentForm {...form} />
      <HandOverForm {...form} />
      <div class="actions">
        <RouteFiles view={view} route={route} />
      </div>
      <RouteRevisions view={view} route={route} />
      <RouteHistory view={view} route={route} />
    </Shell>
  )
}

function Heading({ view, route }: { view: View; route: RouteView }) {
  const { t } = view
  const { organisation, programme, revision, inForce, handOver, closed } = route
  return (
    <>
      <p class="muted">
        <span {...contentLang(view)}>
          {programme.title}
          {organisation && ` · ${organisation}`}
        </span>{' '}
        · {t.routes.revision(revision.number)} · {stateOf(view, route)}
        {inForce !== null && inForce !== revision.number && ` · ${t.routes.inForce(inForce)}`}
      </p>
      {handOver && !handOver.acceptedAt && (
        <p class="note">
          <Mixed view={view} text={t.routes.moving(handOver.to)} />
        </p>
      )}
      {closed && (
        <p class="note">
          <Mixed view={view} text={t.routes.closedText(closed.reason)} />
        </p>
      )}
    </>
  )
}
