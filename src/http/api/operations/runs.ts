import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import * as shape from '../schemas.ts'

import { limit, list } from './shared.ts'

export const runs: Operation[] = [
  operation({
    method: 'get',
    path: '/runs',
    id: 'listRuns',
    scope: 'runs:read',
    tag: 'runs',
    summary: { ru: 'Последние загрузки', en: 'Latest imports' },
    query: z.strictObject({ connection: idSchema.optional(), limit }),
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
    scope: 'runs:read',
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
    body: z.strictObject({ connectionId: idSchema, full: z.boolean().default(false) }),
    answer: z.object({ runId: z.string() }),
    status: 202,
    run: ({ context, actor, body }) => context.admin.startRun(actor, body),
  }),
]
