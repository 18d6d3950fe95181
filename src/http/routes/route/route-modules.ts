import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { BookView } from '#credits/contract'
import type { MyRoute } from '#credits/routes/contract'
import { type Hours, parseHours } from '#domain/hours'
import { MODULE_KINDS } from '#domain/kinds'
import { isRepeatable } from '#domain/regulations/regulation'
import { type CatalogueFilter, type Chosen, catalogueModule, fits } from '#domain/routes/catalogue'
import { hoursText, idSchema, parseInput } from '../../input.ts'
import { ModulesPage } from '../../pages/route/modules.page.tsx'
import type { View } from '../../view.ts'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

const kind = z.enum(MODULE_KINDS)
const tick = z
  .literal('yes')
  .transform(() => true)
  .catch(false)
const query = z
  .object({
    programme: idSchema.optional(),
    kind: z.union([kind.transform(one => [one]), z.array(kind).max(MODULE_KINDS.length)]).catch([]),
    part: z.enum(['invariant', 'variative']).nullable().catch(null),
    hours: z.string().trim().max(20).catch(''),
    most: z.string().trim().max(20).catch(''),
    free: tick,
    closes: tick,
  })
  .transform(({ kind: kinds, ...rest }) => ({ ...rest, kinds }))
type Query = z.infer<typeof query>

/** P3's catalogue: the modules of one's own programme. */
export function routeModules(context: RouteContext): Router {
  const router = Router()
  router.get('/route/modules', showModules(context))
  return router
}

function showModules(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const asked = parseInput(query, req.query)
    const [{ book }, routes] = await Promise.all([
      context.credits.readBooks(actor, asked.programme ? { programmeId: asked.programme } : {}),
      context.routes.mine(actor),
    ])
    // the page of the route says why there are none yet
    if (!book) return redirectTo(res, '/route')
    const mine = routes.find(each => each.programme.id === book.programme.id) ?? null
    const links = await context.courseLinks(book.programme.modules)
    const chosen = chosenOf(context, book, mine)
    const modules = book.programme.modules
      .map(module => catalogueModule(module, chosen))
      .filter(module => fits(module, filterOf(asked)))
    const view = viewOf(context, req, res)
    const errors = errorsOf(view, asked)
    const status = Object.keys(errors).length > 0 ? 422 : 200
    page(res, h(ModulesPage, { view, book, mine, modules, filter: asked, errors, links }), status)
  }
}

/** A bound that is no number of hours narrows nothing, and its field says so. */
const errorsOf = ({ t }: View, asked: Query): Record<string, string> =>
  Object.fromEntries(
    (['hours', 'most'] as const)
      .filter(name => asked[name] !== '' && hoursIn(asked[name]) === null)
      .map(name => [name, t.queue.hoursWrong]),
  )

/** `null`: not asked for, or no number of hours. */
const hoursIn = (text: string): Hours | null => (hoursText.safeParse(text).success ? parseHours(text) : null)

const filterOf = ({ kinds, part, hours, most, free, closes }: Query): CatalogueFilter => ({
  ...{ kinds, part, free, closes },
  hoursFrom: hoursIn(hours),
  hoursTo: hoursIn(most),
})

function chosenOf(context: RouteContext, book: BookView, mine: MyRoute | null): Chosen {
  const { id, version } = book.regulation
  const regulation = context.regulations.all().find(each => each.id === id && each.version === version)
  const lacks = book.progress.requirements.find(each => each.id === 'invariant-modules' && !each.met)
  const modulesOf = (keep: (line: BookView['lines'][number]) => boolean) =>
    new Set(book.lines.filter(keep).map(({ entry }) => entry.moduleId))
  return {
    counted: modulesOf(({ counted }) => counted.counted > 0),
    pending: modulesOf(({ entry }) => entry.status === 'imported'),
    planned: new Set((mine?.route?.items ?? []).flatMap(({ moduleId }) => moduleId ?? [])),
    missing: new Set(lacks?.facts?.missingIds?.split(',')),
    isRepeatable: module => regulation !== undefined && isRepeatable(regulation, module),
  }
}
