/** Справки об обучении and names in their cases: what an issuer does from a learner's book. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { dateSchema, idSchema, parseInput } from '../../input.ts'
import { StatementPage } from '../../pages/issue/statement.page.tsx'
import { NAME_FORMS, NamesPage } from '../../pages/people/names.page.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

const whose = z.object({ learner: idSchema, programme: idSchema })
const ordered = z.object({
  orderNumber: z.string().trim().max(60).default(''),
  orderDate: z.union([dateSchema, z.literal('')]).catch(''),
})
const names = z.object(
  Object.fromEntries(NAME_FORMS.map(form => [form, z.string().max(1000).default('')])) as Record<
    (typeof NAME_FORMS)[number],
    z.ZodDefault<z.ZodString>
  >,
)

/** Before `issueRoutes`, whose `/issue/:enrolmentId` would take them. */
export function statementRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/issue/statements/:enrolmentId', showStatement(context))
  router.post('/issue/statements/:enrolmentId', issueStatement(context))
  router.get('/issue/names/:personId', showNames(context))
  router.post('/issue/names/:personId', saveNames(context))
  return router
}

function showStatement(context: RouteContext): RequestHandler {
  return (req, res) => renderStatement(context, req, res, req.query, {})
}

async function renderStatement(
  context: RouteContext,
  req: Request,
  res: Response,
  input: unknown,
  errors: Record<string, string>,
): Promise<void> {
  const { learner, programme } = parseInput(whose, input)
  const enrolmentId = String(req.params.enrolmentId)
  const asked = { learnerId: learner, programmeId: programme }
  const { book } = await context.credits.readBooks(actorOf(res), asked)
  if (book?.enrolment.id !== enrolmentId) throw new NotFoundError('no such enrolment')
  const statement = await context.statements.find(actorOf(res), enrolmentId)
  const view = viewOf(context, req, res)
  const written = parseInput(ordered, input)
  const notice = noticeOf(context, req, res)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(StatementPage, { view, book, statement, written, errors, notice }), status)
}

function issueStatement(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { t } = viewOf(context, req, res)
    const { orderNumber, orderDate } = parseInput(ordered, req.body)
    const errors = {
      ...((orderNumber === '') !== (orderDate === '') && { orderNumber: t.templates.orderWrong }),
      ...(req.body?.checked !== 'yes' && { checked: t.templates.statementCheckedMissing }),
    }
    if (Object.keys(errors).length > 0) return renderStatement(context, req, res, req.body, errors)
    const enrolmentId = String(req.params.enrolmentId)
    const statement = await context.statements.issue(actorOf(res), {
      enrolmentId,
      ...(orderNumber !== '' && orderDate !== '' && { order: { number: orderNumber, on: orderDate } }),
    })
    const text = statement.snapshot?.registrationNumber ?? ''
    const back = new URLSearchParams(parseInput(whose, req.body))
    redirectWith(context, res, `/issue/statements/${encodeURIComponent(enrolmentId)}?${back}`, {
      ...{ kind: 'statement', count: 1, hours: 0, refused: {}, text },
    })
  }
}

function showNames(context: RouteContext): RequestHandler {
  return (req, res) => renderNames(context, req, res, {}, {})
}

async function renderNames(
  context: RouteContext,
  req: Request,
  res: Response,
  typed: Record<string, string>,
  errors: Record<string, string>,
  seen?: number,
): Promise<void> {
  const stands = await context.templates.readNames(actorOf(res), String(req.params.personId))
  const found = { ...stands, version: seen ?? stands.version }
  const corrected = NAME_FORMS.map(form => [
    form,
    found.used[form] === found.proposed[form] ? '' : found.used[form],
  ])
  const written = { ...Object.fromEntries(corrected), ...typed }
  const view = viewOf(context, req, res)
  const notice = noticeOf(context, req, res)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(NamesPage, { view, names: found, written, errors, notice }), status)
}

const seenSchema = z.object({ version: z.coerce.number().int().min(0) })

function saveNames(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const personId = String(req.params.personId)
    const forms = parseInput(names, req.body)
    const { version: seen } = parseInput(seenSchema, req.body)
    try {
      await context.templates.saveNames(actorOf(res), { personId, forms, seen })
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const { t } = viewOf(context, req, res)
      const errors = error.issues.map(({ path }) => [path, t.templates.nameWrong])
      return renderNames(context, req, res, forms, Object.fromEntries(errors), seen)
    }
    const path = `/issue/names/${encodeURIComponent(personId)}`
    redirectWith(context, res, path, { kind: 'names', count: 1, hours: 0, refused: {} })
  }
}
