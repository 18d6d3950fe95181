/** The texts of a plan (пояснительная записка, планируемые результаты), written while it is a draft. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { RouteView } from '#credits/routes/contract'
import { NotFoundError } from '#domain/errors'
import { RouteTextError } from '#domain/routes/errors'
import { parseInput } from '../../input.ts'
import { RouteTextsPage } from '../../pages/route/route-texts.page.tsx'
import { routePath } from '../../ui/route/words.ts'
import { actorOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'
import { refusalIn, refusalWords, said } from './route-actions.ts'

const versionSchema = z.object({ version: z.coerce.number().int().min(1) })
/** Longer than a text may be: what is too long is refused with its words kept. */
const typedSchema = z.record(z.string().max(60), z.string().max(100_000).catch(''))

export function routeTexts(context: RouteContext): Router {
  const router = Router()
  router.get('/routes/:id/texts', showTexts(context))
  router.post('/routes/:id/texts', saveTexts(context))
  return router
}

/** @throws {NotFoundError} unless the actor writes it, and its form has texts */
async function readDraft(context: RouteContext, req: Request, res: Response): Promise<RouteView> {
  const route = await context.routes.read(actorOf(res), String(req.params.id))
  if (!route.may.includes('edit') || route.texts.length === 0) throw new NotFoundError('no texts to write')
  return route
}

function showTexts(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const route = await readDraft(context, req, res)
    const draft = Object.fromEntries(route.texts.map(({ id, text }) => [id, text]))
    page(res, h(RouteTextsPage, { view: viewOf(context, req, res), route, draft, errors: {} }))
  }
}

function saveTexts(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const route = await readDraft(context, req, res)
    const { version } = parseInput(versionSchema, req.body)
    const typed = parseInput(typedSchema, req.body)
    const texts = Object.fromEntries(
      route.texts.map(({ id }) => [id, (typed[id] ?? '').replaceAll('\r\n', '\n')]),
    )
    try {
      await context.routes.writeTexts(actorOf(res), { routeId: route.id, version }, texts)
      redirectWith(context, res, routePath(route.id), said('texts'))
    } catch (error) {
      const refused = refusalIn(error)
      const view = viewOf(context, req, res)
      const now = await readDraft(context, req, res)
      const words = refusalWords(view, refused)
      const errors =
        error instanceof RouteTextError ? { [error.facts.text ?? 'main']: words.main ?? '' } : words
      page(res, h(RouteTextsPage, { view, route: now, draft: texts, errors }), refused.status)
    }
  }
}
