import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { IssuedToken } from '#administration/tokens'
import { ForbiddenError, InvalidInputError, NotFoundError } from '#domain/errors'
import { idSchema, idsSchema, madeAt, parseInput } from '../../input.ts'
import { TokenActionPage, type TokenDraft, TokenMadePage, TokensPage } from '../../pages/api/tokens.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

/** «Доступ к API», for administrators. */
export function tokenRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/tokens', (req, res) => renderTokens(context, req, res, EMPTY, {}))
  router.post('/admin/tokens', create(context))
  for (const action of ['rotate', 'revoke'] as const)
    router.get(`/admin/tokens/:id/${action}`, (req, res) => renderAction(context, req, res, action))
  router.post('/admin/tokens/:id/rotate', rotate(context))
  router.post('/admin/tokens/:id/revoke', revoke(context))
  return router
}

const EMPTY: TokenDraft = { name: '', scopes: [], programmes: [], days: '365' }

async function renderTokens(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: TokenDraft,
  errors: Record<string, string>,
): Promise<void> {
  const actor = actorOf(res)
  const [tokens, programmes] = await Promise.all([
    context.tokens.list(actor),
    context.credits.listProgrammes(actor),
  ])
  const view = viewOf(context, req, res)
  const isRevoked = req.query.revoked === 'yes'
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(TokensPage, { view, tokens, programmes, draft, errors, isRevoked }), status)
}

const tokenSchema = z.object({
  name: z.string().trim().max(200).catch(''),
  scope: idsSchema,
  programme: idsSchema,
  days: z.string().trim().max(10).catch(''),
  seenAt: madeAt,
})

function create(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const typed = parseInput(tokenSchema, req.body)
    const { name, scope: scopes, programme: programmes, days, seenAt } = typed
    const { wrong } = viewOf(context, req, res).t.tokens
    const asked = { name, scopes, days: Number(days), ...(programmes.length > 0 && { programmes }) }
    const input = { ...asked, ...(seenAt && { key: seenAt }) }
    const again = (errors: Record<string, string>) =>
      renderTokens(context, req, res, { name, scopes, programmes, days }, errors)
    try {
      showMade(context, req, res, await context.tokens.create(actorOf(res), input))
    } catch (error) {
      if (error instanceof ForbiddenError && error.facts.scope)
        return again({ scopes: wrong.forbidden ?? '' })
      if (!(error instanceof InvalidInputError)) throw error
      await again(Object.fromEntries(error.issues.map(({ path }) => [path, wrong[path] ?? ''])))
    }
  }
}

/** A form that comes again when its token was revoked meanwhile leads to what became of it. */
function showMade(context: RouteContext, req: Request, res: Response, { token, secret }: IssuedToken): void {
  if (token.revokedAt) redirectTo(res, '/admin/tokens?revoked=yes')
  else page(res, h(TokenMadePage, { view: viewOf(context, req, res), secret, name: token.name }))
}

async function renderAction(
  context: RouteContext,
  req: Request,
  res: Response,
  action: 'rotate' | 'revoke',
  error: string | null = null,
): Promise<void> {
  const { overlapHours: typed } = parseInput(overlap, req.body)
  const token = (await context.tokens.list(actorOf(res))).find(each => each.id === req.params.id)
  if (!token || token.revokedAt) throw new NotFoundError('no such token')
  page(
    res,
    h(TokenActionPage, { view: viewOf(context, req, res), token, action, error, typed }),
    error ? 422 : 200,
  )
}

/** A day unless it says otherwise. */
const overlap = z.object({ overlapHours: z.string().trim().max(40).catch('24') })
const hours = z.coerce.number().min(0).max(720)

function rotate(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { data: overlapHours } = hours.safeParse(req.body?.overlapHours || undefined)
    const view = viewOf(context, req, res)
    if (overlapHours === undefined)
      return renderAction(context, req, res, 'rotate', view.t.tokens.wrong.overlapHours ?? '')
    const id = parseInput(idSchema, req.params.id)
    const { seenAt } = parseInput(z.object({ seenAt: madeAt }), req.body)
    showMade(context, req, res, await context.tokens.rotate(actorOf(res), id, overlapHours, seenAt))
  }
}

function revoke(context: RouteContext): RequestHandler {
  return async (req, res) => {
    await context.tokens.revoke(actorOf(res), parseInput(idSchema, req.params.id))
    redirectTo(res, '/admin/tokens?revoked=yes')
  }
}
