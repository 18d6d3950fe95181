import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { AppointInput, HandOverInput } from '#credits/appointments/contract'
import { HeldAlreadyError } from '#credits/appointments/errors'
import { definedOnly } from '#domain/defined'
import { AppError, NotFoundError } from '#domain/errors'
import { APPROVERS, type Approver } from '#domain/regulations/data'
import { describeFailure, failureWords } from '../../failure.ts'
import { idSchema, idsSchema, parseInput } from '../../input.ts'
import type { Notice } from '../../notice.ts'
import { type AppointDraft, AppointPage } from '../../pages/people/appoint.page.tsx'
import { EndPage, HandOverPage } from '../../pages/people/hand-over.page.tsx'
import { PeoplePage } from '../../pages/people/people.page.tsx'
import { dayAndTime } from '../../ui/moment.ts'
import type { View } from '../../view.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'

const PAGE_ROWS = 50
const HAND_OVERS = 20

const listQuery = z.object({
  ended: z.literal('yes').optional().catch(undefined),
  after: idSchema.optional(),
  find: z.string().trim().max(100).catch(''),
})
const text = z.string().trim().max(5000).catch('')
const findQuery = z.object({ find: text.optional(), from: text.optional() })
const appointForm = z.object({
  find: text,
  personId: text,
  role: text,
  programmes: idsSchema,
  organisations: text,
  from: text,
  until: text,
  basis: text,
  deputy: text,
})
const endForm = z.object({ until: text, reason: text })
const handOverForm = z.object({ from: text, find: text, toPersonId: text, on: text, comment: text, do: text })

const said = (what: string): Notice => ({ kind: 'appointment', count: 1, hours: 0, refused: {}, text: what })

/** «Люди и роли»; who may is checked by the use cases. */
export function peopleRoutes(context: RouteContext): Router {
  const router = Router()
  const at = '/admin/people'
  router.get(at, showPeople(context))
  router.get(`${at}/appoint`, showAppoint(context))
  router.post(`${at}/appoint`, appoint(context))
  router.get(`${at}/hand-over`, showHandOver(context))
  router.post(`${at}/hand-over`, handOver(context))
  router.get(`${at}/:id/end`, showEnd(context))
  router.post(`${at}/:id/end`, end(context))
  return router
}

function showPeople(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const { ended, after, find } = parseInput(listQuery, req.query)
    const isAll = ended === 'yes'
    const q = { ended: isAll, limit: PAGE_ROWS, ...(after && { after }), ...(find && { name: find }) }
    const [{ rows, next }, handOvers, found] = await Promise.all([
      context.appointments.list(actor, q),
      find ? [] : context.appointments.handOvers(actor, HAND_OVERS),
      context.appointments.find(actor, find),
    ])
    const query = new URLSearchParams({ ...(isAll && { ended: 'yes' }), after: next ?? '' })
    const nextHref = next === null ? null : `/admin/people?${query}`
    const idle = found.filter(({ id }) => rows.every(row => row.personId !== id))
    const [view, notice] = [viewOf(context, req, res), noticeOf(context, req, res)]
    page(res, h(PeoplePage, { view, rows, find, idle, handOvers, ended: isAll, nextHref, notice }))
  }
}

async function renderAppoint(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: AppointDraft,
  errors: Record<string, string> = {},
) {
  const actor = actorOf(res)
  const [found, programmes] = await Promise.all([
    context.appointments.find(actor, draft.find ?? ''),
    context.credits.listProgrammes(actor),
  ])
  const view = viewOf(context, req, res)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(AppointPage, { view, draft, errors, found, programmes }), status)
}

function showAppoint(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { find } = parseInput(findQuery, req.query)
    const { today } = viewOf(context, req, res)
    await renderAppoint(context, req, res, { from: today, ...(find !== undefined && { find }) })
  }
}

function appoint(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const form = parseInput(appointForm, req.body)
    try {
      const { isNew } = await context.appointments.appoint(actorOf(res), inputOf(form))
      redirectWith(context, res, '/admin/people', said(isNew ? 'appointed' : 'appointed-before'))
    } catch (error) {
      const errors = wordsOf(viewOf(context, req, res), error)
      if (!form.personId) errors.personId ??= viewOf(context, req, res).t.people.faults.personId
      await renderAppoint(context, req, res, { ...form, programmes: form.programmes.join('\n') }, errors)
    }
  }
}

