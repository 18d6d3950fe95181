/** Recorded facts of a book: stages, diagnosis, defence, interviews. */
import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { RECORD_KINDS, type RecordContent } from '#domain/records/record'
import { dateSchema, idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import { book, key, ofBook, pick, programme, refOf, scanId, step, text } from './keeping-input.ts'
import { reason } from './shared.ts'

const content = z.object({
  kind: z.enum(RECORD_KINDS),
  title: text(1000).optional(),
  date: dateSchema.optional(),
  until: dateSchema.optional(),
  result: text(1000).optional(),
  report: text(1000).optional(),
  place: text(1000).optional(),
  document: text(1000).optional(),
  budget: text(1000).optional(),
  measures: text(1000).optional(),
  level: text(200).optional(),
  aim: text(200).optional(),
})
const contentOf = (typed: z.infer<typeof content>): RecordContent => definedOnly(typed)

const recordShape = z.object({
  id: z.string(),
  content,
  history: z.array(z.object({ action: z.string(), ...step })),
})

export const records: Operation[] = [
  operation({
    method: 'get',
    path: `${book}/records`,
    id: 'listRecords',
    tag: 'books',
    summary: { ru: 'Этапы и диагностика книжки', en: 'Stages and diagnosis of a book' },
    query: programme,
    answer: z.object({
      papers: z.array(
        z.object({ title: z.object({ ru: z.string(), en: z.string() }), date: z.string().nullable() }),
      ),
      asked: z.array(z.object({ kind: z.string(), clause: z.string() })),
      records: z.array(recordShape),
    }),
    run: async ({ context, actor, params, query }) => {
      const ref = await refOf(context, actor, params, query.programme)
      const found = await context.keeping.records.list(actor, ref)
      const records = found.records.map(each => pick(recordShape, each))
      return { asked: found.asked, papers: found.papers, records }
    },
  }),
  operation({
    method: 'post',
    path: `${book}/records`,
    id: 'addRecord',
    tag: 'books',
    summary: { ru: 'Записать этап, диагностику, защиту…', en: 'Record a stage, a diagnosis, a defence…' },
    body: z.strictObject({ ...content.shape, programmeId: idSchema, key, scanId }),
    answer: recordShape,
    status: 201,
    run: async ({ context, actor, params, body: { programmeId, key, scanId: scan, ...typed } }) => {
      const paper = scan === undefined ? {} : { scanId: scan }
      const input = { ...ofBook(params, programmeId), key, content: contentOf(typed), ...paper }
      return pick(recordShape, await context.keeping.records.record(actor, input))
    },
  }),
  operation({
    method: 'post',
    path: '/records/:recordId/correct',
    id: 'correctRecord',
    tag: 'books',
    summary: {
      ru: 'Исправить записанное; прежнее останется в истории',
      en: 'Correct a record; the history keeps what was',
    },
    body: z.strictObject({ ...content.shape, steps: z.number().int().min(1), reason }),
    answer: recordShape,
    run: async ({ context, actor, params, body: { steps, reason, ...typed } }) => {
      const input = { id: String(params.recordId), steps, reason, content: contentOf(typed) }
      return pick(recordShape, await context.keeping.records.correct(actor, input))
    },
  }),
  operation({
    method: 'post',
    path: '/records/:recordId/withdraw',
    id: 'withdrawRecord',
    tag: 'books',
    summary: { ru: 'Отозвать записанное', en: 'Withdraw a record' },
    body: z.strictObject({ steps: z.number().int().min(1), reason }),
    answer: recordShape,
    run: async ({ context, actor, params, body }) =>
      pick(
        recordShape,
        await context.keeping.records.withdraw(actor, { id: String(params.recordId), ...body }),
      ),
  }),
]
