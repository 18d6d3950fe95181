/** Items of a draft: added, edited, moved, removed, put back. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { RouteItemInput, RouteView } from '#credits/routes/contract'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { type Hours, parseHours } from '#domain/hours'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import { HOUR_KINDS } from '#domain/regulations/data'
import { RouteItemError, type RouteItemIssue } from '#domain/routes/errors'
import type { RouteItem } from '#domain/routes/route'
import { hoursText, idSchema, parseInput } from '../../input.ts'
import { type ItemDraft, RouteItemPage } from '../../pages/route/route-item.page.tsx'
import { themeField } from '../../ui/route/amending.tsx'
import { rowField, shortHours } from '../../ui/route/row.tsx'
import { routePath } from '../../ui/route/words.ts'
import { actorOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'
import { refusalIn, refusalWords, said, showRefusal } from './route-actions.ts'
import { redirectToRow, saveRow, versionSchema } from './route-row.ts'

const NEW = 'new'
/** A name that stands several times (ticked teachers) is one text, a line each. */
const formSchema = z.record(
  z.string().max(60),
  z
    .union([
      z.string().max(5000),
      z
        .array(z.string().max(200))
        .max(2000)
        .transform(all => all.join('\n')),
    ])
    .catch(''),
)
const orderSchema = versionSchema.extend({ do: z.enum(['up', 'down', 'remove', 'restore']) })
const moduleQuery = z.object({ module: idSchema.optional() })

export function routeItems(context: RouteContext): Router {
  const router = Router()
  router.get('/routes/:id/items/:itemId', showItem(context))
  router.post('/routes/:id/items/:itemId', saveItem(context))
  router.post('/routes/:id/items/:itemId/order', orderItem(context))
  router.post('/routes/:id/items/:itemId/row', saveRow(context))
  router.post('/routes/:id/items/:itemId/date', moveDate(context))
  router.post('/routes/:id/items/:itemId/theme', changeTheme(context))
  return router
}

const itemIdOf = (req: Request): string | null =>
  req.params.itemId === NEW ? null : String(req.params.itemId)

async function readDraft(context: RouteContext, req: Request, res: Response): Promise<RouteView> {
  const route = await context.routes.read(actorOf(res), String(req.params.id))
  if (!route.may.includes('edit')) throw new NotFoundError('the plan is not a draft')
  return route
}

function showItem(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const route = await readDraft(context, req, res)
    const itemId = itemIdOf(req)
    const { module } = parseInput(moduleQuery, req.query)
    const draft = itemId !== null ? draftOf(itemIn(route, itemId)) : module ? { module } : {}
    page(res, h(RouteItemPage, { view: viewOf(context, req, res), route, itemId, draft, errors: {} }))
  }
}

function itemIn({ items }: RouteView, itemId: string): RouteItem {
  const item = items.find(({ id }) => id === itemId)
  if (!item) throw new NotFoundError('no such item')
  return item
}

function draftOf(item: RouteItem): ItemDraft {
  return definedOnly({
    module: item.moduleId,
    title: item.title,
    kind: item.kind,
    form: item.form,
    hours: shortHours(item.hours),
    plannedOn: item.plannedOn,
    plannedUntil: item.plannedUntil,
    provider: item.provider,
    group: item.forWhom?.group,
    learners: item.forWhom?.learnerIds.join('\n'),
    ...Object.fromEntries(HOUR_KINDS.map(kind => [`by.${kind}`, shortHours(item.hoursBy?.[kind])])),
    ...Object.fromEntries(Object.entries(item.details ?? {}).map(([id, value]) => [`details.${id}`, value])),
  }) as ItemDraft
}

function saveItem(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const itemId = itemIdOf(req)
    const { version } = parseInput(versionSchema, req.body)
    const draft: ItemDraft = parseInput(formSchema, req.body)
    const routeId = String(req.params.id)
    try {
      const { input, issues } = inputOf(draft)
      if (issues.length > 0) throw new RouteItemError(issues)
      const at = { routeId, version }
      await context.routes.putItem(actorOf(res), at, { ...input, ...(itemId !== null && { id: itemId }) })
      redirectToRow(context, res, routeId, itemId)
    } catch (error) {
      const refused = refusalIn(error)
      const route = await readDraft(context, req, res)
      const view = viewOf(context, req, res)
      const errors = refusalWords(view, refused)
      page(res, h(RouteItemPage, { view, route, itemId, draft, errors }), refused.status)
    }
  }
}

