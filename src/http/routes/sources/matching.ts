import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { DecisionDone, StrangerPlace } from '#sync/matching/contract'
import { dateSchema, idSchema, isoOf, madeAt, parseInput } from '../../input.ts'
import type { Notice } from '../../notice.ts'
import { MatchingPage } from '../../pages/sources/matching.page.tsx'
import { type NewLearnerDraft, NewLearnerPage, StrangerPage } from '../../pages/sources/stranger.page.tsx'
import { fieldOf, UnmappedCoursesPage } from '../../pages/sources/unmapped-courses.page.tsx'
import { askedAt, keepAsked } from '../../session/asked.ts'
import type { View } from '../../view.ts'
import { backOf } from '../back.ts'
import { actorOf, noticeOf, page, type RouteContext, redirectTo, redirectWith, viewOf } from '../context.ts'

const STRANGERS = 10
const DECISIONS = 20
const text = z.string().trim().max(200).catch('')

/** P6: who is it, and which module is it. The rights are checked by the use cases; no account stands in an address. */
export function matchingRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/matching', list(context))
  router.post('/matching/undo', undo(context))
  router.get('/matching/courses', courses(context))
  router.post('/matching/courses', map(context))
  router.get('/matching/:connection/:id', stranger(context))
  router.post('/matching/:connection/:id/find', find(context))
  router.post('/matching/:connection/:id', decide(context))
  router.get('/matching/:connection/:id/new', showNew(context))
  router.post('/matching/:connection/:id/new', addNew(context))
  router.post('/matching/:connection/:id/aside', setAside(context))
  return router
}

const placeOf = (req: Request) => ({ connectionId: String(req.params.connection), id: String(req.params.id) })

function list(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { after } = parseInput(z.object({ after: idSchema.optional() }), req.query)
    const actor = actorOf(res)
    const { matching } = context
    const [found, decisions, unmapped] = await Promise.all([
      matching.listStrangers(actor, { limit: STRANGERS, ...(after && { after }) }),
      matching.listDecisions(actor, DECISIONS),
      matching.listCourses(actor),
    ])
    const notice = noticeOf(context, req, res)
    const view = viewOf(context, req, res)
    page(res, h(MatchingPage, { view, list: found, decisions, courses: unmapped.length, notice }))
  }
}

const search = z.object({ family: text })
const pathOf = ({ connectionId, id }: StrangerPlace) => `/matching/${encodeURIComponent(connectionId)}/${id}`

/** A search goes by POST: a family name in an address would stand in logs and histories. */
function find(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const path = pathOf(placeOf(req))
    await keepAsked(context, res, path, parseInput(search, req.body))
    const query = req.originalUrl.split('?')[1]
    redirectTo(res, query ? `${path}?${query}` : path)
  }
}

function stranger(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { family } = parseInput(search, askedAt(res, pathOf(placeOf(req))))
    const found = await context.matching.readStranger(actorOf(res), placeOf(req), family || undefined)
    page(res, h(StrangerPage, { view: viewOf(context, req, res), stranger: found, family }))
  }
}

function decide(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { person, seenAt } = parseInput(z.object({ person: idSchema, seenAt: madeAt }), req.body)
    const done = await context.matching.decide(actorOf(res), placeOf(req), person, seenAt)
    redirectWith(context, res, backOf(req, '/matching'), linkedNotice(done))
  }
}

const linkedNotice = ({ replayed, decisionId }: DecisionDone): Notice => ({
  kind: replayed === null ? 'linked-later' : 'linked',
  ...{ count: replayed ?? 0, hours: 0, refused: {}, batchId: decisionId },
})

function setAside(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { seenAt } = parseInput(z.object({ seenAt: madeAt }), req.body)
    const { decisionId } = await context.matching.setAside(actorOf(res), placeOf(req), seenAt)
    const notice = { kind: 'aside' as const, count: 1, hours: 0, refused: {}, batchId: decisionId }
    redirectWith(context, res, backOf(req, '/matching'), notice)
  }
}

