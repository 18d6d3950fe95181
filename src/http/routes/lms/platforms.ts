import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { readDiagnosis, toolAddresses } from '#lti/diagnosis'
import { deploymentKey } from '#store/ports/people'
import { parseInput } from '../../input.ts'
import { PlatformKeysPage } from '../../pages/lms/platform-keys.page.tsx'
import { PlatformOffPage } from '../../pages/lms/platform-off.page.tsx'
import { PlatformsPage } from '../../pages/lms/platforms.page.tsx'
import { currentOf } from '../../session/require-session.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'
import { lmsNotice } from './lms-notice.ts'

/** LMSs that launch the tool: state, deployments, keys. The right is checked in the use cases. */
export function platformRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/platforms', platforms(context))
  router.post('/admin/platforms/:id/approve', approve(context))
  router.post('/admin/platforms/:id/on', switchOn(context))
  router.get('/admin/platforms/:id/off', askOff(context))
  router.post('/admin/platforms/:id/off', switchOff(context))
  router.get('/admin/platforms/:id/keys', keys(context))
  router.post('/admin/platforms/:id/keys', rotate(context))
  return router
}

function platforms(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const view = viewOf(context, req, res)
    const seen = await context.lms.platforms.list(actorOf(res))
    const { publicUrl } = context.config
    const diagnosis = await readDiagnosis(
      { events: context.lms.launches, platforms: seen, publicUrl },
      view.lang,
    )
    const lastLaunches = new Map(diagnosis.platforms.map(one => [one.id, one.lastLaunchAt ?? '']))
    page(res, h(PlatformsPage, { view, platforms: seen, lastLaunches, notice: noticeOf(context, req, res) }))
  }
}

function approve(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { deployment } = parseInput(z.object({ deployment: z.string().min(1).max(255) }), req.body)
    await context.lms.platforms.approve(actorOf(res), String(req.params.id), deployment)
    redirectWith(context, res, '/admin/platforms', lmsNotice('approved', deployment))
  }
}

function switchOn(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id, name } = await context.lms.platforms.read(actorOf(res), String(req.params.id))
    await context.lms.platforms.setActive(actorOf(res), id, true)
    redirectWith(context, res, '/admin/platforms', lmsNotice('switched-on', name))
  }
}

function askOff(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const platform = await context.lms.platforms.read(actorOf(res), String(req.params.id))
    const { issuer, clientId, deployments } = platform
    const own = currentOf(res).session.deployment
    const isOwn = deployments.some(({ id }) => deploymentKey(issuer, clientId, id) === own)
    page(res, h(PlatformOffPage, { view: viewOf(context, req, res), platform, isOwn }))
  }
}

function switchOff(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id, name } = await context.lms.platforms.read(actorOf(res), String(req.params.id))
    await context.lms.platforms.setActive(actorOf(res), id, false)
    redirectWith(context, res, '/admin/platforms', lmsNotice('switched-off', name))
  }
}

function keys(context: RouteContext): RequestHandler {
  return (req, res) => showKeys(context, req, res, {})
}

async function showKeys(
  context: RouteContext,
  req: Parameters<RequestHandler>[0],
  res: Parameters<RequestHandler>[1],
  errors: Record<string, string>,
): Promise<void> {
  const platform = await context.lms.platforms.read(actorOf(res), String(req.params.id))
  const view = viewOf(context, req, res)
  const found = await context.lms.platforms.keys(actorOf(res), platform.id)
  const { keys: keySet } = toolAddresses(context.config.publicUrl)
  const notice = noticeOf(context, req, res)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(PlatformKeysPage, { view, platform, keys: found, keySet, notice, errors }), status)
}

const rotateForm = z.object({ sure: z.literal('yes').optional(), current: z.string().max(255).optional() })

function rotate(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { sure, current } = parseInput(rotateForm, req.body)
    const { keys: words } = viewOf(context, req, res).t.platforms
    if (sure === undefined) return showKeys(context, req, res, { sure: words.needsTick })
    const { id, name } = await context.lms.platforms.read(actorOf(res), String(req.params.id))
    await context.lms.platforms.rotateKeys(actorOf(res), id, current)
    redirectWith(context, res, `/admin/platforms/${encodeURIComponent(id)}/keys`, lmsNotice('rotated', name))
  }
}