/** Texts of a form as an item; hours that are no hours are named before anything else looks at them. */
function inputOf(draft: ItemDraft): { input: RouteItemInput; issues: RouteItemIssue[] } {
  const issues: RouteItemIssue[] = []
  const hours = (text: string | undefined): Hours | undefined => {
    if (!text?.trim()) return undefined
    if (hoursText.safeParse(text).success) return parseHours(text)
    issues.push({ path: 'hours', code: 'hours-wrong', message: 'not a number of hours' })
    return undefined
  }
  const split = HOUR_KINDS.flatMap(kind => {
    const value = hours(draft[`by.${kind}`])
    return value === undefined ? [] : [[kind, value] as const]
  })
  const details = Object.entries(draft).flatMap(([name, value]) =>
    name.startsWith('details.') ? [[name.slice('details.'.length), value] as const] : [],
  )
  const input = definedOnly({
    moduleId: draft.module || undefined,
    title: draft.title,
    kind: MODULE_KINDS.find(kind => kind === draft.kind),
    form: MODULE_FORMS.find(form => form === draft.form),
    hours: hours(draft.hours),
    hoursBy: split.length > 0 ? Object.fromEntries(split) : undefined,
    plannedOn: draft.plannedOn,
    plannedUntil: draft.plannedUntil || undefined,
    provider: draft.provider,
    forWhom: groupOf(draft),
    details: details.length > 0 ? Object.fromEntries(details) : undefined,
  })
  return { input, issues }
}

function groupOf({ group = '', learners = '' }: ItemDraft): RouteItemInput['forWhom'] {
  const learnerIds = learners.split('\n').filter(Boolean)
  return group.trim() || learnerIds.length > 0 ? { group, learnerIds } : undefined
}

function orderItem(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { version, do: act } = parseInput(orderSchema, req.body)
    const at = { routeId: String(req.params.id), version }
    const itemId = String(req.params.itemId)
    const actor = actorOf(res)
    const { routes } = context
    try {
      if (act === 'remove') await routes.removeItem(actor, at, itemId)
      else if (act === 'restore') await routes.restoreItem(actor, at, itemId)
      else await routes.moveItem(actor, at, itemId, act === 'up' ? -1 : 1)
    } catch (error) {
      return showRefusal(context, req, res, error, {})
    }
    if (act === 'up' || act === 'down') return redirectToRow(context, res, at.routeId, itemId)
    const notice = act === 'remove' ? said('removed', itemId) : said('restored')
    redirectWith(context, res, routePath(at.routeId), notice)
  }
}

/** Of an approved plan another day makes a revision that holds at once. */
function moveDate(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { version } = parseInput(versionSchema, req.body)
    const { to = '' } = parseInput(formSchema, req.body)
    const at = { routeId: String(req.params.id), version }
    const itemId = String(req.params.itemId)
    const field = rowField('plannedOn', itemId)
    try {
      await context.routes.moveDate(actorOf(res), at, itemId, to)
      redirectWith(context, res, routePath(at.routeId), said('moved'))
    } catch (error) {
      await showRefusal(context, req, res, error, { [field]: to }, { plannedOn: field })
    }
  }
}

/** Another theme does so, too. */
function changeTheme(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { version } = parseInput(versionSchema, req.body)
    const { title = '' } = parseInput(formSchema, req.body)
    const at = { routeId: String(req.params.id), version }
    const field = themeField(String(req.params.itemId))
    try {
      await context.routes.changeTheme(actorOf(res), at, String(req.params.itemId), title)
      redirectWith(context, res, routePath(at.routeId), said('theme'))
    } catch (error) {
      await showRefusal(context, req, res, error, { [field]: title }, { title: field })
    }
  }
}
