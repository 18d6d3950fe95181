import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { parseHours } from '#domain/hours'
import { readCursor } from '../cursor.ts'
import { dateSchema, hoursText, idSchema } from '../input.ts'
import { sendPdf } from '../routes/issue.ts'
import { normalizeCode } from '../verification-code.ts'
import { type Operation, operation } from './operation.ts'
import * as present from './presenters.ts'
import * as shape from './schemas.ts'

const ids = z.array(idSchema).min(1).max(2000)
const reason = z.string().trim().min(1).max(1000)
const limit = z.coerce.number().int().min(1).max(200).default(50)
const list = <T extends z.ZodType>(of: T) => z.object({ items: z.array(of), next: z.string().nullable() })

const books: Operation[] = [
  operation({
    method: 'get',
    path: '/books/me',
    id: 'readOwnBook',
    tag: 'books',
    summary: { ru: 'Своя книжка', en: 'One’s own book' },
    query: z.object({ programme: idSchema.optional() }),
    answer: shape.booksShape,
    run: async ({ context, actor, query, view }) =>
      present.presentBooks(
        await context.credits.readBooks(actor, definedOnly({ programmeId: query.programme })),
        view,
      ),
  }),
  operation({
    method: 'get',
    path: '/books/:learnerId',
    id: 'readBook',
    tag: 'books',
    summary: { ru: 'Книжка слушателя', en: 'A learner’s book' },
    query: z.object({ programme: idSchema.optional() }),
    answer: shape.booksShape,
    run: async ({ context, actor, params, query, view }) => {
      const q = definedOnly({ learnerId: params.learnerId, programmeId: query.programme })
      return present.presentBooks(await context.credits.readBooks(actor, q), view)
    },
  }),
]

const entries: Operation[] = [
  operation({
    method: 'get',
    path: '/queue',
    id: 'listQueue',
    tag: 'entries',
    summary: { ru: 'Записи, которые ждут подтверждения', en: 'Entries awaiting confirmation' },
    query: z.object({
      programme: idSchema.optional(),
      connection: idSchema.optional(),
      learner: z.string().max(100).optional(),
      after: z.string().max(1500).optional(),
      limit,
    }),
    answer: shape.queueShape,
    run: async ({ context, actor, query, view }) => {
      const after = readCursor(query.after)
      const q = definedOnly({
        programmeId: query.programme,
        connectionId: query.connection,
        learner: query.learner,
        limit: query.limit,
        after: after ?? undefined,
      })
      return present.presentQueue(await context.credits.listQueue(actor, q), view)
    },
  }),
  operation({
    method: 'post',
    path: '/entries/confirm',
    id: 'confirmEntries',
    tag: 'entries',
    summary: { ru: 'Подтвердить записи', en: 'Confirm entries' },
    body: z.object({ entryIds: ids, despiteRemarks: z.array(idSchema).max(2000).optional() }),
    answer: shape.batchShape,
    run: async ({ context, actor, body }) =>
      present.presentBatch(await context.credits.confirmEntries(actor, definedOnly(body))),
  }),
  operation({
    method: 'post',
    path: '/entries/reject',
    id: 'rejectEntries',
    tag: 'entries',
    summary: { ru: 'Отклонить записи с причиной', en: 'Reject entries with a reason' },
    body: z.object({ entryIds: ids, reason }),
    answer: shape.batchShape,
    run: async ({ context, actor, body }) =>
      present.presentBatch(await context.credits.rejectEntries(actor, body)),
  }),
  operation({
    method: 'post',
    path: '/entries/:entryId/correct',
    id: 'correctEntry',
    tag: 'entries',
    summary: {
      ru: 'Исправить запись: новая заменит прежнюю и будет ждать подтверждения',
      en: 'Correct an entry: a new one supersedes it and awaits confirmation',
    },
    body: z.object({
      reason,
      hours: hoursText.optional(),
      date: dateSchema.optional(),
      document: z.string().max(300).optional(),
    }),
    answer: shape.entryShape,
    status: 201,
    run: async ({ context, actor, params, body }) => {
      const { hours, ...rest } = body
      const input = definedOnly({
        entryId: String(params.entryId),
        ...rest,
        hours: hours === undefined ? undefined : parseHours(hours),
      })
      return present.presentEntry(await context.credits.correctEntry(actor, input))
    },
  }),
  operation({
    method: 'post',
    path: '/entries/:entryId/revoke',
    id: 'revokeEntry',
    tag: 'entries',
    summary: { ru: 'Отозвать подтверждённую запись', en: 'Revoke a confirmed entry' },
    body: z.object({ reason }),
    answer: shape.entryShape,
    run: async ({ context, actor, params, body }) =>
      present.presentEntry(
        await context.credits.revokeEntry(actor, { entryId: String(params.entryId), reason: body.reason }),
      ),
  }),
  operation({
    method: 'post',
    path: '/batches/:batchId/undo',
    id: 'undoBatch',
    tag: 'entries',
    summary: { ru: 'Отменить решение в течение 15 минут', en: 'Undo a decision within 15 minutes' },
    answer: shape.batchShape,
    run: async ({ context, actor, params }) =>
      present.presentBatch(await context.credits.undoBatch(actor, { batchId: String(params.batchId) })),
  }),
]

