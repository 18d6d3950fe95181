import type { RequestHandler } from 'express'
import type { Log } from '../deps.ts'
import type { Metrics } from '../metrics.ts'

/** One line a request: no query, no headers, no verification code, no handle of a session. */
export function requestLog(log: Log, metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint()
    const path = publicPath(req.path)
    res.on('finish', () => {
      const ms = Number((process.hrtime.bigint() - started) / 1_000_000n)
      metrics.request(req.method, res.statusCode)
      log.info({ id: res.locals.requestId, method: req.method, path, status: res.statusCode, ms }, 'request')
    })
    next()
  }
}

/** `/verify/ABCD-…` → `/verify/…`: who holds the code may read the document's facts, or the shared book. */
export const publicPath = (path: string): string =>
  path.replace(/^\/~[a-z0-9]+/, '').replace(/(\/(?:verify|share)\/).+$/i, '$1…')
