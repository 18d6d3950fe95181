import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { SetupView } from '#administration/connection-setup'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import type { Field } from '../../again.ts'
import { parseInput } from '../../input.ts'
import { AddressPage } from '../../pages/sources/address.page.tsx'
import { NewSourcePage } from '../../pages/sources/new.page.tsx'
import type { View } from '../../view.ts'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'
import { scopeSettings, scopeTyped } from './scope.ts'
import { fieldFaults, pathTo, read, seenIn, statusOf, text } from './shared.ts'

const TYPES = ['moodle', 'portal']

/** P10, where from and with which key. */
export function addressRoutes(context: RouteContext): Router {
  const router = Router()
  const at = '/admin/connections'
  router.get(`${at}/new`, showTypes(context))
  router.get(`${at}/new/:type`, showNew(context))
  router.post(`${at}/new/:type`, addDraft(context))
  router.post(`${at}/new/:type/like/:id`, showLike(context))
  router.get(`${at}/:id/setup/address`, showAddress(context))
  router.post(`${at}/:id/setup/address`, saveAddress(context))
  return router
}

function showTypes(context: RouteContext): RequestHandler {
  return async (req, res) => {
    await context.setup.issuers(actorOf(res))
    page(res, h(NewSourcePage, { view: viewOf(context, req, res), types: TYPES }))
  }
}

const address = z.object({ title: text, url: text, token: text, username: text, password: text })
type Address = z.infer<typeof address>

function typeOf(req: Request): string {
  const type = String(req.params.type)
  if (!TYPES.includes(type)) throw new NotFoundError('no such type of source')
  return type
}

function showNew(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const type = typeOf(req)
    await context.setup.issuers(actorOf(res))
    const [title = ''] = viewOf(context, req, res).t.sources.types[type] ?? []
    renderNew(context, req, res, type, { title: type === 'moodle' ? title : '', url: '' }, {})
  }
}

/** Another in the place of one that was removed: what was typed goes before what stood there. */
function showLike(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const type = typeOf(req)
    const like = String(req.params.id)
    const was = await context.setup.removed(actorOf(res), like)
    const { title, url } = parseInput(address, req.body)
    const draft = { title: title || was.title, url: url || urlOf(was) }
    renderNew(context, req, res, type, draft, {}, [{ name: 'like', value: like }, ...scopeTyped(req.body)])
  }
}

/** What the steps that follow have of it already: hidden fields of the first one. */
function carriedIn(body: unknown): Field[] {
  const { like } = parseInput(z.object({ like: text }), body)
  return like ? [{ name: 'like', value: like }, ...scopeTyped(body)] : []
}

function renderNew(
  context: RouteContext,
  req: Request,
  res: Response,
  type: string,
  draft: Pick<Address, 'title' | 'url'>,
  errors: Record<string, string>,
  carried = carriedIn(req.body),
): void {
  const view = viewOf(context, req, res)
  const action = `${view.base}/admin/connections/new/${type}`
  const back = `${view.base}/admin/connections/new`
  const props = { view, type, action, back, draft, errors, carried, secretsSet: [] }
  page(res, h(AddressPage, props), statusOf(errors))
}

function addDraft(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const type = typeOf(req)
    const draft = parseInput(address, req.body)
    const view = viewOf(context, req, res)
    const errors = addressFaults(view, type, draft, [])
    if (Object.keys(errors).length > 0) return renderNew(context, req, res, type, draft, errors)
    try {
      const like = carriedIn(req.body).find(({ name }) => name === 'like')?.value
      const settings = { ...(like && scopeSettings(type, req.body)), ...(draft.url && { url: draft.url }) }
      const { seenAt: key } = parseInput(z.object({ seenAt: text }), req.body)
      const input = {
        ...{ type, title: draft.title, settings, secrets: secretsOf(type, draft) },
        ...definedOnly({ like, key: key || undefined }),
      }
      const { id } = await context.setup.draft(actorOf(res), input)
      redirectTo(res, pathTo(id, type === 'portal' && !draft.url ? '/upload' : '/setup/check'))
    } catch (error) {
      renderNew(context, req, res, type, draft, fieldFaults(view, error))
    }
  }
}

function secretsOf(type: string, { token, username, password }: Address): Record<string, string> {
  if (type === 'moodle') return { token }
  return { ...(username && { username }), ...(password && { password }) }
}

function addressFaults(
  { t }: View,
  type: string,
  { title, url, token }: Address,
  secretsSet: readonly string[],
): Record<string, string> {
  const isMoodle = type === 'moodle'
  return {
    ...(!title && { title: t.sources.titleMissing }),
    ...((isMoodle || url) && !URL.canParse(url) && { url: t.sources.urlWrong }),
    ...(isMoodle && !token && !secretsSet.includes('token') && { token: t.sources.tokenMissing }),
  }
}

function showAddress(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    renderAddress(context, req, res, connection, { title: connection.title, url: urlOf(connection) }, {})
  }
}

const urlOf = ({ settings }: Pick<SetupView, 'settings'>): string => String(settings.url ?? '')

function renderAddress(
  context: RouteContext,
  req: Request,
  res: Response,
  { id, type, version, secretsSet }: SetupView,
  draft: Pick<Address, 'title' | 'url'>,
  errors: Record<string, string>,
): void {
  const view = viewOf(context, req, res)
  const action = view.base + pathTo(id, '/setup/address')
  const back = view.base + pathTo(id, '/setup')
  page(
    res,
    h(AddressPage, { view, type, version, action, back, draft, errors, secretsSet }),
    statusOf(errors),
  )
}

function saveAddress(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = { ...(await read(context, req, res)), ...seenIn(req) }
    const { id, type, secretsSet } = connection
    const draft = parseInput(address, req.body)
    const view = viewOf(context, req, res)
    const errors = addressFaults(view, type, draft, secretsSet)
    if (Object.keys(errors).length > 0) return renderAddress(context, req, res, connection, draft, errors)
    try {
      const settings = { url: draft.url || undefined }
      const change = { title: draft.title, settings, secrets: secretsOf(type, draft) }
      await context.setup.change(actorOf(res), connection, change)
      redirectTo(res, pathTo(id, type === 'portal' && !draft.url ? '/upload' : '/setup/check'))
    } catch (error) {
      renderAddress(context, req, res, connection, draft, fieldFaults(view, error))
    }
  }
}
