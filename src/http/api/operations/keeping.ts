/** What comes into a book on paper: proofs, group acts, recorded facts, shares, duplicates, and who writes and signs. */
import type { Response } from 'express'
import { z } from 'zod'
import type { Actor } from '#domain/actor'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { formatHours, parseHours } from '#domain/hours'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import { RECORD_KINDS, type RecordContent } from '#domain/records/record'
import type { GroupAct } from '#store/ports/acts'
import { ScanRefusedError } from '../../errors.ts'
import { dateSchema, hoursText, idSchema } from '../../input.ts'
import { type UploadedFile, uploadOf } from '../../middleware/upload.ts'
import type { RouteContext } from '../../routes/context.ts'
import { SCAN_MEGABYTES, sendScanFile } from '../../scan-upload.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import * as shape from '../schemas.ts'
import { reason } from './shared.ts'

const text = (most: number) => z.string().trim().max(most)
const key = z
  .string()
  .min(8)
  .max(100)
  .meta({ description: 'of your own; the same one sent again makes nothing twice' })
const claim = z.object({
  moduleId: idSchema.optional(),
  title: text(500).optional(),
  kind: z.enum(MODULE_KINDS).optional(),
  form: z.enum(MODULE_FORMS).optional(),
  hours: hoursText.optional(),
  date: dateSchema,
  provider: text(300).optional(),
  documentKind: text(100).optional(),
  documentNumber: text(100).optional(),
  papers: z.array(text(100)).max(20).optional(),
})
const claimOf = ({ hours, ...rest }: z.infer<typeof claim>) =>
  definedOnly({ ...rest, hours: hours === undefined ? undefined : parseHours(hours) })

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

const step = { byName: z.string(), byRole: z.string(), at: z.string(), reason: z.string().optional() }
const recordShape = z.object({
  id: z.string(),
  content,
  history: z.array(z.object({ action: z.string(), ...step })),
})
const actShape = z.object({
  id: z.string(),
  programmeId: z.string(),
  number: z.string(),
  title: z.string(),
  hours: z.string(),
  date: z.string(),
  document: z.string(),
  participants: z.array(
    z.object({
      learnerId: z.string(),
      name: z.string(),
      absent: z.boolean(),
      hours: z.string(),
      entryId: z.string().optional(),
    }),
  ),
})
const duplicateShape = z.object({
  number: z.number().int(),
  on: z.string(),
  unproved: z.array(z.number().int()),
  ...step,
})
const shareShape = z.object({
  id: z.string(),
  recipient: z.string(),
  until: z.string(),
  state: z.enum(['valid', 'over', 'revoked']),
  lastUsedAt: z.string().optional(),
  uses: z.number().int(),
})

const presentAct = ({ id, programmeId, number, title, hours, date, document, participants }: GroupAct) => ({
  id,
  programmeId,
  number,
  title,
  hours: formatHours(hours),
  date,
  document,
  participants: participants.map(each => ({ ...each, hours: formatHours(each.hours) })),
})

const pick = <T extends z.ZodObject>(of: T, value: unknown) => of.parse(value)
const ofBook = (params: Record<string, string>, programmeId: string) => ({
  learnerId: String(params.learnerId),
  programmeId,
})
/** Without a programme, the book that opens first. */
async function refOf(
  context: RouteContext,
  actor: Actor,
  params: Record<string, string>,
  programmeId: string | undefined,
) {
  if (programmeId !== undefined) return ofBook(params, programmeId)
  const { book: first } = await context.credits.readBooks(actor, { learnerId: String(params.learnerId) })
  if (!first) throw new NotFoundError('no enrolment')
  return ofBook(params, first.programme.id)
}

const programme = z.object({ programme: idSchema.optional() })
const book = '/books/:learnerId'

const scanShape = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})
const scanId = idSchema.optional().meta({ description: 'of a scan that was sent before, `POST …/scans`' })

/** @throws {ScanRefusedError} naming what is wrong with the file */
function scanOf(res: Response): UploadedFile {
  const { file, fault } = uploadOf(res)
  if (file) return file
  const facts = { fault: fault?.code ?? 'missing', megabytes: String(SCAN_MEGABYTES) }
  throw new ScanRefusedError('no scan was taken', facts)
}