const programmes: Operation[] = [
  operation({
    method: 'get',
    path: '/programmes',
    id: 'listProgrammes',
    tag: 'programmes',
    summary: { ru: 'Программы', en: 'Programmes' },
    answer: list(shape.programmeShape),
    run: async ({ context, actor }) => ({
      items: (await context.credits.listProgrammes(actor)).map(present.presentProgramme),
      next: null,
    }),
  }),
  operation({
    method: 'post',
    path: '/programmes',
    id: 'saveProgramme',
    tag: 'programmes',
    summary: { ru: 'Сохранить программу', en: 'Save a programme' },
    body: shape.programmeInput,
    answer: shape.programmeShape,
    status: 201,
    run: async ({ context, actor, body }) => {
      const modules = body.modules.map(module => definedOnly({ ...module, hours: parseHours(module.hours) }))
      return present.presentProgramme(
        await context.credits.saveProgramme(actor, definedOnly({ ...body, modules })),
      )
    },
  }),
  operation({
    method: 'post',
    path: '/enrolments',
    id: 'enrol',
    tag: 'programmes',
    summary: { ru: 'Зачислить слушателя', en: 'Enrol a learner' },
    body: shape.enrolInput,
    answer: shape.enrolmentShape,
    status: 201,
    run: async ({ context, actor, body }) => {
      const { facts, person, ...rest } = body
      const input = definedOnly({ ...rest, person: definedOnly(person), facts: facts && definedOnly(facts) })
      return present.presentEnrolment(await context.credits.enrol(actor, input))
    },
  }),
  operation({
    method: 'post',
    path: '/enrolments/:enrolmentId/facts',
    id: 'recordFacts',
    tag: 'programmes',
    summary: {
      ru: 'Записать факты: документы, защиту, приказ',
      en: 'Record facts: documents, defence, order',
    },
    body: shape.factsInput,
    answer: shape.enrolmentShape,
    run: async ({ context, actor, params, body }) => {
      const input = { enrolmentId: String(params.enrolmentId), facts: definedOnly(body) }
      return present.presentEnrolment(await context.credits.recordFacts(actor, input))
    },
  }),
  operation({
    method: 'get',
    path: '/learners',
    id: 'listLearners',
    tag: 'programmes',
    summary: { ru: 'Слушатели и их итоги', en: 'Learners and their progress' },
    query: z.object({
      programme: idSchema.optional(),
      eligible: z.enum(['true', 'false']).optional(),
      after: idSchema.optional(),
      limit,
    }),
    answer: list(shape.learnerShape),
    run: async ({ context, actor, query, view }) => {
      const eligible = query.eligible === undefined ? undefined : query.eligible === 'true'
      const q = definedOnly({
        programmeId: query.programme,
        eligible,
        after: query.after,
        limit: query.limit,
      })
      const { rows, next } = await context.credits.listLearners(actor, q)
      return { items: rows.map(row => present.presentLearner(row, view)), next }
    },
  }),
]

