/** What can be done with a route, each a plain form that carries the version that was seen. */
import type { ComponentChildren } from 'preact'
import type { RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { contentLang } from '../book-link.ts'
import { modulesPath } from '../modules-path.ts'
import { isOwnRoute, routePath } from './words.ts'

export interface FormProps {
  view: View
  route: RouteView
  /** What was typed before a refusal. */
  typed: Readonly<Record<string, string>>
}

interface ActProps extends FormProps {
  act: string
  children: ComponentChildren
}

/** A form to `/routes/ID/ACT`. */
export const Act = ({ view, route, act, children }: ActProps) => (
  <form method="post" action={view.base + routePath(route.id, `/${act}`)}>
    <input type="hidden" name="version" value={route.version} />
    <input type="hidden" name="revision" value={route.revision.number} />
    {children}
  </form>
)

function CommentField({ view, act, typed, hint }: { view: View; act: string; typed: string; hint: string }) {
  const id = `${act}-comment`
  return (
    <div class="field">
      <label for={id}>{view.t.routes.comment}</label>
      <p class="muted" id={`${id}-hint`}>
        {hint}
      </p>
      <textarea id={id} name="comment" maxLength={2000} aria-describedby={`${id}-hint`}>
        {typed}
      </textarea>
    </div>
  )
}

/** Where nothing is planned yet: one press, and the mandatory modules stand in the plan. */
export function EmptyPlan(props: FormProps) {
  const { view, route } = props
  const { missing } = route.plan.mandatory
  if (!route.may.includes('edit') || missing.length === 0) return null
  return (
    <section class="note quiet" aria-labelledby="empty">
      <h2 id="empty">{view.t.routes.empty(missing.length)}</h2>
      <AddMandatory {...props} />
    </section>
  )
}

/** Planned for one day, the last of the term unless another is chosen: each can be moved afterwards. */
function AddMandatory(props: FormProps) {
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
        <button type="submit" class="main">
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

export function SendForm(props: FormProps) {
  const { view, route, typed } = props
  const { t } = view
  if (!route.may.includes('send')) return null
  const isAlone = route.startsAlone
  return (
    <section aria-labelledby="send">
      <h2 id="send">{isAlone ? t.routes.sendAlone : t.routes.send}</h2>
      <Act {...props} act="send">
        <CommentField
          view={view}
          act="send"
          typed={typed.comment ?? ''}
          hint={isAlone ? t.routes.sendAloneHint : t.routes.sendHint}
        />
        <div class="actions">
          <button type="submit" class="main">
            {isAlone ? t.routes.sendAlone : t.routes.send}
          </button>
        </div>
      </Act>
    </section>
  )
}

/** The decision of whose turn it is: forward with a comment, or back with one. */
export function DecideForm(props: FormProps) {
  const { view, route, typed } = props
  const { t } = view
  if (!route.may.includes('take')) return null
  const mine = route.myStep
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{t.routes.decide}</h2>
      <Act {...props} act="decide">
        <CommentField
          view={view}
          act="decide"
          typed={typed.comment ?? ''}
          hint={`${t.routes.commentHint} ${t.routes.returnHint}`}
        />
        {mine === 'orders' && <OrderFields view={view} typed={typed} />}
        <div class="actions">
          <button type="submit" class="main" name="do" value="take">
            {t.routes.take[mine ?? 'agrees']}
          </button>
          <button type="submit" name="do" value="return">
            {t.routes.returnTo}
          </button>
        </div>
      </Act>
    </section>
  )
}

const OrderFields = ({ view: { t }, typed }: { view: View; typed: FormProps['typed'] }) => (
  <>
    <div class="field">
      <label for="orderNumber">{t.routes.orderNumber}</label>
      <input id="orderNumber" name="orderNumber" maxLength={60} value={typed.orderNumber ?? ''} />
    </div>
    <div class="field">
      <label for="orderDate">{t.routes.orderDate}</label>
      <input id="orderDate" name="orderDate" type="date" value={typed.orderDate ?? ''} />
    </div>
  </>
)

/** Withdrawing, changing, accepting: one press, each takes nothing away. */
export function PlainActs(props: FormProps) {
  const { view, route } = props
  const { t } = view
  const acts = (['withdraw', 'change', 'accept'] as const).filter(act => route.may.includes(act))
  if (acts.length === 0) return null
  return (
    <>
      {acts.includes('change') && <p class="muted">{t.routes.changeHint}</p>}
      <div class="actions">
        {acts.map(act => (
          <Act {...props} act={act}>
            <button type="submit" class={act === 'accept' ? 'main' : ''}>
              {t.routes[act]}
            </button>
          </Act>
        ))}
      </div>
    </>
  )
}

export function CommentForm(props: FormProps) {
  const { view, route, typed } = props
  const { t } = view
  if (!route.may.includes('comment')) return null
  return (
    <details>
      <summary>
        <span>{t.routes.addComment}</span>
      </summary>
      <Act {...props} act="comment">
        <CommentField view={view} act="comment" typed={typed.note ?? ''} hint={t.routes.commentHint} />
        <button type="submit">{t.routes.addComment}</button>
      </Act>
    </details>
  )
}

export function HandOverForm(props: FormProps) {
  const { view, route, typed } = props
  const { t } = view
  if (!route.may.includes('hand-over')) return null
  return (
    <details>
      <summary>
        <span>{t.routes.handOver}</span>
      </summary>
      <Act {...props} act="hand-over">
        <div class="field">
          <label for="organisation">{t.routes.handOverTo}</label>
          <p class="muted" id="organisation-hint">
            {t.routes.handOverHint}
          </p>
          <input
            id="organisation"
            name="organisation"
            maxLength={300}
            value={typed.organisation ?? ''}
            aria-describedby="organisation-hint"
          />
        </div>
        <button type="submit">{t.routes.handOverNow}</button>
      </Act>
    </details>
  )
}