function undo(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { decision } = parseInput(z.object({ decision: idSchema }), req.body)
    const { withdrawn, kind: undone } = await context.matching.undo(actorOf(res), decision)
    const kind = undone === 'set-aside' ? 'unset-aside' : 'unlinked'
    redirectWith(context, res, backOf(req, '/matching'), { kind, count: withdrawn, hours: 0, refused: {} })
  }
}

function showNew(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const {
      familyName = '',
      givenName = '',
      patronymic = '',
    } = await context.matching.readStranger(actorOf(res), placeOf(req))
    const draft = { familyName, givenName, patronymic, programme: '', enrolledOn: '' }
    await renderNew(context, req, res, draft, {})
  }
}

async function renderNew(
  context: RouteContext,
  req: Request,
  res: Response,
  draft: NewLearnerDraft,
  errors: Record<string, string>,
): Promise<void> {
  const actor = actorOf(res)
  const found = await context.matching.readStranger(actor, placeOf(req))
  const programmes = await context.credits.listProgrammes(actor)
  const view = viewOf(context, req, res)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  page(res, h(NewLearnerPage, { view, stranger: found, programmes, draft, errors }), status)
}

const newLearner = z.object({
  familyName: text,
  givenName: text,
  patronymic: text,
  programme: text,
  enrolledOn: text.transform(isoOf),
})

function addNew(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const draft = parseInput(newLearner, req.body)
    const errors = faultsOf(draft, viewOf(context, req, res))
    if (Object.keys(errors).length > 0) return renderNew(context, req, res, draft, errors)
    const { seenAt } = parseInput(z.object({ seenAt: madeAt }), req.body)
    const done = await context.matching.addLearner(actorOf(res), placeOf(req), inputOf(draft), seenAt)
    redirectWith(context, res, backOf(req, '/matching'), linkedNotice(done))
  }
}

const inputOf = ({ familyName, givenName, patronymic, programme, enrolledOn }: NewLearnerDraft) => ({
  person: { familyName, givenName, ...(patronymic && { patronymic }) },
  ...{ programmeId: programme, enrolledOn },
})

function faultsOf(draft: NewLearnerDraft, { t }: View): Record<string, string> {
  return {
    ...(!draft.familyName && { familyName: t.matching.familyMissing }),
    ...(!draft.givenName && { givenName: t.matching.givenMissing }),
    ...(!draft.programme && { programme: t.matching.programmeMissing }),
    ...(!dateSchema.safeParse(draft.enrolledOn).success && { enrolledOn: t.matching.dateWrong }),
  }
}

function courses(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const found = await context.matching.listCourses(actorOf(res))
    const notice = noticeOf(context, req, res)
    page(res, h(UnmappedCoursesPage, { view: viewOf(context, req, res), courses: found, notice }))
  }
}

const mapping = z.object({
  connection: idSchema,
  course: z.string().min(1).max(500),
  module: z.string().max(900),
})
const choice = z.tuple([idSchema, idSchema])

function map(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const { connection, course, module } = parseInput(mapping, req.body)
    if (!module) {
      const wrong = fieldOf({ connection: { id: connection, title: '' }, courseId: course })
      const found = await context.matching.listCourses(actor)
      const view = viewOf(context, req, res)
      return page(res, h(UnmappedCoursesPage, { view, courses: found, notice: null, wrong }), 422)
    }
    const [programmeId, moduleId] = parseInput(choice, parsedJson(module))
    const { replayed } = await context.matching.mapCourse(actor, {
      ...{ connectionId: connection, courseId: course },
      ...{ programmeId, moduleId },
    })
    const kind = replayed === null ? ('mapped-later' as const) : ('mapped' as const)
    redirectWith(context, res, '/matching/courses', { kind, count: replayed ?? 0, hours: 0, refused: {} })
  }
}

function parsedJson(input: string): unknown {
  try {
    return JSON.parse(input)
  } catch {
    return null
  }
}