function inputOf(form: z.infer<typeof appointForm>): AppointInput {
  const { personId, role, programmes, organisations, from, until, basis, deputy } = form
  return definedOnly({
    personId,
    role: (APPROVERS.find(each => each === role) ?? '') as Approver,
    programmeIds: programmes.length > 0 ? programmes : undefined,
    organisations: organisations ? organisations.split(/\r?\n/).filter(line => line.trim()) : undefined,
    from,
    until: until || undefined,
    basis: basis || undefined,
    deputy: deputy === 'yes' || undefined,
  })
}

/** At the fields that do not hold; a refusal of the whole stands above them. @throws what has a page of its own */
function wordsOf(view: View, error: unknown): Record<string, string> {
  if (error instanceof HeldAlreadyError) return { main: heldText(view, error) }
  if (!(error instanceof AppError) || error.status === 403 || error.meanwhile) throw error
  const failure = describeFailure(error)
  const { faults } = view.t.people
  if (failure.issues.length === 0) return { main: failureWords(failure, view).slice(0, 2).join('. ') }
  return Object.fromEntries(
    failure.issues.map(({ path }) => [
      path,
      (faults as Record<string, string>)[path] ?? view.t.errors.invalid_input[1],
    ]),
  )
}

/** «Эта роль у человека уже есть: с 01.09.2026 (назначено: {ФИО}, 22 ноября, 10:04). …» */
function heldText(view: View, { facts: { from, until }, meanwhile }: HeldAlreadyError): string {
  const { people } = view.t
  const [since, last] = [view.say.date(String(from)), until ? view.say.date(String(until)) : '']
  const term = last ? people.term(since, last) : people.since(since)
  return people.heldAlready(term, meanwhile?.byName ?? '', meanwhile ? dayAndTime(view, meanwhile.at) : '')
}

async function findRow(context: RouteContext, res: Response, id: string) {
  const actor = actorOf(res)
  let after: string | undefined
  do {
    const { rows, next } = await context.appointments.list(actor, { limit: 200, ...(after && { after }) })
    const row = rows.find(each => each.id === id)
    if (row) return row
    after = next ?? undefined
  } while (after !== undefined)
  throw new NotFoundError('no such appointment')
}

function showEnd(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const row = await findRow(context, res, String(req.params.id))
    const view = viewOf(context, req, res)
    page(res, h(EndPage, { view, row, draft: { until: view.today }, errors: {} }))
  }
}

function end(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const form = parseInput(endForm, req.body)
    const id = String(req.params.id)
    try {
      await context.appointments.end(actorOf(res), { id, ...form })
      redirectWith(context, res, '/admin/people', said('ended'))
    } catch (error) {
      const view = viewOf(context, req, res)
      const errors = wordsOf(view, error)
      const row = await findRow(context, res, id)
      page(res, h(EndPage, { view, row, draft: form, errors }), 422)
    }
  }
}

interface HandOverDraft {
  draft: AppointDraft
  errors?: Record<string, string>
  check?: HandOverInput
}

async function renderHandOver(context: RouteContext, req: Request, res: Response, more: HandOverDraft) {
  const actor = actorOf(res)
  const { draft, errors = {}, check } = more
  const fromId = draft.from ?? ''
  const [{ rows }, found, preview] = await Promise.all([
    context.appointments.list(actor, { personId: fromId, ended: true }),
    context.appointments.find(actor, draft.find ?? ''),
    check ? context.appointments.previewHandOver(actor, check) : null,
  ])
  const [known] = rows
  if (!known) throw new NotFoundError('no such person')
  const view = viewOf(context, req, res)
  const props = {
    view,
    draft,
    errors,
    fromName: known.personName,
    found: found.filter(({ id }) => id !== fromId),
    moving: preview?.appointments ?? null,
  }
  page(res, h(HandOverPage, props), Object.keys(errors).length > 0 ? 422 : 200)
}

function showHandOver(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { find, from = '' } = parseInput(findQuery, req.query)
    const { today } = viewOf(context, req, res)
    await renderHandOver(context, req, res, {
      draft: { from, on: today, ...(find !== undefined && { find }) },
    })
  }
}

function handOver(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { do: act, ...draft } = parseInput(handOverForm, req.body)
    const { from: fromPersonId, toPersonId, on, comment } = draft
    const input = { fromPersonId, toPersonId, on, ...(comment && { comment }) }
    const view = viewOf(context, req, res)
    if (!toPersonId)
      return renderHandOver(context, req, res, {
        draft,
        errors: { toPersonId: view.t.people.faults.toPersonId },
      })
    try {
      if (act !== 'now') return await renderHandOver(context, req, res, { draft, check: input })
      await context.appointments.handOver(actorOf(res), input)
      redirectWith(context, res, '/admin/people', said('handed-over'))
    } catch (error) {
      await renderHandOver(context, req, res, { draft, errors: wordsOf(view, error) })
    }
  }
}
