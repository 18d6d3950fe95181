/** Who writes and who signs: of a programme, and of a municipality for its own schools in it. */
import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { type Operation, operation } from '../operation.ts'
import { writingInput } from '../programme-schemas.ts'
import { pick } from './keeping-input.ts'
import { list } from './shared.ts'

const municipality = z
  .string()
  .min(1)
  .max(300)
  .optional()
  .meta({ description: 'id of a municipality (`listWriting`); absent: of the programme itself' })

const writingShape = z.object({
  ...writingInput.shape,
  programme: z.object({ id: z.string(), title: z.string() }),
  municipality: z.object({ id: z.string(), title: z.string() }).optional(),
  after: z.number().int().meta({ description: 'how many decisions there were; sent with the next one' }),
})

/** @param view a `WritingView`: what holds now stands at the top level */
const answerOf = <T extends { writing: object; history: readonly unknown[] }>(view: T) =>
  pick(writingShape, { ...view, ...view.writing, after: view.history.length })

export const writing: Operation[] = [
  operation({
    method: 'get',
    path: '/writing',
    id: 'listWriting',
    tag: 'programmes',
    summary: {
      ru: 'Кто вносит записи и кто подписывает: программы и муниципалитеты',
      en: 'Who writes and who signs: programmes and municipalities',
    },
    answer: list(writingShape),
    run: async ({ context, actor }) => ({
      items: (await context.keeping.writing.list(actor)).map(answerOf),
      next: null,
    }),
  }),
  operation({
    method: 'get',
    path: '/programmes/:programmeId/writing',
    id: 'readWriting',
    tag: 'programmes',
    summary: { ru: 'Кто вносит записи и кто подписывает', en: 'Who writes and who signs' },
    query: z.strictObject({ municipality }),
    answer: writingShape,
    run: async ({ context, actor, params, query }) => {
      const ref = definedOnly({ programmeId: String(params.programmeId), ...query })
      return answerOf(await context.keeping.writing.read(actor, ref))
    },
  }),
  operation({
    method: 'post',
    path: '/programmes/:programmeId/writing',
    id: 'setWriting',
    tag: 'programmes',
    summary: {
      ru: 'Решить, кто вносит записи и кто подписывает',
      en: 'Decide who writes and who signs',
    },
    body: writingInput.extend({ municipality, after: z.number().int().min(0) }),
    answer: writingShape,
    run: async ({ context, actor, params, body }) => {
      const input = definedOnly({ programmeId: String(params.programmeId), ...body })
      return answerOf(await context.keeping.writing.save(actor, input))
    },
  }),
]
