/** Cookies of a browser, kept per host as RFC 6265 says; Secure ones are taken on http://localhost as Chromium does. */

interface Cookie {
  name: string
  value: string
  host: string
  path: string
  secure: boolean
  /** Milliseconds since the epoch; `null`: until the browser closes. */
  expires: number | null
}

/** Hosts whose plain http counts as secure. */
const trustworthy = (url: URL): boolean =>
  url.protocol === 'https:' || /^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/.test(url.hostname)

export class CookieJar {
  #cookies: Cookie[] = []

  /** Keeps what an answer from `url` sets. A Secure cookie from a place that is not trustworthy is dropped. */
  store(url: URL, headers: readonly string[]): void {
    for (const header of headers) {
      const cookie = parse(url, header)
      if (!cookie || (cookie.secure && !trustworthy(url))) continue
      const same = (one: Cookie) =>
        one.name === cookie.name && one.host === cookie.host && one.path === cookie.path
      this.#cookies = this.#cookies.filter(one => !same(one))
      if (cookie.expires === null || cookie.expires > Date.now()) this.#cookies.push(cookie)
    }
  }

  /** The `Cookie` header of a request to `url`; empty: none. Ports do not count. */
  header(url: URL): string {
    const fits = (one: Cookie) =>
      one.host === url.hostname &&
      pathFits(one.path, url.pathname) &&
      (!one.secure || trustworthy(url)) &&
      (one.expires === null || one.expires > Date.now())
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

const pathFits = (path: string, asked: string): boolean =>
  asked === path || asked.startsWith(path.endsWith('/') ? path : `${path}/`)

function parse(url: URL, header: string): Cookie | null {
  const [pair = '', ...attributes] = header.split(';')
  const cut = pair.indexOf('=')
  if (cut < 1) return null
  const known = new Map(attributes.map(one => splitAttribute(one)))
  const path = known.get('path')
  return {
    name: pair.slice(0, cut).trim(),
    value: pair.slice(cut + 1).trim(),
    host: url.hostname,
    path: path?.startsWith('/') ? path : '/',
    secure: known.has('secure'),
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
