/** What can be done with a route, each a plain form that carries the version that was seen. */
import type { ComponentChildren } from 'preact'
import type { RouteView } from '#credits/routes/contract'
import type { View } from '../../view.ts'
import { routePath } from './words.ts'

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

export function SendForm(props: FormProps) {
  const { view, route, typed } = props
  const { t } = view
  if (!route.may.includes('send')) return null
  const isAlone = route.startsAlone
  return (
    <section aria-labelledby="send">
      <h2 id="send">{isAlone ? t.routes.sendAlone : t.routes.send}</h2>
      <p>{isAlone ? t.routes.sendAloneHint : t.routes.sendHint}</p>
      <Act {...props} act="send">
        <CommentField view={view} act="send" typed={typed.comment ?? ''} hint={t.routes.commentHint} />
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