export const keeping: Operation[] = [
  operation({
    method: 'post',
    path: `${book}/scans`,
    id: 'keepScan',
    tag: 'entries',
    summary: {
      ru: 'Скан для подтверждения или записи: хранится сутки, пока его не назовут в scanId',
      en: 'A scan for a proof or a record: kept for a day, until it is named in scanId',
    },
    query: programme,
    takesScan: true,
    answer: scanShape,
    status: 201,
    run: async ({ context, actor, params, query, res }) => {
      const ref = await refOf(context, actor, params, query.programme)
      return pick(scanShape, await context.keeping.proofs.keepScan(actor, ref, scanOf(res)))
    },
  }),
  operation({
    method: 'post',
    path: `${book}/proofs`,
    id: 'sendProof',
    tag: 'entries',
    summary: {
      ru: 'Подтверждение на бумаге: запись, которая ждёт подтверждения',
      en: 'A paper proof: an entry that awaits confirmation',
    },
    body: claim.extend({
      programmeId: idSchema,
      key,
      scanId,
      despite: z.boolean().optional().meta({ description: 'send although something is in doubt' }),
    }),
    answer: shape.entryShape,
    status: 201,
    run: async ({ context, actor, params, body: { programmeId, key, scanId: scan, despite, ...typed } }) => {
      const input = {
        ...ofBook(params, programmeId),
        ...{ key, claim: claimOf(typed), despite: despite ?? false },
        ...(scan !== undefined && { scanId: scan }),
      }
      return present.presentEntry(await context.keeping.proofs.send(actor, input))
    },
  }),
  operation({
    method: 'get',
    path: '/entries/:entryId/scan',
    id: 'readScan',
    tag: 'entries',
    summary: { ru: 'Скан подтверждающего документа', en: 'The scan of a supporting document' },
    answer: z.string(),
    mediaType: 'application/octet-stream',
    run: async ({ context, actor, params, res }) => {
      const { scan, bytes } = await context.keeping.proofs.readScan(actor, {
        entryId: String(params.entryId),
      })
      sendScanFile(res, { scan: { ...scan, type: 'application/octet-stream' }, bytes })
    },
  }),
  operation({
    method: 'post',
    path: '/acts',
    id: 'postAct',
    tag: 'entries',
    summary: { ru: 'Групповой акт: записи во многие книжки', en: 'A group act: entries in many books' },
    body: claim.extend({
      programmeId: idSchema,
      number: text(100),
      participants: z
        .array(z.object({ learnerId: idSchema, absent: z.boolean(), hours: hoursText.optional() }))
        .min(1)
        .max(2000),
    }),
    answer: actShape,
    status: 201,
    run: async ({ context, actor, body: { programmeId, number, participants, ...typed } }) => {
      const who = participants.map(({ hours, ...each }) =>
        definedOnly({ ...each, hours: hours === undefined ? undefined : parseHours(hours) }),
      )
      const input = { programmeId, number, claim: claimOf(typed), participants: who }
      return presentAct(await context.keeping.acts.post(actor, input))
    },
  }),
  operation({
    method: 'post',
    path: '/acts/:actId/scan',
    id: 'attachActScan',
    tag: 'entries',
    summary: {
      ru: 'Приложить скан подписанного акта, один раз',
      en: 'Attach the scan of the signed act, once',
    },
    takesScan: true,
    answer: actShape,
    run: async ({ context, actor, params, res }) => {
      const { act } = await context.keeping.acts.attachScan(actor, String(params.actId), scanOf(res))
      return presentAct(act)
    },
  }),
  operation({
    method: 'get',
    path: '/acts/:actId',
    id: 'readAct',
    tag: 'entries',
    summary: { ru: 'Групповой акт', en: 'A group act' },
    answer: actShape,
    run: async ({ context, actor, params }) =>
      presentAct((await context.keeping.acts.read(actor, String(params.actId))).act),
  }),
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
    body: content.extend({ programmeId: idSchema, key, scanId }),
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
    body: content.extend({ steps: z.number().int().min(1), reason }),
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
    body: z.object({ steps: z.number().int().min(1), reason }),
    answer: recordShape,
    run: async ({ context, actor, params, body }) =>
      pick(
        recordShape,
        await context.keeping.records.withdraw(actor, { id: String(params.recordId), ...body }),
      ),
  }),
  operation({
    method: 'get',
    path: `${book}/shares`,
    id: 'listShares',
    tag: 'books',
    summary: { ru: 'Ссылки на книжку', en: 'Links to a book' },
    query: programme,
    answer: z.object({ shares: z.array(shareShape) }),
    run: async ({ context, actor, params, query }) => {
      const ref = await refOf(context, actor, params, query.programme)
      const { shares } = await context.keeping.shares.list(actor, ref)
      return { shares: shares.map(each => pick(shareShape, each)) }
    },
  }),
  operation({
    method: 'post',
    path: `${book}/shares`,
    id: 'shareBook',
    tag: 'books',
    summary: {
      ru: 'Дать посмотреть книжку по ссылке до срока',
      en: 'Let somebody see a book by a link for a term',
    },
    body: z.object({ programmeId: idSchema, recipient: text(200).min(1), until: dateSchema }),
    answer: shareShape.extend({ url: z.string() }),
    status: 201,
    run: async ({ context, actor, params, body: { programmeId, ...rest } }) => {
      const input = { ...ofBook(params, programmeId), ...rest }
      const { share, code } = await context.keeping.shares.create(actor, input)
      return { ...pick(shareShape, share), url: `${context.config.publicUrl}/share/${code}` }
    },
  }),
  operation({
    method: 'post',
    path: '/shares/:shareId/revoke',
    id: 'revokeShare',
    tag: 'books',
    summary: { ru: 'Отозвать ссылку', en: 'Revoke a link' },
    answer: shareShape,
    run: async ({ context, actor, params }) =>
      pick(shareShape, await context.keeping.shares.revoke(actor, { id: String(params.shareId) })),
  }),
  operation({
    method: 'post',
    path: `${book}/duplicates`,
    id: 'duplicateBook',
    tag: 'books',
    summary: { ru: 'Выдать дубликат утраченной книжки', en: 'Issue a duplicate of a lost book' },
    body: z.object({ programmeId: idSchema, reason, after: z.number().int().min(0) }),
    answer: duplicateShape,
    status: 201,
    run: async ({ context, actor, params, body: { programmeId, ...rest } }) =>
      pick(
        duplicateShape,
        await context.keeping.duplicates.issue(actor, { ...ofBook(params, programmeId), ...rest }),
      ),
  }),
  operation({
    method: 'post',
    path: '/programmes/:programmeId/writing',
    id: 'setWriting',
    tag: 'programmes',
    summary: { ru: 'Кто вносит записи и кто подписывает', en: 'Who writes and who signs' },
    body: shape.writingInput.extend({ after: z.number().int().min(0) }),
    answer: shape.writingInput,
    run: async ({ context, actor, params, body }) => {
      const input = definedOnly({ programmeId: String(params.programmeId), ...body })
      return (await context.keeping.writing.save(actor, input)).writing
    },
  }),
]
