import { z } from 'zod'
import { MERGE_REFUSALS, type MergeView } from '#credits/merging/contract'
import { idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import { personShape } from '../schemas.ts'
import { list } from './shared.ts'

const pair = z.strictObject({ keptId: idSchema, absorbedId: idSchema })
const reason = z.string().trim().min(1).max(500)

const mergeShape = z.object({
  id: z.string(),
  keptId: z.string(),
  keptName: z.string(),
  absorbedId: z.string(),
  absorbedName: z.string(),
  reason: z.string(),
  byName: z.string(),
  at: z.string(),
  state: z.enum(['moving', 'done', 'undoing', 'undone']),
})

const previewShape = z.object({
  kept: personShape,
  absorbed: personShape,
  refusals: z.array(z.enum(MERGE_REFUSALS)),
  conflicts: z.array(
    z.object({ field: z.string(), about: z.string().optional(), kept: z.string(), absorbed: z.string() }),
  ),
  moves: z.record(z.string(), z.number().int()),
  joined: z.array(z.string()),
})

const present = (merge: MergeView): z.infer<typeof mergeShape> => {
  const { id, keptId, keptName, absorbedId, absorbedName, reason: why, byName, at, state } = merge
  return { id, keptId, keptName, absorbedId, absorbedName, reason: why, byName, at, state }
}

export const merges: Operation[] = [
  operation({
    method: 'get',
    path: '/people/merges',
    id: 'listMerges',
    tag: 'people',
    summary: { ru: 'Объединённые записи', en: 'Merged records' },
    answer: list(mergeShape),
    run: async ({ context, actor }) => ({
      items: (await context.merging.list(actor)).map(present),
      next: null,
    }),
  }),
  operation({
    method: 'post',
    path: '/people/merges/preview',
    id: 'previewMerge',
    tag: 'people',
    summary: {
      ru: 'Что произойдёт, если объединить две записи',
      en: 'What merging two records would do',
    },
    body: pair,
    answer: previewShape,
    run: ({ context, actor, body }) => context.merging.preview(actor, body),
  }),
  operation({
    method: 'post',
    path: '/people/merges',
    id: 'mergePeople',
    tag: 'people',
    summary: { ru: 'Объединить две записи одного человека', en: 'Merge two records of one person' },
    body: pair.extend({ reason }),
    answer: mergeShape,
    status: 201,
    run: async ({ context, actor, body }) => present(await context.merging.merge(actor, body)),
  }),
  operation({
    method: 'post',
    path: '/people/merges/:mergeId/undo',
    id: 'undoMerge',
    tag: 'people',
    summary: { ru: 'Отменить объединение', en: 'Undo a merge' },
    body: z.strictObject({ reason }),
    answer: mergeShape,
    run: async ({ context, actor, params, body }) =>
      present(await context.merging.undo(actor, { mergeId: String(params.mergeId), reason: body.reason })),
  }),
]
