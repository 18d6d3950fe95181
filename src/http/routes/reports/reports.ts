import { type RequestHandler, Router } from 'express'
import { h } from 'preact'
import { z } from 'zod'
import type { ReportQuery, ReportView, StandingList } from '#credits/reports/contract'
import { type ReportSheet, writeReport } from '#documents/report-xlsx'
import { definedOnly } from '#domain/defined'
import { STANDINGS } from '#domain/reports/standing'
import type { Tally } from '#domain/reports/tally'
import { parseInput } from '../../input.ts'
import { ReportPage } from '../../pages/reports/report.page.tsx'
import { StandingPage } from '../../pages/reports/standing.page.tsx'
import { indicatorValue } from '../../ui/reports/indicators.tsx'
import type { View } from '../../view.ts'
import { actorOf, page, type RouteContext, viewOf } from '../context.ts'

/** An address with a day that is none shows today. */
const reportQuery = z.object({
  programme: z.string().max(200).catch(''),
  on: z.iso.date().optional().catch(undefined),
})
const listQuery = reportQuery.extend({
  standing: z.enum(STANDINGS).optional().catch(undefined),
  organisation: z.string().max(300).optional().catch(undefined),
  municipality: z.string().max(300).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** P14: reports and the lists behind their numbers. */
export function reportRoutes(context: RouteContext): Router {
  const router = Router()
  router.get('/reports', showReport(context))
  router.get('/reports/report.xlsx', sendXlsx(context))
  router.get('/reports/list', showList(context))
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
    const { programme, on, ...narrow } = parseInput(listQuery, req.query)
    const view = viewOf(context, req, res)
    const list = await context.reports.listStanding(actorOf(res), {
      ...queryOf({ programme, on }),
      ...definedOnly(narrow),
    })
    const query = { programme, on: on ?? view.today }
    const nextHref = list.hasNext ? listPath({ ...query, ...narrow, page: narrow.page + 1 }) : null
    const props = {
      ...{ list, nextHref, on: query.on, standing: narrow.standing ?? null },
      ...{ place: placeOf(view, list, narrow), back: `/reports?${new URLSearchParams(query)}` },
    }
    page(res, h(StandingPage, { view, ...props }))
  }
}

const listPath = (query: Record<string, string | number | undefined>): string =>
  `/reports/list?${new URLSearchParams(Object.entries(definedOnly(query)).map(([key, value]) => [key, String(value)]))}`

/** As the report names it; a school by what its learners write. */
function placeOf(
  { t }: View,
  { rows }: StandingList,
  { organisation, municipality }: Pick<z.infer<typeof listQuery>, 'organisation' | 'municipality'>,
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
