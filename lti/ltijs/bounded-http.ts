import { guardedLookup, refusePrivateLiteral } from '../http/guarded-lookup.ts'
import { SERVICE_MAX_BYTES, SERVICE_TIMEOUT_MS } from '../http/limits.ts'

/** A got 11 instance, as far as it is touched here. */
interface Got {
  extend(options: object): Got
  get: unknown
  post: unknown
}

interface Running {
  on(event: 'downloadProgress', listener: (progress: { transferred: number }) => void): Running
  cancel(reason: string): void
}

/**
 * Puts bounds around every request of ltijs, which sets none: a deadline, a size cap, no redirects (they would carry
 * a bearer token elsewhere), no retries of its own, no private addresses unless allowed.
 *
 * @param http the instance that all modules of ltijs share
 */
export function boundHttp(http: Got, allowPrivateAddresses: boolean): void {
  const bounded = http.extend({
    timeout: SERVICE_TIMEOUT_MS,
    retry: 0,
    followRedirect: false,
    handlers: [cap],
    ...(allowPrivateAddresses ? {} : { lookup: guardedLookup, hooks: { beforeRequest: [refusePrivate] } }),
  })
  http.get = bounded.get
  http.post = bounded.post
}

const refusePrivate = (options: { url: URL }): void => refusePrivateLiteral(options.url.hostname)

function cap(options: object, next: (options: object) => Running): Running {
  const running = next(options)
  running.on('downloadProgress', ({ transferred }) => {
    if (transferred > SERVICE_MAX_BYTES) running.cancel('too large')
  })
  return running
}
