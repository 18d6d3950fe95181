import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { parseHours } from '#domain/hours'
import { readCursor } from '../../cursor.ts'
import { dateSchema, hoursText, idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import * as shape from '../schemas.ts'

import { ids, limit, nextOf, reason } from './shared.ts'

const key = idSchema.optional().meta({
  description: 'of your choice; the same action sent again with the same key answers as the first time',
})

export const entries: Operation[] = [
  operation({
    method: 'get',
    path: '/queue',
    id: 'listQueue',
    scope: 'entries:read',
    tag: 'entries',
    summary: { ru: 'Записи, которые ждут подтверждения', en: 'Entries awaiting confirmation' },
    query: z.strictObject({
      programme: idSchema.optional(),
      connection: idSchema.optional(),
      module: idSchema.optional(),
      text: z.string().max(100).optional().meta({
        description: 'beginning of a family name, part of a module’s title, or words of an event’s own title',
      }),
      reminded: z.literal('yes').optional().meta({ description: 'only what learners reminded of' }),
      late: z.literal('yes').optional().meta({ description: 'only what has waited for more than 7 days' }),
      after: nextOf(1500, text => readCursor(text) !== null),
      limit,
    }),
    answer: shape.queueShape,
    run: async ({ context, actor, query, view }) => {
      const after = readCursor(query.after)
      const q = definedOnly({
        programmeId: query.programme,
        connectionId: query.connection,
        moduleId: query.module,
        text: query.text,
        reminded: query.reminded && (true as const),
        late: query.late && (true as const),
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
    scope: 'entries:write',
    tag: 'entries',
    summary: { ru: 'Подтвердить записи', en: 'Confirm entries' },
    body: z.strictObject({ entryIds: ids, despiteRemarks: z.array(idSchema).max(2000).optional(), key }),
    answer: shape.batchShape,
    run: async ({ context, actor, body }) =>
      present.presentBatch(await context.credits.confirmEntries(actor, definedOnly(body))),
  }),
  operation({
    method: 'post',
    path: '/entries/reject',
    id: 'rejectEntries',
    scope: 'entries:write',
    tag: 'entries',
    summary: { ru: 'Отклонить записи с причиной', en: 'Reject entries with a reason' },
    body: z.strictObject({ entryIds: ids, reason, key }),
    answer: shape.batchShape,
    run: async ({ context, actor, body }) =>
      present.presentBatch(await context.credits.rejectEntries(actor, definedOnly(body))),
  }),
  operation({
    method: 'post',
    path: '/entries/:entryId/correct',
    id: 'correctEntry',
    scope: 'entries:write',
    tag: 'entries',
    summary: {
      ru: 'Исправить запись: новая заменит прежнюю и будет ждать подтверждения',
      en: 'Correct an entry: a new one supersedes it and awaits confirmation',
    },
    body: z.strictObject({
      reason,
      hours: hoursText.optional(),
      date: dateSchema.optional(),
      document: z.string().max(300).optional(),
      papers: z.array(z.string().max(100)).max(20).optional(),
      moduleId: idSchema.optional().meta({ description: 'module of the programme that it is for' }),
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
    scope: 'entries:write',
    tag: 'entries',
    summary: { ru: 'Отозвать подтверждённую запись', en: 'Revoke a confirmed entry' },
    body: z.strictObject({ reason }),
    answer: shape.entryShape,
    run: async ({ context, actor, params, body }) =>
      present.presentEntry(
        await context.credits.revokeEntry(actor, { entryId: String(params.entryId), reason: body.reason }),
      ),
  }),
  operation({
    method: 'post',
    path: '/entries/:entryId/remind',
    id: 'remindCurator',
    tag: 'entries',
    summary: {
      ru: 'Напомнить куратору о своей записи: один раз за обычный срок ответа',
      en: 'Remind the curator of one’s own entry: once in the time that an answer usually takes',
    },
    answer: shape.remindedShape,
    run: async ({ context, actor, params }) => {
      const asked = { entryId: String(params.entryId) }
      return present.presentReminded(await context.keeping.reminders.remind(actor, asked))
    },
  }),
  operation({
    method: 'post',
    path: '/batches/:batchId/undo',
    id: 'undoBatch',
    scope: 'entries:write',
    tag: 'entries',
    summary: { ru: 'Отменить решение в течение 15 минут', en: 'Undo a decision within 15 minutes' },
    answer: shape.batchShape,
    run: async ({ context, actor, params }) =>
      present.presentBatch(await context.credits.undoBatch(actor, { batchId: String(params.batchId) })),
  }),
]
