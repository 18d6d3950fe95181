import type { RequestHandler } from 'express'

/** `/~HANDLE/book` → `/book` with the handle put aside: which of several sessions this page belongs to. */
export const sessionPath: RequestHandler = (req, res, next) => {
  const match = /^\/~([a-z0-9]{6,24})(\/.*|\?.*)?$/.exec(req.url)
  if (match) {
    res.locals.handle = match[1]
    const rest = match[2] ?? '/'
    req.url = `/${rest.replace(/^[/\\]+/, '')}`
  }
  next()
}