const certificates: Operation[] = [
  operation({
    method: 'post',
    path: '/certificates',
    id: 'issueCertificate',
    tag: 'certificates',
    summary: {
      ru: 'Выдать удостоверение; повтор отвечает тем же',
      en: 'Issue a certificate; asked again it answers the same',
    },
    body: z.object({ enrolmentId: idSchema }),
    answer: shape.certificateShape,
    status: 201,
    run: async ({ context, actor, body }) =>
      present.presentCertificate(await context.credits.issueCertificate(actor, body)),
  }),
  operation({
    method: 'get',
    path: '/certificates',
    id: 'listCertificates',
    tag: 'certificates',
    summary: { ru: 'Выданные документы', en: 'Issued documents' },
    query: z.object({ programme: idSchema.optional(), after: idSchema.optional(), limit }),
    answer: list(shape.certificateShape),
    run: async ({ context, actor, query }) => {
      const q = definedOnly({ programmeId: query.programme, after: query.after, limit: query.limit })
      const { rows, next } = await context.credits.listLearners(actor, q)
      const issued = rows.flatMap(row => (row.certificate?.state === 'issued' ? [row.certificate] : []))
      return { items: issued.map(present.presentCertificate), next }
    },
  }),
  operation({
    method: 'get',
    path: '/certificates/:id/pdf',
    id: 'readCertificatePdf',
    tag: 'certificates',
    summary: { ru: 'Удостоверение как PDF', en: 'The certificate as PDF' },
    answer: z.string(),
    mediaType: 'application/pdf',
    run: async ({ context, req, res }) => sendPdf(context, req, res),
  }),
  operation({
    method: 'get',
    path: '/verify/:code',
    id: 'verify',
    tag: 'certificates',
    summary: { ru: 'Проверить документ по коду', en: 'Check a document by its code' },
    answer: shape.verificationShape,
    run: async ({ context, params }) => {
      const found = await context.credits.verify(normalizeCode(String(params.code)))
      if (!found) throw new NotFoundError('no document with this code')
      return found
    },
  }),
]

const runs: Operation[] = [
  operation({
    method: 'get',
    path: '/runs',
    id: 'listRuns',
    tag: 'runs',
    summary: { ru: 'Последние загрузки', en: 'Latest imports' },
    query: z.object({ connection: idSchema.optional(), limit }),
    answer: list(shape.runShape),
    run: async ({ context, actor, query }) => {
      const q = definedOnly({ connectionId: query.connection, limit: query.limit })
      return { items: (await context.admin.listRuns(actor, q)).map(present.presentRun), next: null }
    },
  }),
  operation({
    method: 'get',
    path: '/runs/:id',
    id: 'readRun',
    tag: 'runs',
    summary: { ru: 'Одна загрузка', en: 'One import' },
    answer: shape.runShape,
    run: async ({ context, actor, params }) =>
      present.presentRun(await context.admin.readRun(actor, String(params.id))),
  }),
  operation({
    method: 'post',
    path: '/runs',
    id: 'startRun',
    tag: 'runs',
    summary: { ru: 'Начать загрузку', en: 'Start an import' },
    body: z.object({ connectionId: idSchema, full: z.boolean().default(false) }),
    answer: z.object({ runId: z.string() }),
    status: 202,
    run: ({ context, actor, body }) => context.admin.startRun(actor, body),
  }),
]

export const OPERATIONS: readonly Operation[] = [
  ...books,
  ...entries,
  ...programmes,
  ...certificates,
  ...runs,
]
