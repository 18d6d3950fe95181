import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { NotFoundError } from '#domain/errors'
import { DraftPage } from '../pages/draft.page.tsx'
import { buildCookie, draftCookieName, parseCookies } from '../session/cookies.ts'
import { currentOf } from '../session/require-session.ts'
import { page, type RouteContext, redirectTo, safePath, viewOf } from './context.ts'

/** Forms that came after the session had ended: shown to whoever sent them, sent again or deleted. */
export function draftRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/drafts/:id', show(context))
  router.post('/drafts/:id/send', send(context))
  router.post('/drafts/:id/remove', remove(context))
  return router
}

function show(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { personId } = currentOf(res).actor
    const draft = await context.drafts.read(personId, String(req.params.id))
    if (!draft) throw new NotFoundError('no such draft')
    page(res, h(DraftPage, { view: viewOf(context, req, res), draft }))
  }
}

/** 307: the browser sends the same fields to the form's own address, where all its checks are. */
function send(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { personId } = currentOf(res).actor
    const draft = await context.drafts.read(personId, String(req.params.id))
    if (!draft) throw new NotFoundError('no such draft')
    res.redirect(307, (res.locals.handle ? `/~${res.locals.handle}` : '') + safePath(draft.path, '/'))
  }
}

/** After the next launch the form that waits comes first, once: its page leads on. Costs a read only where one waits. */
export function offerDraft(context: RouteContext): RequestHandler {
  const name = draftCookieName(context)
  return async (req, res, next) => {
    const id = parseCookies(req.get('cookie')).get(name)
    if (!id || req.method !== 'GET' || req.path.startsWith('/drafts/') || req.path.startsWith('/api/'))
      return next()
    if (!(await context.drafts.read(currentOf(res).actor.personId, id))) return next()
    res.append('Set-Cookie', buildCookie(name, '', 0))
    redirectTo(res, `/drafts/${encodeURIComponent(id)}`)
  }
}

/** A form that was kept brings its file along, and goes once it was accepted; one that was refused stays. */
export function takeUpDraft(context: RouteContext): RequestHandler {
  return async (req, res, next) => {
    const id: unknown = req.body?.draft
    if (req.method !== 'POST' || typeof id !== 'string' || req.path.startsWith('/drafts/')) return next()
    const { personId } = currentOf(res).actor
    res.locals.keptFile = (await context.drafts.readFile(personId, id)) ?? undefined
    res.once('finish', () => {
      if (res.statusCode < 400) void context.drafts.remove(personId, id).catch(() => {})
    })
    next()
  }
}

function remove(context: RouteContext): RequestHandler {
  return async (req, res) => {
    await context.drafts.remove(currentOf(res).actor.personId, String(req.params.id))
    redirectTo(res, '/')
  }
}
