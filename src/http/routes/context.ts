import type { Request, Response } from 'express'
import type { VNode } from 'preact'
import type { Actor } from '#domain/access/actor'
import type { AppDeps } from '../deps.ts'
import { type Notice, saveNotice, takeNotice } from '../notice.ts'
import { sendPage } from '../render.ts'
import { currentOf } from '../session/require-session.ts'
import { buildView, type View, type ViewDeps } from '../view.ts'

/** What page routes share: dependencies, and how a request becomes a view. */
export interface RouteContext extends AppDeps {
  viewDeps: ViewDeps
  isHttps: boolean
}

export const viewOf = (context: RouteContext, req: Request, res: Response): View =>
  buildView(context.viewDeps, req, res)

export const actorOf = (res: Response): Actor => currentOf(res).actor

export function noticeOf(context: RouteContext, req: Request, res: Response): Notice | null {
  return takeNotice(req, res, currentOf(res).handle, context, context.now())
}

/** Post/redirect/get: the notice waits in a cookie, the browser gets a page that can be reloaded. */
export function redirectWith(context: RouteContext, res: Response, path: string, notice?: Notice): void {
  if (notice) saveNotice(res, currentOf(res).handle, context, notice)
  redirectTo(res, path)
}

export function redirectTo(res: Response, path: string): void {
  res.redirect(303, (res.locals.handle ? `/~${res.locals.handle}` : '') + path)
}

/** A path of our own, or the given one: never another host. */
export function safePath(path: unknown, otherwise: string): string {
  return typeof path === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(path) && path.length < 2000
    ? path
    : otherwise
}

export const page = <P>(res: Response, node: VNode<P>, status = 200): void => sendPage(res, node, status)
