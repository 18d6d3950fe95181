import type { RequestHandler } from 'express'

/** Gives each request an id: in the log, in `X-Request-Id`, and on the error page as the number for support. */
export function requestId(randomBytes: (size: number) => Uint8Array): RequestHandler {
  return (_req, res, next) => {
    const id = Buffer.from(randomBytes(6)).toString('hex')
    res.locals.requestId = id
    res.setHeader('X-Request-Id', id)
    next()
  }
}
