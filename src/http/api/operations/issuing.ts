import { z } from 'zod'
import type { Lacking } from '#credits/register/contract'
import { DELIVERY_WAYS, EXCHANGE_REASONS, LOSS_REASONS, REPLACEMENT_KINDS } from '#domain/certificate'
import { definedOnly } from '#domain/defined'
import { findingText } from '#domain/frdo-words'
import { dateSchema, idSchema } from '../../input.ts'
import { workBehind } from '../../routes/issue-batches.ts'
import type { View } from '../../view.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import * as shape from '../schemas.ts'
import { limit, list, reason } from './shared.ts'

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

const lackingShape = z.object({
  learnerId: z.string(),
  programmeId: z.string(),
  certificateId: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  findings: z.array(z.object({ column: z.string(), field: z.string(), fault: z.string(), text: z.string() })),
})

const replacement = { note: z.string().trim().min(1).max(1000).optional(), destroyed: z.boolean().optional() }

/** Batches, the register's life cycle, the federal register: what issuers' own systems call. */
export const issuing: Operation[] = [
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
    body: z.object({
      enrolmentIds: z.array(idSchema).min(1).max(2000).optional(),
      programme: idSchema.optional(),
      order: z.object({ number: z.string().trim().min(1).max(100), on: dateSchema }).optional(),
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
  operation({
    method: 'get',
    path: '/register',
    id: 'listRegister',
    scope: 'register:read',
    tag: 'register',
    summary: { ru: 'Книга регистрации', en: 'The register' },
    query: z.object({
      search: z.string().max(100).optional(),
      from: dateSchema.optional(),
      to: dateSchema.optional(),
      kind: z.enum(['original', ...REPLACEMENT_KINDS]).optional(),
      status: z.enum(['valid', 'annulled', 'replaced', 'spoiled']).optional(),
      after: z.string().max(300).optional(),
      limit,
    }),
    answer: list(shape.certificateShape),
    run: async ({ context, actor, query }) => {
      const { lines, next } = await context.credits.listRegister(actor, definedOnly(query))
      return { items: lines.map(line => present.presentCertificate(line.certificate)), next }
    },
  }),
  operation({
    method: 'post',
    path: '/certificates/:id/annul',
    id: 'annulCertificate',
    scope: 'register:write',
    tag: 'register',
    summary: { ru: 'Аннулировать документ', en: 'Annul a document' },
    body: z.object({ reason }),
    answer: shape.certificateShape,
    run: async ({ context, actor, params, body }) =>
      present.presentCertificate(
        await context.credits.annulCertificate(actor, {
          certificateId: String(params.id),
          reason: body.reason,
        }),
      ),
  }),
  operation({
    method: 'post',
    path: '/certificates/:id/duplicate',
    id: 'duplicateCertificate',
    scope: 'register:write',
    tag: 'register',
    summary: {
      ru: 'Выдать дубликат; повтор отвечает тем же',
      en: 'Issue a duplicate; asked again it answers the same',
    },
    body: z.object({ reason: z.enum(LOSS_REASONS), ...replacement }),
    answer: shape.certificateShape,
    status: 201,
    run: async ({ context, actor, params, body }) =>
      present.presentCertificate(
        await context.credits.duplicateCertificate(actor, {
          certificateId: String(params.id),
          ...definedOnly(body),
        }),
      ),
  }),
  operation({
    method: 'post',
    path: '/certificates/:id/exchange',
    id: 'exchangeCertificate',
    scope: 'register:write',
    tag: 'register',
    summary: { ru: 'Обменять документ', en: 'Exchange a document' },
    body: z.object({ reason: z.enum(EXCHANGE_REASONS), ...replacement }),
    answer: shape.certificateShape,
    status: 201,
    run: async ({ context, actor, params, body }) =>
      present.presentCertificate(
        await context.credits.exchangeCertificate(actor, {
          certificateId: String(params.id),
          ...definedOnly(body),
        }),
      ),
  }),
  operation({
    method: 'post',
    path: '/certificates/:id/correct',
    id: 'correctCertificate',
    scope: 'register:write',
    tag: 'register',
    summary: {
      ru: 'Исправить документ, также аннулированный',
      en: 'Correct a document, an annulled one too',
    },
    body: z.object({ ...replacement, note: z.string().trim().min(1).max(1000) }),
    answer: shape.certificateShape,
    status: 201,
    run: async ({ context, actor, params, body }) =>
      present.presentCertificate(
        await context.credits.correctCertificate(actor, {
          certificateId: String(params.id),
          note: body.note,
          ...(body.destroyed !== undefined && { destroyed: body.destroyed }),
        }),
      ),
  }),
  operation({
    method: 'post',
    path: '/certificates/:id/delivery',
    id: 'recordDelivery',
    scope: 'register:write',
    tag: 'register',
    summary: { ru: 'Отметить, что документ отдан', en: 'Note that a document was handed over' },
    body: z.object({
      on: dateSchema,
      way: z.enum(DELIVERY_WAYS),
      note: z.string().trim().min(1).max(1000).optional(),
    }),
    answer: shape.certificateShape,
    run: async ({ context, actor, params, body }) =>
      present.presentCertificate(
        await context.credits.recordDelivery(actor, {
          certificateId: String(params.id),
          ...definedOnly(body),
        }),
      ),
  }),
  operation({
    method: 'get',
    path: '/federal-register/check',
    id: 'checkFederalRegister',
    scope: 'register:export',
    tag: 'register',
    summary: { ru: 'Чьих данных не хватает реестру', en: 'Whose data the federal register lacks' },
    query: z.object({ from: dateSchema.optional(), to: dateSchema.optional() }),
    answer: z.object({
      documents: z.object({ checked: z.number().int(), lacking: z.array(lackingShape) }),
      learners: z.object({ checked: z.number().int(), lacking: z.array(lackingShape) }),
    }),
    run: async ({ context, actor, query, view }) => {
      const { documents, learners } = await context.federal.check(actor, definedOnly(query))
      const part = ({ checked, lacking }: typeof documents) => ({
        checked,
        lacking: lacking.map(one => presentLacking(one, view)),
      })
      return { documents: part(documents), learners: part(learners) }
    },
  }),
  operation({
    method: 'post',
    path: '/federal-register/export',
    id: 'exportFederalRegister',
    scope: 'register:export',
    tag: 'register',
    summary: {
      ru: 'Файл XLSX для реестра; документы получают отметку',
      en: 'The XLSX file; its documents are marked',
    },
    body: z.object({ from: dateSchema, to: dateSchema, again: z.boolean().optional() }),
    answer: z.string(),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    run: async ({ context, actor, body, res }) => {
      const { file, rows, leftOut } = await context.federal.exportFile(actor, definedOnly(body))
      res.setHeader('X-Rows', String(rows)).setHeader('X-Left-Out', String(leftOut.length))
      res.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(Buffer.from(file))
    },
  }),
]

/** No name: who may read it has the id. */
function presentLacking(
  { learnerId, programmeId, certificateId, registrationNumber, findings }: Lacking,
  { lang }: View,
) {
  return {
    ...{ learnerId, programmeId, certificateId, registrationNumber },
    findings: findings.map(finding => ({
      ...{ column: finding.column, field: finding.field, fault: finding.fault },
      text: findingText(finding, lang),
    })),
  }
}
