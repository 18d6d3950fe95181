import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { PersonalDataView } from '#credits/personal-data/contract'
import { parseInput } from '../../input.ts'
import { forgetKeptPages } from '../../kept-pages.ts'
import { DataPage, ErasedPage, ErasePage } from '../../pages/book/data.page.tsx'
import { actorOf, page, type RouteContext, viewOf } from '../context.ts'

const eraseSchema = z.object({ reason: z.string().max(2000).catch(''), sure: z.string().optional() })

const personOf = (req: Request): string | undefined =>
  typeof req.params.learnerId === 'string' ? req.params.learnerId : undefined
const pathOf = (personId: string | undefined): string =>
  personId === undefined ? '/data' : `/learners/${encodeURIComponent(personId)}/data`
const erasePathOf = (personId: string): string => `/learners/${encodeURIComponent(personId)}/erase`

/** All that is stored of a person, for them and for an administrator, who may erase it too. */
export function dataRoutes(context: RouteContext): Router {
  const router = Router()
  for (const root of ['/data', '/learners/:learnerId/data']) {
    router.get(root, show(context))
    router.get(`${root}.json`, download(context))
  }
  router.get('/learners/:learnerId/erase', (req, res) => askErasure(context, req, res, '', {}))
  router.post('/learners/:learnerId/erase', erase(context))
  return router
}

/** Every answer is about a person: nothing keeps a copy. */
async function readData(context: RouteContext, req: Request, res: Response): Promise<PersonalDataView> {
  res.setHeader('Cache-Control', 'no-store')
  return context.personalData.read(actorOf(res), personOf(req))
}

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const personId = personOf(req)
    const data = await readData(context, req, res)
    const erasePath = personId === undefined ? null : erasePathOf(personId)
    page(res, h(DataPage, { view: viewOf(context, req, res), data, path: pathOf(personId), erasePath }))
  }
}

function download(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { at, collections } = await readData(context, req, res)
    const parts = Object.fromEntries(collections.map(({ model, items }) => [model, items]))
    res.setHeader('Content-Disposition', `attachment; filename="my-data-${at.slice(0, 10)}.json"`)
    res.type('json').send(`${JSON.stringify({ at, ...parts }, null, 2)}\n`)
  }
}

async function askErasure(
  context: RouteContext,
  req: Request,
  res: Response,
  reason: string,
  errors: Record<string, string>,
): Promise<void> {
  const personId = String(req.params.learnerId)
  const data = await readData(context, req, res)
  const paths = { action: erasePathOf(personId), back: pathOf(personId) }
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(ErasePage, { view: viewOf(context, req, res), data, ...paths, reason, errors }), status)
}

/** The person is gone afterwards, so that the answer is the record itself; sent again, it shows the same. */
function erase(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { reason, sure } = parseInput(eraseSchema, req.body)
    const { t } = viewOf(context, req, res)
    const isReason = reason.trim() !== '' && reason.trim().length <= 500
    const errors = {
      ...(!isReason && { reason: t.data.reasonMissing }),
      ...(sure !== 'yes' && { sure: t.data.sureMissing }),
    }
    if (Object.keys(errors).length > 0) return askErasure(context, req, res, reason, errors)
    const personId = String(req.params.learnerId)
    const erasure = await context.personalData.erase(actorOf(res), { personId, reason })
    forgetKeptPages()
    page(res, h(ErasedPage, { view: viewOf(context, req, res), erasure }))
  }
}
