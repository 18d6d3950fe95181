/**
 * Cookies of a browser, kept per host as RFC 6265bis says and Chromium does: Secure ones are taken on http://localhost,
 * Lax ones do not come along with a form from another site, and in a frame of another site only `SameSite=None` ones
 * live — only `Partitioned` ones where third-party cookies are blocked.
 */

interface Cookie {
  name: string
  value: string
  host: string
  path: string
  secure: boolean
  sameSite: 'strict' | 'lax' | 'none'
  partitioned: boolean
  /** Milliseconds since the epoch; `null`: until the browser closes. */
  expires: number | null
}

/** Where a request comes from. */
export interface RequestContext {
  /** Page from which the request came; `null`: the address was typed. */
  initiator?: URL | null
  /** Whether the request only reads (GET). */
  safe?: boolean
  /** The page around the frame; `null`: there is no frame. */
  top?: URL | null
  /** Whether the browser blocks third-party cookies. */
  blocked?: boolean
}

/** Hosts whose plain http counts as secure. */
const trustworthy = (url: URL): boolean =>
  url.protocol === 'https:' || /^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/.test(url.hostname)

/** The site of an address: scheme and the last two names; an IP address and localhost stand for themselves. Ports do not count. */
function siteOf(url: URL): string {
  const alone = /^[\d.]+$|^\[|^localhost$/.test(url.hostname)
  return `${url.protocol}//${alone ? url.hostname : url.hostname.split('.').slice(-2).join('.')}`
}

const crossSite = (a: URL | null | undefined, b: URL): boolean => !!a && siteOf(a) !== siteOf(b)

export class CookieJar {
  #cookies: Cookie[] = []

  /** Keeps what an answer from `url` sets, as far as it may. */
  store(url: URL, headers: readonly string[], context: RequestContext = {}): void {
    for (const header of headers) {
      const cookie = parse(url, header)
      if (!cookie || (cookie.secure && !trustworthy(url)) || !livesInFrame(cookie, url, context)) continue
      const same = (one: Cookie) =>
        one.name === cookie.name && one.host === cookie.host && one.path === cookie.path
      this.#cookies = this.#cookies.filter(one => !same(one))
      if (cookie.expires === null || cookie.expires > Date.now()) this.#cookies.push(cookie)
    }
  }

  /** The `Cookie` header of a request to `url`; empty: none. */
  header(url: URL, context: RequestContext = {}): string {
    const fits = (one: Cookie) =>
      one.host === url.hostname &&
      pathFits(one.path, url.pathname) &&
      (!one.secure || trustworthy(url)) &&
      (one.expires === null || one.expires > Date.now()) &&
      livesInFrame(one, url, context) &&
      comesAlong(one, url, context)
    return this.#cookies
      .filter(fits)
      .map(one => `${one.name}=${one.value}`)
      .join('; ')
  }

  /** The value of a cookie of a host; `undefined`: there is none. */
  get(host: string, name: string): string | undefined {
    return this.#cookies.find(one => one.host === host && one.name === name)?.value
  }

  clear(): void {
    this.#cookies = []
  }
}

/** In a frame of another site a cookie must be None, and Partitioned where third-party cookies are blocked. */
function livesInFrame(cookie: Cookie, url: URL, { top, blocked }: RequestContext): boolean {
  if (!crossSite(top, url)) return true
  return cookie.sameSite === 'none' && (cookie.partitioned || !blocked)
}

/** From another site, a Lax cookie comes along with a link but not with a form that posts. */
function comesAlong(cookie: Cookie, url: URL, { initiator, safe = true }: RequestContext): boolean {
  if (cookie.sameSite === 'none' || !crossSite(initiator, url)) return true
  return cookie.sameSite === 'lax' && safe
}

const pathFits = (path: string, asked: string): boolean =>
  asked === path || asked.startsWith(path.endsWith('/') ? path : `${path}/`)

function parse(url: URL, header: string): Cookie | null {
  const [pair = '', ...attributes] = header.split(';')
  const cut = pair.indexOf('=')
  const known = new Map(attributes.map(one => splitAttribute(one)))
  const secure = known.has('secure')
  const sameSite = known.get('samesite')?.toLowerCase()
  if (cut < 1 || (sameSite === 'none' && !secure) || (known.has('partitioned') && !secure)) return null
  const path = known.get('path')
  return {
    name: pair.slice(0, cut).trim(),
    value: pair.slice(cut + 1).trim(),
    host: url.hostname,
    path: path?.startsWith('/') ? path : '/',
    secure,
    sameSite: sameSite === 'none' || sameSite === 'strict' ? sameSite : 'lax',
    partitioned: known.has('partitioned'),
    expires: expiry(known),
  }
}

function splitAttribute(text: string): [string, string] {
  const [name = '', ...value] = text.split('=')
  return [name.trim().toLowerCase(), value.join('=').trim()]
}

function expiry(attributes: Map<string, string>): number | null {
  const age = attributes.get('max-age')
  if (age !== undefined) return Date.now() + Number(age) * 1000
  const date = attributes.get('expires')
  return date === undefined ? null : Date.parse(date)
}
