import type { Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { originsOf } from '#lti/origin'
import type { PlatformStore } from '#store/ports/access'

const KEEP_MS = 30_000

/**
 * Content Security Policy: everything from ourselves, nothing inline; only active platforms, and the origins that the
 * operator names, may frame us (hence no `X-Frame-Options`, which cannot name them).
 *
 * @param options.also may frame us besides the platforms
 */
export function securityHeaders(
  platforms: Pick<PlatformStore, 'all'>,
  now: () => Date,
  { isHttps, also }: { isHttps: boolean; also: readonly string[] },
): RequestHandler {
  const ancestors = keepFor(KEEP_MS, now, async () => [...frameOrigins(await platforms.all()), ...also])
  const rest = helmet({
    contentSecurityPolicy: false,
    frameguard: false,
    referrerPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: false,
    strictTransportSecurity: isHttps,
  })
  return async (req, res, next) => {
    res.setHeader('Content-Security-Policy', buildPolicy(await ancestors(), isHttps))
    res.setHeader('Referrer-Policy', referrerPolicy(req))
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), interest-cohort=()')
    rest(req, res, next)
  }
}

/**
 * Addresses of pages hold the handle of a session: nobody is told of them. With `no-referrer` forms come with `Origin: null`,
 * so a browser that does not say `Sec-Fetch-Site` (Safari before 16.4) tells our own host, and its forms are known by that.
 */
const referrerPolicy = (req: Request): string => (req.get('sec-fetch-site') ? 'no-referrer' : 'same-origin')

function buildPolicy(ancestors: readonly string[], isHttps: boolean): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${["'self'", ...ancestors].join(' ')}`,
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/**
 * Of a page of a session: it stands in frames of its own platform alone, no other platform of the site learns of it. Canvas
 * frames from a school's own host, not from its issuer's, so the page that the launch came from counts as well.
 *
 * @param addresses of the platform; those that are no http(s) address are left out
 */
export function frameOnlyBy(res: Response, ...addresses: string[]): void {
  const policy = String(res.getHeader('Content-Security-Policy') ?? '')
  const ancestors = ["'self'", ...originsOf(...addresses)].join(' ')
  res.setHeader(
    'Content-Security-Policy',
    policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${ancestors}`),
  )
}

/** Origins of the platforms' issuer and login page: an LMS may live on either. */
export function frameOrigins(platforms: { active: boolean; issuer: string; authUrl: string }[]): string[] {
  return originsOf(...platforms.filter(p => p.active).flatMap(p => [p.issuer, p.authUrl])).sort()
}

/**
 * The first answer is waited for; later ones are fetched behind the back of whoever asks, and a store that is away leaves the
 * last: whether the process lives, and the page that says what is wrong, must not hang on it.
 */
function keepFor(ms: number, now: () => Date, load: () => Promise<string[]>): () => Promise<string[]> {
  let until = 0
  let last: Promise<string[]> = Promise.resolve([])
  return () => {
    const before = last
    if (now().getTime() < until) return before
    const isFirst = until === 0
    until = now().getTime() + ms
    const loaded = load().catch(() => before)
    if (isFirst) last = loaded
    else
      void loaded.then(origins => {
        last = Promise.resolve(origins)
      })
    return last
  }
}
