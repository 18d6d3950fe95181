import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { MergeInUseError, MergeRefusedError } from '#credits/merging/errors'
import { InvalidInputError } from '#domain/errors'
import { idSchema, parseInput } from '../../input.ts'
import type { Notice } from '../../notice.ts'
import { MergePage, MergesPage } from '../../pages/people/merge.page.tsx'
import { UnmergePage } from '../../pages/people/unmerge.page.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

const AT = '/admin/people/merges'

/** «Объединить записи»: nothing by itself, everything shown before, and the way back. */
export function mergeRoutes(context: RouteContext): Router {
  const router = Router()
  router.get(AT, list(context))
  router.get(`${AT}/new`, (req, res) => render(context, req, res, parseInput(chosen, req.query)))
  router.post(`${AT}/new`, merge(context))
  router.get(`${AT}/:id/undo`, (req, res) => renderUndo(context, req, res, ''))
  router.post(`${AT}/:id/undo`, undo(context))
  return router
}

const text = z.string().trim().max(600).catch('')
const id = idSchema.optional().catch(undefined)
const chosen = z.object({ find: text, kept: id, absorbed: id })
const merging = chosen.extend({ kept: idSchema, absorbed: idSchema, reason: text })

const said = (what: 'merged' | 'unmerged'): Notice => ({
  ...{ kind: 'appointment', count: 1, hours: 0, refused: {}, text: what },
})

function list(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const rows = await context.merging.list(actorOf(res))
    const notice = noticeOf(context, req, res)
    page(res, h(MergesPage, { view: viewOf(context, req, res), rows, notice }))
  }
}

interface Asked {
  find: string
  kept?: string | undefined
  absorbed?: string | undefined
}

async function render(
  context: RouteContext,
  req: Request,
  res: Response,
  { find, kept, absorbed }: Asked,
  more: { reason?: string; errors?: Record<string, string> } = {},
): Promise<void> {
  const actor = actorOf(res)
  const found = await context.appointments.find(actor, find)
  const isPair = kept !== undefined && absorbed !== undefined
  const preview = isPair ? await context.merging.preview(actor, { keptId: kept, absorbedId: absorbed }) : null
  const { reason = '', errors = {} } = more
  const view = viewOf(context, req, res)
  const props = { view, find, found, kept, absorbed, preview, reason, errors }
  page(res, h(MergePage, props), Object.keys(errors).length > 0 ? 422 : 200)
}

function merge(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { kept, absorbed, reason, find } = parseInput(merging, req.body)
    try {
      await context.merging.merge(actorOf(res), { keptId: kept, absorbedId: absorbed, reason })
      redirectWith(context, res, AT, said('merged'))
    } catch (error) {
      const { merges } = viewOf(context, req, res).t
      if (error instanceof MergeRefusedError)
        return render(
          context,
          req,
          res,
          { find, kept, absorbed },
          { reason, errors: { refusals: merges.notNow } },
        )
      if (!(error instanceof InvalidInputError)) throw error
      await render(
        context,
        req,
        res,
        { find, kept, absorbed },
        { reason, errors: { reason: merges.reasonMissing } },
      )
    }
  }
}

async function renderUndo(
  context: RouteContext,
  req: Request,
  res: Response,
  reason: string,
  errors: Record<string, string> = {},
): Promise<void> {
  const row = (await context.merging.list(actorOf(res))).find(each => each.id === req.params.id)
  if (!row) return redirectWith(context, res, AT)
  const view = viewOf(context, req, res)
  page(res, h(UnmergePage, { view, row, reason, errors }), Object.keys(errors).length > 0 ? 422 : 200)
}

function undo(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { reason } = parseInput(z.object({ reason: text }), req.body)
    const mergeId = parseInput(idSchema, req.params.id)
    try {
      await context.merging.undo(actorOf(res), { mergeId, reason })
      redirectWith(context, res, AT, said('unmerged'))
    } catch (error) {
      const { merges } = viewOf(context, req, res).t
      if (error instanceof MergeInUseError)
        return renderUndo(context, req, res, reason, { main: merges.inUse })
      if (!(error instanceof InvalidInputError)) throw error
      await renderUndo(context, req, res, reason, { reason: merges.reasonMissing })
    }
  }
}
