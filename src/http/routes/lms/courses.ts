import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { ConflictError } from '#domain/errors'
import { idSchema, parseInput } from '../../input.ts'
import { CoursePage } from '../../pages/lms/course.page.tsx'
import { GRADE_STATES } from '../../pages/lms/course-props.ts'
import { CoursesPage } from '../../pages/lms/courses.page.tsx'
import { actorOf, noticeOf, page, type RouteContext, redirectWith, viewOf } from '../context.ts'
import { lmsNotice } from './lms-notice.ts'

const COURSES = 50
const GRADES = 100

/** A grant's id: registration, deployment and context, each up to 255 characters. */
const grantSchema = z.string().min(1).max(800)
const coursesQuery = z.object({ after: grantSchema.optional() })
const courseQuery = z.object({
  state: z.enum(GRADE_STATES).optional().catch(undefined),
  after: z.string().min(1).max(2000).optional(),
})

/** Courses that launched us: grades that went there, rosters that were read. The right is checked in the use cases. */
export function courseRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/admin/courses', courses(context))
  router.get('/admin/courses/:id', course(context))
  router.post('/admin/courses/:id/retry', retry(context))
  router.post('/admin/courses/:id/replay', replay(context))
  router.post('/admin/courses/:id/roster', readRoster(context))
  router.post('/admin/courses/:id/gone', acceptGone(context))
  return router
}

const idOf = (req: Request): string => parseInput(grantSchema, req.params.id)

const pathOf = (id: string): string => `/admin/courses/${encodeURIComponent(id)}`

function courses(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { after } = parseInput(coursesQuery, req.query)
    const rows = await context.lms.grades.listCourses(actorOf(res), {
      limit: COURSES,
      ...(after !== undefined && { after }),
    })
    const last = rows.length < COURSES ? undefined : rows.at(-1)?.id
    const nextHref = last === undefined ? null : `/admin/courses?${new URLSearchParams({ after: last })}`
    page(res, h(CoursesPage, { view: viewOf(context, req, res), courses: rows, nextHref }))
  }
}

function course(context: RouteContext): RequestHandler {
  return (req, res) => showCourse(context, req, res, {})
}

async function showCourse(
  context: RouteContext,
  req: Request,
  res: Response,
  errors: Record<string, string>,
): Promise<void> {
  const id = idOf(req)
  const { state, after } = parseInput(courseQuery, req.query)
  const actor = actorOf(res)
  const { grades, rosters } = context.lms
  const asked = { id, limit: GRADES, ...(state && { state }), ...(after !== undefined && { after }) }
  const { course: found, rows } = await grades.readCourse(actor, asked)
  const isAdministrator = actor.roles.includes('administrator')
  const [undelivered, roster] = await Promise.all([
    grades.undelivered(actor, id),
    isAdministrator ? rosters.describe(actor, id) : null,
  ])
  const last = rows.length < GRADES ? undefined : rows.at(-1)?.id
  const more = new URLSearchParams({ ...(state && { state }), after: last ?? '' })
  const nextHref = last === undefined ? null : `${pathOf(id)}?${more}`
  const view = viewOf(context, req, res)
  const notice = noticeOf(context, req, res)
  const props = {
    view,
    course: found,
    rows,
    state,
    undelivered,
    roster,
    isAdministrator,
    nextHref,
    notice,
    errors,
  }
  page(res, h(CoursePage, props), Object.keys(errors).length > 0 ? 422 : 200)
}

function retry(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const count = await context.lms.grades.retryRefused(actorOf(res), idOf(req))
    redirectWith(context, res, pathOf(idOf(req)), lmsNotice('retried', '', count))
  }
}

function replay(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const count = await context.lms.grades.replayUndelivered(actorOf(res), idOf(req))
    redirectWith(context, res, pathOf(idOf(req)), lmsNotice('replayed', '', count))
  }
}

function readRoster(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { status } = await context.lms.rosters.read(actorOf(res), idOf(req))
    const notice = status === 'read' ? lmsNotice('roster-read') : undefined
    redirectWith(context, res, `${pathOf(idOf(req))}#roster`, notice)
  }
}

const goneForm = z.object({
  sure: z.literal('yes').optional(),
  readAt: idSchema,
  count: z.coerce.number().int().min(0).max(1_000_000).catch(0),
})

function acceptGone(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { sure, readAt, count } = parseInput(goneForm, req.body)
    const words = viewOf(context, req, res).t.courses
    if (sure === undefined) return showCourse(context, req, res, { sure: words.needsTick })
    try {
      await context.lms.rosters.acceptGone(actorOf(res), idOf(req), readAt)
    } catch (error) {
      // read again since: who is held now stands on the page
      if (!(error instanceof ConflictError) || error.meanwhile) throw error
      return showCourse(context, req, res, { sure: words.readAgain })
    }
    redirectWith(context, res, `${pathOf(idOf(req))}#roster`, lmsNotice('accepted', '', count))
  }
}
