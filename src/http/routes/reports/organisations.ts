import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import { versionOf } from '#domain/changes/changes'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { ORGANISATION_LEVELS, ORGANISATION_MARKS } from '#domain/reports/organisation'
import { parseInput } from '../../input.ts'
import {
  draftOfOrganisation,
  emptyDraft,
  type OrganisationDraft,
  OrganisationsPage,
  RemoveOrganisationPage,
} from '../../pages/people/organisations.page.tsx'
import type { View } from '../../view.ts'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

const organisationId = z.object({ id: z.string().min(1).max(300) })
const version = z.coerce.number().int().min(1)
const seenOrganisation = organisationId.extend({ version })
/** Of a new one the form names none. */
const changedSchema = z.object({ id: z.string().max(300).catch(''), version: version.catch(1) })

/** The schools and municipalities by which reports add up. */
export function organisationRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/reports/organisations', showOrganisations(context))
  router.post('/reports/organisations', saveOrganisation(context))
  router.post('/reports/organisations/visit', addVisit(context))
  router.get('/reports/organisations/remove', askRemoval(context))
  router.post('/reports/organisations/remove', remove(context))
  return router
}

function showOrganisations(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id, done } = parseInput(
      z.object({
        id: z.string().max(300).optional().catch(undefined),
        done: z.enum(['saved', 'removed']).optional().catch(undefined),
      }),
      req.query,
    )
    await renderOrganisations(context, req, res, { ...(id && { id }), ...(done && { done }) })
  }
}

interface Shown {
  id?: string
  /** As a form that comes back was made of it. */
  version?: number
  draft?: OrganisationDraft
  errors?: Record<string, string>
  done?: 'saved' | 'removed'
  visit?: { on: string; recommendations: string }
}

async function renderOrganisations(
  context: RouteContext,
  req: Request,
  res: Response,
  shown: Shown,
): Promise<void> {
  const organisations = await context.reports.listOrganisations(actorOf(res))
  const found = organisations.find(({ id }) => id === shown.id)
  const changing = found ? { ...found, version: shown.version ?? versionOf(found) } : null
  const draft = shown.draft ?? (changing ? draftOfOrganisation(changing) : emptyDraft)
  const { errors = {}, done = null, visit } = shown
  const view = viewOf(context, req, res)
  page(
    res,
    h(OrganisationsPage, { view, organisations, draft, changing, errors, done, visit }),
    shown.errors ? 422 : 200,
  )
}

const typed = (longest: number) => z.string().trim().max(longest).catch('')
const draftSchema = z.object({
  title: typed(400),
  level: z.enum(ORGANISATION_LEVELS).catch('school'),
  municipality: typed(300),
  ...Object.fromEntries(ORGANISATION_MARKS.map(mark => [mark, typed(20)])),
})

function saveOrganisation(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { title, level, municipality, ...rest } = parseInput(draftSchema, req.body)
    const changed = parseInput(changedSchema, req.body)
    const seen = changed.id === '' ? undefined : changed
    const marks = rest as unknown as OrganisationDraft['marks']
    const given = Object.fromEntries(Object.entries(marks).filter(([, on]) => on !== ''))
    try {
      const organisation = { title, level, municipality, marks: given, ...(seen && { seen }) }
      await context.reports.saveOrganisation(actorOf(res), organisation)
    } catch (error) {
      const errors = faultsOf(viewOf(context, req, res), error)
      const draft = { title, level, municipality, marks }
      return renderOrganisations(context, req, res, { ...seen, draft, errors })
    }
    redirectTo(res, '/reports/organisations?done=saved')
  }
}

function addVisit(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id, version } = parseInput(seenOrganisation, req.body)
    const { on, recommendations } = parseInput(
      z.object({ on: typed(20), recommendations: typed(20) }),
      req.body,
    )
    const visit = { on, recommendations: recommendations === '' ? Number.NaN : Number(recommendations) }
    try {
      await context.reports.addVisit(actorOf(res), { organisationId: id, version, visit })
    } catch (error) {
      return renderOrganisations(context, req, res, {
        ...{ id, version, visit: { on, recommendations } },
        errors: faultsOf(viewOf(context, req, res), error),
      })
    }
    redirectTo(res, `/reports/organisations?${new URLSearchParams({ id, done: 'saved' })}`)
  }
}

/** @throws the error itself if it is no fault of the fields */
function faultsOf({ t }: View, error: unknown): Record<string, string> {
  if (!(error instanceof InvalidInputError)) throw error
  const { faults } = t.reports
  return Object.fromEntries(
    error.issues.map(({ path, message }) => [
      path,
      path === 'title'
        ? message === 'taken'
          ? faults.taken
          : faults.title
        : path === 'recommendations'
          ? faults.recommendations
          : faults.date,
    ]),
  )
}

function askRemoval(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id } = parseInput(organisationId, req.query)
    const organisations = await context.reports.listOrganisations(actorOf(res))
    const organisation = organisations.find(each => each.id === id)
    if (!organisation) throw new NotFoundError('no such organisation')
    const version = versionOf(organisation)
    page(res, h(RemoveOrganisationPage, { view: viewOf(context, req, res), organisation, version }))
  }
}

function remove(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id, version } = parseInput(seenOrganisation, req.body)
    await context.reports.removeOrganisation(actorOf(res), { organisationId: id, version })
    redirectTo(res, '/reports/organisations?done=removed')
  }
}
