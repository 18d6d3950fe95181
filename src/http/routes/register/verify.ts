import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { formatVerificationCode, parseVerificationCode } from '#domain/certificates/certificate-number'
import { acceptUpload, uploadOf } from '../../middleware/upload.ts'
import { VerifyFormPage, VerifyPage } from '../../pages/register/verify.page.tsx'
import { FileForm, FileProblemPage, FileVerdictPage } from '../../pages/register/verify-file.page.tsx'
import { judgeUpload, recogniseProof } from '../../uploaded-document.ts'
import { page, type RouteContext, viewOf } from '../context.ts'

const FILE = { field: 'file', maxBytes: 10 * 1024 * 1024, recognise: recogniseProof }

/** P9, public: no session, no cookie, no script. */
export function verifyRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/verify', askCode(context))
  router.post('/verify', acceptUpload(FILE), showFileVerdict(context))
  router.get('/verify/:code', showVerdict(context))
  return router
}

function renderForm(context: RouteContext, req: Request, res: Response, unknown: string | null): void {
  const view = viewOf(context, req, res)
  const { contact } = context.config
  const form = h(VerifyFormPage, { view, contact, unknown }, h(FileForm, { view, problem: null }))
  page(res, form, unknown === null ? 200 : 404)
}

function askCode(context: RouteContext): RequestHandler {
  return (req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    const typed = req.query.code
    if (typeof typed === 'string' && typed.trim()) return res.redirect(303, verdictPath(req, typed))
    renderForm(context, req, res, null)
  }
}

function verdictPath(req: Request, typed: string): string {
  const language = req.query.lang === 'en' ? '?lang=en' : ''
  const code = parseVerificationCode(typed)
  return `/verify/${code ? formatVerificationCode(code) : encodeURIComponent(typed.trim().slice(0, 40))}${language}`
}

function showVerdict(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const typed = String(req.params.code)
    const code = parseVerificationCode(typed)
    const found = code ? await context.credits.verify(code) : null
    res.setHeader('Cache-Control', 'no-store')
    if (!found || !code) return renderForm(context, req, res, typed.slice(0, 40))
    page(res, h(VerifyPage, { view: viewOf(context, req, res), found, code: formatVerificationCode(code) }))
  }
}

/** The file is judged and forgotten; the answer is a page of its own. */
function showFileVerdict(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { file, fault } = uploadOf(res)
    const view = viewOf(context, req, res)
    const { fileFault } = view.t.verify
    res.setHeader('Cache-Control', 'no-store')
    if (!file) {
      const problem = fileFault[fault?.code ?? 'none'] ?? fileFault.none ?? ''
      return page(res, h(FileProblemPage, { view, problem }), 422)
    }
    page(res, h(FileVerdictPage, { view, verdict: await judgeUpload(context, file) }))
  }
}
