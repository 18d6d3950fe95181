import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { settingText } from '#administration/connection-changes'
import type { SetupView } from '#administration/connection-setup'
import { NotFoundError } from '#domain/errors'
import type { Field } from '../../again.ts'
import { parseInput } from '../../input.ts'
import { PeoplePage } from '../../pages/sources/people.page.tsx'
import { type Draft, ScopePage } from '../../pages/sources/scope.page.tsx'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'
import { fieldFaults, pathTo, read, seenIn, statusOf, text } from './shared.ts'

/** P10, what is read and whose it is. */
export function scopeRoutes(context: RouteContext): Router {
  const router = Router()
  const at = '/admin/connections/:id/setup'
  router.get(`${at}/scope`, showScope(context))
  router.post(`${at}/scope`, saveScope(context))
  router.get(`${at}/people`, showPeople(context))
  router.post(`${at}/people`, savePeople(context))
  return router
}

function showScope(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    renderScope(context, req, res, connection, scopeOf(connection), {})
  }
}

function renderScope(
  context: RouteContext,
  req: Request,
  res: Response,
  connection: SetupView,
  draft: Draft,
  errors: Record<string, string>,
): void {
  const view = viewOf(context, req, res)
  page(res, h(ScopePage, { view, connection, draft, errors }), statusOf(errors))
}

/** Settings as the form shows them. */
export function scopeOf({ settings }: Pick<SetupView, 'settings'>): Draft {
  const { courses, hoursField, activities, encoding, mapping, allowUnknownHeaders } = settings
  return {
    courses: settingText(courses ?? 'all'),
    hoursField: settingText(hoursField),
    activities: settingText(activities),
    encoding: settingText(encoding),
    mapping: settingText(mapping),
    allowUnknownHeaders: settingText(allowUnknownHeaders),
  }
}

const scope = z.object({
  courses: text,
  hoursField: text,
  activities: text,
  encoding: text,
  mapping: z.string().max(20_000).catch(''),
  allowUnknownHeaders: text,
})

function saveScope(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = { ...(await read(context, req, res)), ...seenIn(req) }
    const draft = parseInput(scope, req.body)
    const settings = settingsOf(connection.type, draft)
    try {
      await context.setup.change(actorOf(res), connection, { settings })
      redirectTo(res, pathTo(connection.id, '/setup/people'))
    } catch (error) {
      renderScope(context, req, res, connection, draft, fieldFaults(viewOf(context, req, res), error))
    }
  }
}

const settingsOf = (type: string, draft: z.infer<typeof scope>) =>
  type === 'moodle' ? moodleScope(draft) : portalScope(draft)

/** Fields of this form that were sent along with another. */
export function scopeTyped(body: unknown): Field[] {
  const sent = (body ?? {}) as Record<string, unknown>
  const names = Object.keys(scope.shape).filter(name => typeof sent[name] === 'string')
  return names.map(name => ({ name, value: String(sent[name]) }))
}

/** What they set; none of them: nothing. */
export const scopeSettings = (type: string, body: unknown) =>
  scopeTyped(body).length > 0 ? settingsOf(type, parseInput(scope, body)) : {}

const moodleScope = ({ courses, hoursField, activities }: z.infer<typeof scope>) => ({
  courses: courses || 'all',
  hoursField: hoursField || undefined,
  activities: activities === 'yes',
})

const portalScope = ({ encoding, mapping, allowUnknownHeaders }: z.infer<typeof scope>) => ({
  encoding: encoding || undefined,
  mapping: mapping.trim() || undefined,
  allowUnknownHeaders: allowUnknownHeaders === 'yes',
})

function showPeople(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const connection = await read(context, req, res)
    const issuers = await context.setup.issuers(actorOf(res))
    page(res, h(PeoplePage, { view: viewOf(context, req, res), connection, issuers }))
  }
}

const people = z.object({ platformIssuer: text, snilsField: text })

function savePeople(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const actor = actorOf(res)
    const connection = await read(context, req, res)
    const { platformIssuer, snilsField } = parseInput(people, req.body)
    if (platformIssuer && !(await context.setup.issuers(actor)).includes(platformIssuer))
      throw new NotFoundError('no such LMS')
    await context.setup.change(actor, seenIn(req), {
      platformIssuer,
      ...(connection.type === 'moodle' && { settings: { snilsField: snilsField || undefined } }),
    })
    redirectTo(res, pathTo(connection.id, '/setup/preview'))
  }
}
