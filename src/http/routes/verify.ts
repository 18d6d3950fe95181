import { type Request, type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { VerifyFormPage, VerifyPage } from '../pages/verify.page.tsx'
import { isCode, normalizeCode, printedCode } from '../verification-code.ts'
import { page, type RouteContext, viewOf } from './context.ts'

/** P9, public: no session, no cookie, no script. */
export function verifyRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/verify', askCode(context))
  router.get('/verify/:code', showVerdict(context))
  return router
}

function askCode(context: RouteContext): RequestHandler {
  return (req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    const typed = req.query.code
    if (typeof typed === 'string' && typed.trim()) return res.redirect(303, verdictPath(req, typed))
    page(
      res,
      h(VerifyFormPage, { view: viewOf(context, req, res), contact: context.config.contact, unknown: null }),
    )
  }
}

function verdictPath(req: Request, typed: string): string {
  const language = req.query.lang === 'en' ? '?lang=en' : ''
  const code = normalizeCode(typed)
  return `/verify/${isCode(code) ? printedCode(code) : encodeURIComponent(typed.trim().slice(0, 40))}${language}`
}

function showVerdict(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const typed = String(req.params.code)
    const code = normalizeCode(typed)
    const found = isCode(code) ? await context.credits.verify(code) : null
    const view = viewOf(context, req, res)
    res.setHeader('Cache-Control', 'no-store')
    if (found) return page(res, h(VerifyPage, { view, found, code: printedCode(code) }))
    page(res, h(VerifyFormPage, { view, contact: context.config.contact, unknown: typed.slice(0, 40) }), 404)
  }
}
