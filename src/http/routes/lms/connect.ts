import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { toolAddresses } from '#lti/diagnosis'
import { describeFailure } from '../../failure.ts'
import { madeAt, parseInput } from '../../input.ts'
import { addressesOf, LMS, LMS_KINDS, type LmsKind } from '../../lms/kinds.ts'
import { ConnectPage } from '../../pages/lms/connect.page.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'
import { lmsNotice } from './lms-notice.ts'

const kindSchema = z.enum(LMS_KINDS).catch('moodle')

/** A field that is absent is empty: the use case says what must not be. */
const line = z.string().max(4096).default('')

const platformForm = z.object({
  ...{ lms: kindSchema, name: line, issuer: line, clientId: line, deployment: line },
  ...{ authUrl: line, tokenUrl: line, jwksUrl: line },
})

const invitationForm = z.object({ lms: kindSchema, name: line, seenAt: madeAt })

/** P12: how an LMS is connected, by an invitation or by hand. */
export function connectRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/connect', show(context))
  router.post('/admin/invitations', invite(context))
  router.post('/admin/invitations/:id/revoke', revoke(context))
  router.post('/admin/platforms', register(context))
  return router
}

interface Typed {
  kind: LmsKind
  values: Record<string, string>
  errors: Record<string, string>
}

function show(context: RouteContext): RequestHandler {
  return (req, res) => {
    const kind = kindSchema.parse(req.query.lms)
    return showConnect(context, req, res, { kind, values: {}, errors: {} })
  }
}

/** Addresses are no secret, but the page belongs to whoever may see the invitations. */
async function showConnect(context: RouteContext, req: Request, res: Response, typed: Typed): Promise<void> {
  const [invitations, platforms] = await Promise.all([
    context.lms.platforms.invitations(actorOf(res)),
    context.lms.platforms.list(actorOf(res)),
  ])
  const view = viewOf(context, req, res)
  const notice = noticeOf(context, req, res)
  const addresses = toolAddresses(context.config.publicUrl)
  const status = Object.keys(typed.errors).length > 0 ? 422 : 200
  page(res, h(ConnectPage, { view, addresses, invitations, platforms, notice, ...typed }), status)
}

function invite(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { lms: kind, name, seenAt } = parseInput(invitationForm, req.body)
    const { issuer } = LMS[kind]
    try {
      const input = definedOnly({ name: name.trim(), issuer, key: seenAt })
      const { url } = await context.lms.platforms.invite(actorOf(res), input)
      redirectWith(context, res, `/admin/connect?lms=${kind}`, lmsNotice('invited', url))
    } catch (error) {
      const errors = wordsOf(error, context, req, res)
      const at = Object.entries(errors).map(([field, words]) => [`invite-${field}`, words])
      await showConnect(context, req, res, {
        kind,
        values: { 'invite-name': name },
        errors: Object.fromEntries(at),
      })
    }
  }
}

function revoke(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { lms: kind } = parseInput(z.object({ lms: kindSchema }), req.body)
    const actor = actorOf(res)
    const id = String(req.params.id)
    const found = (await context.lms.platforms.invitations(actor)).find(one => one.id === id)
    if (!found) throw new NotFoundError('no such invitation')
    await context.lms.platforms.revokeInvitation(actor, id)
    redirectWith(context, res, `/admin/connect?lms=${kind}`, lmsNotice('revoked', found.name))
  }
}

function register(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { lms: kind, deployment, ...typed } = parseInput(platformForm, req.body)
    const { issuer, authUrl, tokenUrl, jwksUrl } = typed
    const isShort = [authUrl, tokenUrl, jwksUrl].every(address => address.trim() === '')
    const known = isShort ? addressesOf(kind, issuer.trim()) : null
    try {
      const input = { ...typed, ...known, deployments: [deployment] }
      const { name } = await context.lms.platforms.add(actorOf(res), input)
      redirectWith(context, res, '/admin/platforms', lmsNotice('registered', name))
    } catch (error) {
      const errors = wordsOf(error, context, req, res)
      await showConnect(context, req, res, { kind, values: { ...typed, deployment }, errors })
    }
  }
}

/** Faults by field, in words. Anything else goes on. */
function wordsOf(error: unknown, context: RouteContext, req: Request, res: Response): Record<string, string> {
  const failure = describeFailure(error)
  if (failure.code !== 'invalid_input') throw error
  const { faults } = viewOf(context, req, res).t.connect
  return Object.fromEntries(
    failure.issues.map(issue => {
      const field = issue.path.startsWith('deployments') ? 'deployment' : issue.path
      const code = 'code' in issue ? String(issue.code) : ''
      return [field, faults[code] ?? issue.message]
    }),
  )
}
