import { z } from 'zod'
import {
  DELIVERY_WAYS,
  EXCHANGE_REASONS,
  LOSS_REASONS,
  REPLACEMENT_KINDS,
} from '#domain/certificates/certificate'
import { definedOnly } from '#domain/defined'
import { dateSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import * as shape from '../schemas.ts'
import { limit, list, nextOf, reason } from './shared.ts'

const replacement = { note: z.string().trim().min(1).max(1000).optional(), destroyed: z.boolean().optional() }

/** The register (книга регистрации) and what happens to a document in its life. */
export const register: Operation[] = [
  operation({
    method: 'get',
    path: '/register',
    id: 'listRegister',
    scope: 'register:read',
    tag: 'register',
    summary: { ru: 'Реестр документов', en: 'The register' },
    query: z.strictObject({
      search: z.string().max(100).optional(),
      from: dateSchema.optional(),
      to: dateSchema.optional(),
      kind: z.enum(['original', ...REPLACEMENT_KINDS]).optional(),
      status: z.enum(['valid', 'annulled', 'replaced', 'spoiled']).optional(),
      after: nextOf(300, text => /^\d{4}-\d{2}-\d{2}\|/.test(text)),
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
    body: z.strictObject({ reason }),
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
    body: z.strictObject({ reason: z.enum(LOSS_REASONS), ...replacement }),
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
    body: z.strictObject({ reason: z.enum(EXCHANGE_REASONS), ...replacement }),
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
    body: z.strictObject({ ...replacement, note: z.string().trim().min(1).max(1000) }),
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
    body: z.strictObject({
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
]
