import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { PlatformStore } from '#store/ports/access'

const KEEP_MS = 30_000

/**
 * Content Security Policy: everything from ourselves, nothing inline; only active platforms may frame us (hence no
 * `X-Frame-Options`, which cannot name them). `Referrer-Policy: same-origin`, because with `no-referrer` browsers send
 * `Origin: null` with our own forms.
 */
export function securityHeaders(
  platforms: Pick<PlatformStore, 'all'>,
  now: () => Date,
  isHttps: boolean,
): RequestHandler {
  const ancestors = keepFor(KEEP_MS, now, async () => frameOrigins(await platforms.all()))
  const rest = helmet({
    contentSecurityPolicy: false,
    frameguard: false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: false,
    strictTransportSecurity: isHttps,
  })
  return async (req, res, next) => {
    res.setHeader('Content-Security-Policy', buildPolicy(await ancestors(), isHttps))
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), interest-cohort=()')
    rest(req, res, next)
  }
}

export function buildPolicy(ancestors: readonly string[], isHttps: boolean): string {
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

/** Lets the page that the launch came from frame this answer: Canvas frames from a school's own host, not from its issuer's. */
export function allowFrame(res: Response, origin: string): void {
  const policy = String(res.getHeader('Content-Security-Policy') ?? '')
  if (policy.includes(` ${origin}`) || !URL.canParse(origin)) return
  const ancestor = new URL(origin).origin
  res.setHeader(
    'Content-Security-Policy',
    policy.replace("frame-ancestors 'self'", `frame-ancestors 'self' ${ancestor}`),
  )
}

/** Origins of the platforms' issuer and login page: an LMS may live on either. */
export function frameOrigins(platforms: { active: boolean; issuer: string; authUrl: string }[]): string[] {
  const origins = platforms
    .filter(p => p.active)
    .flatMap(p => [p.issuer, p.authUrl])
    .filter(url => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))
    .map(url => new URL(url).origin)
  return [...new Set(origins)].sort()
}

function keepFor<T>(ms: number, now: () => Date, load: () => Promise<T>): () => Promise<T> {
  let kept: { value: Promise<T>; until: number } | null = null
  return () => {
    const at = now().getTime()
    if (!kept || at >= kept.until) {
      const value = load()
      kept = { value, until: at + ms }
      value.catch(() => {
        kept = null
      })
    }
    return kept.value
  }
}
