import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { WritingRef } from '#credits/writing/contract'
import { definedOnly } from '#domain/defined'
import { InvalidInputError } from '#domain/errors'
import { SIGNERS, WRITERS } from '#domain/writing'
import { idsSchema, parseInput } from '../../input.ts'
import { type WritingDraft, WritingPage, WritingsPage } from '../../pages/programme/writing.page.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

/** Who writes into books and who signs: an administrator's, and for its own schools a municipality's. */
export function writingRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/writing', showAll(context))
  router.get('/admin/writing/:programmeId', (req, res) => render(context, req, res))
  router.post('/admin/writing/:programmeId', save(context))
  return router
}

function showAll(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const rows = await context.keeping.writing.list(actorOf(res))
    const saved = noticeOf(context, req, res)?.kind === 'recorded'
    page(res, h(WritingsPage, { view: viewOf(context, req, res), rows, saved }))
  }
}

async function render(
  context: RouteContext,
  req: Request,
  res: Response,
  { draft, errors = {} }: { draft?: WritingDraft; errors?: Record<string, string> } = {},
): Promise<void> {
  const found = await context.keeping.writing.read(actorOf(res), refOf(req))
  const { enter, sign, basis = '' } = found.writing
  const props = { view: viewOf(context, req, res), found, draft: draft ?? { enter, sign, basis }, errors }
  page(res, h(WritingPage, props), Object.keys(errors).length > 0 ? 422 : 200)
}

const which = z.object({ municipality: z.string().min(1).max(300).optional().catch(undefined) })

const refOf = (req: Request): WritingRef =>
  definedOnly({ programmeId: String(req.params.programmeId), ...parseInput(which, req.query) })

const typed = z.object({
  enter: idsSchema,
  sign: idsSchema,
  basis: z.string().trim().max(500).catch(''),
  after: z.coerce.number().int().min(0).max(10_000),
})

function save(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = parseInput(typed, req.body)
    try {
      await context.keeping.writing.save(actorOf(res), {
        ...refOf(req),
        enter: WRITERS.filter(role => draft.enter.includes(role)),
        sign: SIGNERS.filter(role => draft.sign.includes(role)),
        basis: draft.basis,
        after: draft.after,
      })
      redirectWith(context, res, '/admin/writing', { kind: 'recorded', count: 1, hours: 0, refused: {} })
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const words = viewOf(context, req, res).t.writing.faults
      const errors = Object.fromEntries(error.issues.map(({ path }) => [path, words[path] ?? path]))
      await render(context, req, res, { draft, errors })
    }
  }
}
