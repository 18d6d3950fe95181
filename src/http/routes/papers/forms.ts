/** Printed forms as files, and the page of empty ones. Plain links: a sandboxed frame opens them in a new tab. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { writeForm } from '#documents/forms/form-xlsx'
import type { PrintedForm } from '#domain/certificates/printed-form'
import { idSchema, parseInput } from '../../input.ts'
import { FormsPage } from '../../pages/papers/forms.page.tsx'
import { type FileType, sendFile } from '../../send-file.ts'
import { bookOf as bookRefOf } from '../book/book-ref.ts'
import { actorOf, page, type RouteContext, viewOf } from '../context.ts'

const bookQuery = z.object({ programme: idSchema.optional() })
const routeQuery = z.object({ revision: z.coerce.number().int().min(1).optional() })

export function formRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/forms', showForms(context))
  for (const type of ['pdf', 'xlsx'] as const) {
    router.get(`/book.${type}`, send(context, type, bookOf(context)))
    router.get(`/books/:learnerId/form.${type}`, send(context, type, bookOf(context)))
    router.get(`/book/interview.${type}`, send(context, type, interviewOf(context)))
    router.get(`/learners/:learnerId/interview.${type}`, send(context, type, interviewOf(context)))
    router.get(`/routes/:id.${type}`, send(context, type, routeOf(context)))
    router.get(`/forms/:programmeId/:formId.${type}`, send(context, type, blankOf(context)))
  }
  return router
}

type Find = (req: Request, res: Response) => Promise<PrintedForm>

function send(context: RouteContext, type: FileType, find: Find): RequestHandler {
  return async (req, res) => {
    const form = await find(req, res)
    sendFile(res, form.file, type, await fileOf(context, type, form))
  }
}

/** A PDF is drawn in its own thread; a workbook takes some milliseconds. */
export async function fileOf({ forms }: Pick<RouteContext, 'forms'>, type: FileType, form: PrintedForm) {
  return type === 'pdf' ? forms.draw(form) : writeForm(form)
}

const bookOf =
  ({ forms }: RouteContext): Find =>
  (req, res) => {
    const { programme } = parseInput(bookQuery, req.query)
    const { learnerId } = req.params
    return forms.book(actorOf(res), {
      ...(typeof learnerId === 'string' && { learnerId }),
      ...(programme && { programmeId: programme }),
    })
  }

const interviewOf =
  (context: RouteContext): Find =>
  async (req, res) =>
    context.forms.interview(actorOf(res), await bookRefOf(context, req, res))

const routeOf =
  ({ forms }: RouteContext): Find =>
  (req, res) => {
    const { revision } = parseInput(routeQuery, req.query)
    return forms.route(actorOf(res), { routeId: String(req.params.id), ...(revision && { revision }) })
  }

const blankOf =
  ({ forms }: RouteContext): Find =>
  (req, res) =>
    forms.blank(actorOf(res), {
      programmeId: String(req.params.programmeId),
      formId: String(req.params.formId),
    })

function showForms(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const choices = await context.forms.choices(actorOf(res))
    page(res, h(FormsPage, { view: viewOf(context, req, res), choices }))
  }
}
