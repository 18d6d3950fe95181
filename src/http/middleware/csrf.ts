import type { RequestHandler } from 'express'
import { CsrfError } from '../errors.ts'
import { bearerOf } from '../session/bearer.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Unsafe methods only from our own pages. The browser says so itself: `Sec-Fetch-Site: same-origin`, or an `Origin` that
 * is ours where that header is missing (plain http, older browsers, scripts). Neither: refused. No token is needed, and
 * forms work without script and in frames. A call of the API with a token comes from no browser's cookie: a page elsewhere
 * cannot set that header without being let to by CORS, which nobody is.
 */
export function refuseCrossSite(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin
  return (req, _res, next) => {
    next(
      SAFE.has(req.method) ||
        bearerOf(req) !== undefined ||
        isSameOrigin(req.get('sec-fetch-site'), req.get('origin'), own)
        ? undefined
        : refusal(),
    )
  }
}

function isSameOrigin(site: string | undefined, origin: string | undefined, own: string): boolean {
  if (site !== undefined) return site === 'same-origin'
  return origin === own
}

const refusal = () => new CsrfError('an unsafe request that does not come from our own pages')
