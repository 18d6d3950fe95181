import { type Request, type RequestHandler, type Response, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { ReportQuery, ReportView, StandingList } from '#credits/reports/contract'
import { type ReportSheet, writeReport } from '#documents/report-xlsx'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import { ORGANISATION_LEVELS, ORGANISATION_MARKS } from '#domain/reports/organisation'
import { STANDINGS } from '#domain/reports/standing'
import type { Tally } from '#domain/reports/tally'
import { parseInput } from '../../input.ts'
import {
  draftOfOrganisation,
  emptyDraft,
  type OrganisationDraft,
  OrganisationsPage,
  RemoveOrganisationPage,
} from '../../pages/people/organisations.page.tsx'
import { ReportPage } from '../../pages/reports/report.page.tsx'
import { StandingPage } from '../../pages/reports/standing.page.tsx'
import { indicatorValue } from '../../ui/reports/indicators.tsx'
import type { View } from '../../view.ts'
import { actorOf, page, type RouteContext, redirectTo, viewOf } from '../context.ts'

/** An address with a day that is none shows today. */
const reportQuery = z.object({
  programme: z.string().max(200).catch(''),
  on: z.iso.date().optional().catch(undefined),
})
const listQuery = reportQuery.extend({
  standing: z.enum(STANDINGS).optional().catch(undefined),
  organisation: z.string().max(300).optional().catch(undefined),
  municipality: z.string().max(300).optional().catch(undefined),
})
const organisationId = z.object({ id: z.string().min(1).max(300) })

/** P14: reports and the organisations by which they add up. */
export function reportRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/reports', showReport(context))
  router.get('/reports/report.xlsx', sendXlsx(context))
  router.get('/reports/list', showList(context))
  router.get('/reports/organisations', showOrganisations(context))
  router.post('/reports/organisations', saveOrganisation(context))
  router.post('/reports/organisations/visit', addVisit(context))
  router.get('/reports/organisations/remove', askRemoval(context))
  router.post('/reports/organisations/remove', remove(context))
  return router
}

function queryOf({ programme, on }: z.infer<typeof reportQuery>): ReportQuery {
  return { ...(programme && { programmeId: programme }), ...(on && { on }) }
}

function showReport(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const query = queryOf(parseInput(reportQuery, req.query))
    const report = await context.reports.readReport(actorOf(res), query)
    page(res, h(ReportPage, { view: viewOf(context, req, res), report }))
  }
}

function showList(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const input = parseInput(listQuery, req.query)
    const view = viewOf(context, req, res)
    const { standing, organisation, municipality } = input
    const list = await context.reports.listStanding(actorOf(res), {
      ...queryOf(input),
      ...(standing && { standing }),
      ...(organisation !== undefined && { organisation }),
      ...(municipality !== undefined && { municipality }),
    })
    const on = input.on ?? view.today
    const back = `/reports?${new URLSearchParams({ programme: input.programme, on })}`
    const place = placeOf(view, list, input)
    page(res, h(StandingPage, { view, list, standing: standing ?? null, place, on, back }))
  }
}

/** As the report names it; a school by what its learners write. */
function placeOf(
  { t }: View,
  { rows }: StandingList,
  { organisation, municipality }: z.infer<typeof listQuery>,
): string | null {
  if (municipality !== undefined) return municipality || t.reports.noMunicipality
  if (organisation === undefined) return null
  return rows[0]?.learner.organisation ?? (organisation || t.reports.noOrganisation)
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function sendXlsx(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const query = queryOf(parseInput(reportQuery, req.query))
    const report = await context.reports.readReport(actorOf(res), query)
    const file = writeReport(sheetOf(viewOf(context, req, res), report))
    res.set('Content-Disposition', `attachment; filename="report-${report.on}.xlsx"`)
    res.type(XLSX).send(Buffer.from(file))
  }
}

/** The same numbers and texts as the page. */
function sheetOf(view: View, report: ReportView): ReportSheet {
  const { t, say, lang } = view
  const numbers = (tally: Tally) => [tally.teachers, ...STANDINGS.map(standing => tally[standing])]
  const chosen = report.programmes.find(({ id }) => id === report.programmeId)
  return {
    title: t.reports.title,
    about: [
      `${t.reports.programme}: ${chosen?.title ?? t.reports.allProgrammes}`,
      `${t.reports.on}: ${say.date(report.on)}`,
    ],
    heads: (['place', 'teachers', ...STANDINGS] as const).map(column => t.reports.columns[column]),
    rows: [
      { level: 0, title: t.reports.total, numbers: numbers(report.total) },
      ...report.municipalities.flatMap(({ title, tally, schools }) => [
        { level: 1 as const, title: title || t.reports.noMunicipality, numbers: numbers(tally) },
        ...schools.map(school => ({
          level: 2 as const,
          title: school.title || t.reports.noOrganisation,
          numbers: numbers(school.tally),
        })),
      ]),
    ],
    indicators:
      report.indicators.length === 0
        ? null
        : {
            title: t.reports.indicators,
            heads: [t.reports.indicator, t.reports.value, t.reports.clause],
            rows: report.indicators.map(row => [
              row.title[lang],
              indicatorValue(view, row),
              say.clause(row.clause),
            ]),
          },
  }
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
  draft?: OrganisationDraft
  errors?: Record<string, string>
  done?: 'saved' | 'removed'
}

async function renderOrganisations(
  context: RouteContext,
  req: Request,
  res: Response,
  shown: Shown,
): Promise<void> {
  const organisations = await context.reports.listOrganisations(actorOf(res))
  const changing = organisations.find(({ id }) => id === shown.id) ?? null
  const draft = shown.draft ?? (changing ? draftOfOrganisation(changing) : emptyDraft)
  const { errors = {}, done = null } = shown
  const view = viewOf(context, req, res)
  page(
    res,
    h(OrganisationsPage, { view, organisations, draft, changing, errors, done }),
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
    const marks = rest as unknown as OrganisationDraft['marks']
    const given = Object.fromEntries(Object.entries(marks).filter(([, on]) => on !== ''))
    try {
      await context.reports.saveOrganisation(actorOf(res), { title, level, municipality, marks: given })
    } catch (error) {
      const errors = faultsOf(viewOf(context, req, res), error)
      return renderOrganisations(context, req, res, { draft: { title, level, municipality, marks }, errors })
    }
    redirectTo(res, '/reports/organisations?done=saved')
  }
}

function addVisit(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id } = parseInput(organisationId, req.body)
    const { on, recommendations } = parseInput(
      z.object({ on: typed(20), recommendations: typed(20) }),
      req.body,
    )
    const visit = { on, recommendations: recommendations === '' ? Number.NaN : Number(recommendations) }
    try {
      await context.reports.addVisit(actorOf(res), { organisationId: id, visit })
    } catch (error) {
      return renderOrganisations(context, req, res, {
        id,
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
    error.issues.map(({ path }) => [
      path,
      path === 'title' ? faults.title : path === 'recommendations' ? faults.recommendations : faults.date,
    ]),
  )
}

function askRemoval(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id } = parseInput(organisationId, req.query)
    const organisations = await context.reports.listOrganisations(actorOf(res))
    const organisation = organisations.find(each => each.id === id)
    if (!organisation) throw new NotFoundError('no such organisation')
    page(res, h(RemoveOrganisationPage, { view: viewOf(context, req, res), organisation }))
  }
}

function remove(context: RouteContext): RequestHandler {
  return async (req, res) => {
    const { id } = parseInput(organisationId, req.body)
    await context.reports.removeOrganisation(actorOf(res), id)
    redirectTo(res, '/reports/organisations?done=removed')
  }
}
