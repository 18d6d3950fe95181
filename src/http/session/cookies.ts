/**
 * Cookies of sessions. Each launch has its own cookie, named after a public handle, and its pages live under `/~HANDLE/`:
 * two frames of the tool on one LMS page, or two tabs, stay two people (or two courses). The handle is no secret; the
 * token stands only in the cookie. Handles begin with the second of the launch, so that the greatest is the newest.
 */
const BASE = 'zachetka'

export const SESSION_SECONDS = 8 * 3600
/** The cookie outlives its session: a form sent too late still says whose it is. */
export const COOKIE_SECONDS = SESSION_SECONDS + 86_400

export interface CookieOptions {
  /** https: `__Host-` binds the cookie to the host; browsers refuse that prefix on plain http. */
  isHttps: boolean
}

export const sessionCookieName = (handle: string, { isHttps }: CookieOptions): string =>
  `${isHttps ? '__Host-' : ''}${BASE}.${handle}`

export const noticeCookieName = (handle: string, { isHttps }: CookieOptions): string =>
  `${isHttps ? '__Host-' : ''}${BASE}-notice.${handle}`

/** Names the form that waits for its person: no secret, whoever asks for it has to be that person. */
export const draftCookieName = ({ isHttps }: CookieOptions): string =>
  `${isHttps ? '__Host-' : ''}${BASE}-draft`
export const DRAFT_SECONDS = 7 * 86_400

/** Third-party in an LMS frame, hence `SameSite=None; Partitioned`; localhost counts as secure for `Secure`. */
export function buildCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=None; Partitioned`
}

/** First value wins; malformed pairs are left out. */
export function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (name && at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}

/** Handles of all session cookies, newest first. */
export function sessionHandles(cookies: Map<string, string>, options: CookieOptions): string[] {
  const prefix = sessionCookieName('', options)
  return [...cookies.keys()]
    .filter(name => name.startsWith(prefix))
    .map(name => name.slice(prefix.length))
    .filter(handle => /^[a-z0-9]{6,24}$/.test(handle))
    .sort()
    .reverse()
}
