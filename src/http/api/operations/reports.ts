import { z } from 'zod'
import type { ReportView } from '#credits/reports/contract'
import { STANDINGS } from '#domain/reports/standing'
import { dateSchema, idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'

const tally = z.object({
  teachers: z.number().int(),
  ...(Object.fromEntries(STANDINGS.map(each => [each, z.number().int()])) as Record<
    (typeof STANDINGS)[number],
    z.ZodNumber
  >),
})

const reportShape = z.object({
  on: z.string(),
  total: tally,
  municipalities: z.array(
    z.object({
      title: z.string(),
      tally,
      schools: z.array(z.object({ id: z.string(), title: z.string(), tally })),
    }),
  ),
  indicators: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      clause: z.string(),
      part: z.number().int(),
      whole: z.number().int().nullable(),
      target: z.number().int().optional(),
    }),
  ),
  listDays: z.array(z.object({ id: z.enum(['proposals', 'published']), on: z.string(), clause: z.string() })),
})

export const reports: Operation[] = [
  operation({
    method: 'get',
    path: '/reports',
    id: 'readReport',
    tag: 'reports',
    summary: {
      ru: 'Кто в графике и показатели, на дату',
      en: 'Who is on schedule, and the indicators, as of a day',
    },
    query: z.strictObject({ programme: idSchema.optional(), on: dateSchema.optional() }),
    answer: reportShape,
    run: async ({ context, actor, query, view }) => {
      const q = {
        ...(query.programme && { programmeId: query.programme }),
        ...(query.on && { on: query.on }),
      }
      return presentReport(await context.reports.readReport(actor, q), view.lang)
    },
  }),
]

function presentReport({ on, total, municipalities, indicators, listDays }: ReportView, lang: 'ru' | 'en') {
  return {
    on,
    total,
    municipalities,
    listDays,
    indicators: indicators.map(({ title, ...rest }) => ({ ...rest, title: title[lang] })),
  }
}
