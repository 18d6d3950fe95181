import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { NotFoundError } from '#domain/errors'
import { MODULE_KINDS } from '#domain/kinds'
import { hoursText, idSchema, parseInput } from '../../input.ts'
import { ModulesPage } from '../../pages/route/modules.page.tsx'
import { actorOf, page, type RouteContext, viewOf } from '../context.ts'

const kind = z.enum(MODULE_KINDS)
const query = z.object({
  programme: idSchema.optional(),
  kind: z.union([kind.transform(one => [one]), z.array(kind).max(MODULE_KINDS.length)]).catch([]),
  part: z.enum(['invariant', 'variative']).nullable().catch(null),
  hours: hoursText.catch(''),
  free: z
    .literal('yes')
    .transform(() => true)
    .catch(false),
})

/** P3's catalogue: the modules of one's own programme. */
export function routeModules(context: RouteContext): Router {
  const router = Router()
  router.get('/route/modules', showModules(context))
  return router
}

function showModules(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const { programme, kind: kinds, part, hours, free } = parseInput(query, req.query)
    const asked = programme ? { programmeId: programme } : {}
    const [{ book }, routes] = await Promise.all([
      context.credits.readBooks(actor, asked),
      context.routes.mine(actor),
    ])
    if (!book) throw new NotFoundError('no enrolment')
    const mine = routes.find(each => each.programme.id === book.programme.id) ?? null
    const links = await context.courseLinks(book.programme.modules)
    const view = viewOf(context, req, res)
    page(res, h(ModulesPage, { view, book, mine, filter: { kinds, part, hours, free }, links }))
  }
}
