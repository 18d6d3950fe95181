/**
 * What went wrong with a request, in the contract's words. Library errors never leave this file: an axios error carries
 * the whole request, token included. The cause keeps only a code.
 */
import { ConnectorError, type FaultKind } from '../../errors.ts'
import type { Redact } from '../redact.ts'

/** Why we gave up on a request ourselves. */
export type AbortReason = 'cancelled' | 'no-answer' | 'stalled' | 'too-slow' | 'too-large'

const waitRemedy = 'nothing is lost: the next pull goes on from here; if it lasts, tell its administrator'

const ownReasons: Record<AbortReason, [code: string, kind: FaultKind, message: string, remedy?: string]> = {
  cancelled: ['cancelled', 'cancelled', 'the pass was stopped'],
  'no-answer': [
    'http_no_answer',
    'transient',
    'the site did not answer in time',
    'see whether it opens in a browser',
  ],
  stalled: ['http_body_stalled', 'transient', 'the site stopped in the middle of an answer', waitRemedy],
  'too-slow': ['http_too_slow', 'transient', 'the answer took too long as a whole', 'ask for smaller pages'],
  'too-large': [
    'http_body_too_large',
    'protocol',
    'the answer is larger than allowed',
    'ask for smaller pages',
  ],
}

const tlsCodes =
  /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|EPROTO$|INVALID_CA)/

const refusedCodes = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EAI_AGAIN']

const notFound = 'the site has no such page'

/** Any thrown thing → a fault that is safe to log and store. */
export function faultOfThrown(thrown: unknown, reason: AbortReason | null, redact: Redact): ConnectorError {
  if (reason) {
    const [code, kind, message, remedy] = ownReasons[reason]
    return fault(code, kind, message, remedy)
  }
  const own = ownError(thrown)
  if (own) return own
  const code = redact(codeOf(thrown))
  if (code === 'ENOTFOUND') {
    return fault('http_unknown_host', 'config', 'there is no site with this name', 'check the address', code)
  }
  if (tlsCodes.test(code)) {
    return fault(
      'http_tls',
      'config',
      `no secure connection (${code})`,
      'check the certificate of the site',
      code,
    )
  }
  if (refusedCodes.includes(code)) {
    return fault('http_unreachable', 'transient', `the site cannot be reached (${code})`, waitRemedy, code)
  }
  return fault('http_broken_off', 'transient', `the connection broke off (${code})`, waitRemedy, code)
}

/** The status alone → a fault, or `null` if the body is worth reading. */
export function faultOfStatus(
  status: number,
  headers: Readonly<Record<string, string>>,
): ConnectorError | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return redirected(headers.location)
  if (status === 429)
    return fault('http_rate_limited', 'rate-limited', 'the site asks us to slow down (429)', waitRemedy)
  if (status === 403 && headers['retry-after']) {
    return fault('http_rate_limited', 'rate-limited', 'the site asks us to slow down (403)', waitRemedy)
  }
  if (status === 401)
    return fault('http_unauthorized', 'auth', 'the site asks for a login (401)', 'check the token')
  if (status === 403)
    return fault('http_forbidden', 'forbidden', 'the site refuses us (403)', 'check the rights')
  if (status === 404) return fault('http_not_found', 'config', `${notFound} (404)`, 'check the address')
  if (status === 408 || status === 425 || status >= 500) {
    return fault('http_unavailable', 'transient', `the site is out of order (${status})`, waitRemedy)
  }
  return fault(
    'http_refused',
    'protocol',
    `the site refused the request (${status})`,
    'see whether it opens in a browser, and the rights of the account',
  )
}

function redirected(location: string | undefined): ConnectorError {
  const target = URL.canParse(location ?? '') ? new URL(location as string).origin : 'another page'
  return fault(
    'http_redirect',
    'config',
    `the site redirects to ${target}`,
    `set the address of the site to where it really is`,
  )
}

/** axios wraps what a lookup or a hook throws; ours is somewhere below. */
function ownError(thrown: unknown): ConnectorError | null {
  for (let at = thrown, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof ConnectorError) return at
  }
  return null
}

function codeOf(thrown: unknown): string {
  for (let at = thrown, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = (at as { code?: unknown }).code
    if (typeof code === 'string' && /^[\w-]{1,60}$/.test(code)) return code
  }
  return 'unknown'
}

function fault(
  code: string,
  kind: FaultKind,
  message: string,
  remedy?: string,
  cause?: string,
): ConnectorError {
  return new ConnectorError({
    code,
    kind,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(cause === undefined ? {} : { cause: { code: cause } }),
  })
}
