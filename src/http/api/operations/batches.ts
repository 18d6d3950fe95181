import { z } from 'zod'
import { dateSchema, idSchema } from '../../input.ts'
import { workBehind } from '../../routes/issue/issue-batches.ts'
import { type Operation, operation } from '../operation.ts'

const batchShape = z.object({
  id: z.string(),
  state: z.enum(['draft', 'open', 'done']),
  chosen: z.number().int(),
  waiting: z.number().int(),
  issued: z.number().int(),
  refused: z.number().int(),
  items: z.array(
    z.object({
      enrolmentId: z.string(),
      state: z.enum(['waiting', 'issued', 'refused']),
      certificateId: z.string().nullable(),
      registrationNumber: z.string().nullable(),
      already: z.boolean(),
      code: z.string().nullable(),
      missing: z.array(z.string()),
    }),
  ),
})

/** Certificates issued many at a time. */
export const batches: Operation[] = [
  operation({
    method: 'post',
    path: '/certificate-batches',
    id: 'issueBatch',
    scope: 'certificates:issue',
    tag: 'certificates',
    summary: {
      ru: 'Выдать многим: названным или всем готовым; работа идёт дальше сама',
      en: 'Issue to many: to those named or to all who are ready; the work goes on by itself',
    },
    body: z
      .strictObject({
        enrolmentIds: z.array(idSchema).min(1).max(2000).optional(),
        programme: idSchema
          .optional()
          .meta({ description: 'all who are ready in it; not beside enrolmentIds' }),
        order: z.strictObject({ number: z.string().trim().min(1).max(100), on: dateSchema }).optional(),
      })
      .refine(({ enrolmentIds, programme }) => !enrolmentIds || programme === undefined, {
        path: ['programme'],
        message: 'not beside enrolmentIds',
      }),
    answer: z.object({ batchId: z.string() }),
    status: 202,
    run: async ({ context, actor, body: { enrolmentIds, programme, order } }) => {
      const chosen = enrolmentIds
        ? { enrolmentIds }
        : { allReady: true as const, ...(programme !== undefined && { programmeId: programme }) }
      const batchId = await context.issuing.choose(actor, chosen)
      await context.issuing.start(actor, { batchId, ...(order && { order }) })
      workBehind(context)
      return { batchId }
    },
  }),
  operation({
    method: 'get',
    path: '/certificate-batches/:batchId',
    id: 'readIssueBatch',
    scope: 'certificates:issue',
    tag: 'certificates',
    summary: { ru: 'Ход выдачи и причины отказов', en: 'Progress of a batch, and why some were refused' },
    answer: batchShape,
    run: async ({ context, actor, params }) => {
      const { batch, counts, items } = await context.issuing.read(actor, String(params.batchId))
      return {
        ...{ id: batch.id, state: batch.state, chosen: batch.chosen.length, ...counts },
        items: items.map(item => ({
          ...{ enrolmentId: item.enrolmentId, state: item.state, already: item.already ?? false },
          certificateId: item.certificateId ?? null,
          registrationNumber: item.registrationNumber ?? null,
          ...{ code: item.code ?? null, missing: item.missing ?? [] },
        })),
      }
    },
  }),
]
