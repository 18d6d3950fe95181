import { type Request, type RequestHandler, Router } from 'express'
import ipaddr from 'ipaddr.js'
import { PageNotFoundError } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import type { RouteContext } from './context.ts'

/** For the operator: alive, ready, counters. Checks name no addresses and no secrets. */
export function healthRoutes(context: RouteContext, metrics: Metrics): Router {
  const router = Router()
  router.get(
    '/health/live',
    (_req, res) => void res.json({ status: 'live', version: context.config.version }),
  )
  router.get('/health/ready', ready(context))
  router.get('/metrics', (req, res) => {
    if (!isNear(req)) throw new PageNotFoundError('metrics are for this network only')
    res.type('text/plain; version=0.0.4').send(metrics.render())
  })
  return router
}

function ready(context: RouteContext): RequestHandler {
  return async (_req, res) => {
    const { ready: isReady, checks } = await context.ready()
    res.setHeader('Cache-Control', 'no-store')
    res.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', checks })
  }
}

/** Straight from loopback or a private network, not through a proxy. */
function isNear(req: Request): boolean {
  const address = req.socket.remoteAddress
  if (!address || req.get('x-forwarded-for') !== undefined || !ipaddr.isValid(address)) return false
  return ['loopback', 'private', 'uniqueLocal'].includes(ipaddr.process(address).range())
}
