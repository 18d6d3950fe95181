/** Routes: read, drafted, sent and decided on, as the pages do it. */
import { z } from 'zod'
import type { Routes } from '#credits/routes/contract'
import { definedOnly } from '#domain/defined'
import { parseHours } from '#domain/hours'
import { dateSchema, hoursText, idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import {
  itemShape,
  presentItem,
  presentRoute,
  presentRow,
  routeShape,
  rowShape,
  textDiffShape,
} from '../present-routes.ts'
import { atOf, routeItems, seen, tag } from './route-items.ts'
import { limit, list } from './shared.ts'

const decided = seen.extend({ revision: z.number().int().min(1) })
const comment = z.string().max(2000)

/** A step of the route's way: its name, what it takes, what does it. */
function step<B extends typeof seen>(
  name: string,
  summary: { ru: string; en: string },
  body: B,
  run: (
    routes: Routes,
    ...args: [...Parameters<Routes['withdraw']>, z.infer<B>]
  ) => ReturnType<Routes['send']>,
): Operation {
  return operation({
    method: 'post',
    path: `/routes/:routeId/${name}`,
    id: `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Route`,
    tag,
    summary,
    body,
    answer: routeShape,
    run: async ({ context, actor, params, body: input }) => {
      const typed = input as z.infer<B>
      return presentRoute(await run(context.routes, actor, atOf(params, typed), typed))
    },
  })
}

export const routes: Operation[] = [
  operation({
    method: 'get',
    path: '/routes',
    id: 'listRoutes',
    tag,
    summary: {
      ru: 'Маршруты: ждут меня, на согласовании, все',
      en: 'Routes: waiting for me, under agreement, all',
    },
    query: z.strictObject({
      show: z.enum(['mine', 'open', 'all']).default('mine'),
      after: idSchema.optional(),
      limit,
    }),
    answer: list(rowShape),
    run: async ({ context, actor, query }) => {
      const { rows, next } = await context.routes.list(actor, definedOnly(query))
      return { items: rows.map(presentRow), next }
    },
  }),
  operation({
    method: 'post',
    path: '/routes',
    id: 'startRoute',
    tag,
    summary: { ru: 'Начать маршрут или план школы', en: 'Begin a route or a plan of a school' },
    body: z.union([
      z.strictObject({ enrolmentId: idSchema }),
      z.strictObject({
        organisation: z.string().trim().min(1).max(300),
        programmeId: idSchema,
        orderedHours: hoursText.optional(),
      }),
    ]),
    answer: routeShape,
    status: 201,
    run: async ({ context, actor, body }) => {
      if ('enrolmentId' in body) return presentRoute(await context.routes.start(actor, body))
      const { orderedHours, ...key } = body
      const ordered = orderedHours === undefined ? {} : { orderedHours: parseHours(orderedHours) }
      return presentRoute(await context.routes.start(actor, { ...key, ...ordered }))
    },
  }),
  operation({
    method: 'get',
    path: '/routes/:routeId',
    id: 'readRoute',
    tag,
    summary: {
      ru: 'Маршрут: план, шаги, редакции, история',
      en: 'A route: plan, steps, revisions, history',
    },
    query: z.strictObject({ revision: z.coerce.number().int().min(1).optional() }),
    answer: routeShape,
    run: async ({ context, actor, params, query }) =>
      presentRoute(await context.routes.read(actor, String(params.routeId), query.revision)),
  }),
  operation({
    method: 'get',
    path: '/routes/:routeId/diff',
    id: 'diffRoute',
    tag,
    summary: {
      ru: 'Чем одна редакция отличается от другой; без номеров — последняя от предыдущей',
      en: 'How one revision differs from another; without numbers the latest from the one before',
    },
    query: z.strictObject({
      from: z.coerce.number().int().min(1).optional(),
      to: z.coerce.number().int().min(1).optional(),
    }),
    answer: z.object({
      items: z.array(
        z.object({
          change: z.enum(['added', 'removed', 'changed', 'moved', 'same']),
          moved: z.object({ from: z.number().int(), to: z.number().int() }).optional(),
          before: itemShape.nullable(),
          after: itemShape.nullable(),
          fields: z.array(z.string()),
        }),
      ),
      texts: z.array(textDiffShape),
    }),
    run: async ({ context, actor, params, query }) => {
      const routeId = String(params.routeId)
      const to = query.to ?? (await context.routes.read(actor, routeId)).revisions.length
      const diff = await context.routes.diff(actor, routeId, query.from ?? Math.max(to - 1, 1), to)
      return {
        texts: diff.texts,
        items: diff.items.map(({ before, after, ...rest }) => ({
          ...rest,
          before: before && presentItem(before),
          after: after && presentItem(after),
        })),
      }
    },
  }),
  ...routeItems,
  step(
    'write-texts',
    { ru: 'Тексты плана: пояснительная записка, результаты', en: 'Texts of the plan: note, results' },
    seen.extend({ texts: z.record(z.string().max(60), z.string().max(5000)) }),
    (use, actor, at, { texts }) => use.writeTexts(actor, at, texts),
  ),
  step(
    'send',
    { ru: 'Отправить на согласование', en: 'Send for agreement' },
    seen.extend({ comment: comment.optional() }),
    (use, actor, at, { comment: text }) => use.send(actor, at, text),
  ),
  step('withdraw', { ru: 'Отозвать', en: 'Withdraw' }, seen, (use, actor, at) => use.withdraw(actor, at)),
  step(
    'take',
    { ru: 'Сделать свой шаг: согласовать, утвердить', en: 'Take one’s step: agree, approve' },
    decided.extend({
      comment: comment.optional(),
      order: z.strictObject({ number: z.string().trim().min(1).max(60), date: dateSchema }).optional(),
    }),
    (use, actor, at, { revision, comment: text, order }) =>
      use.take(actor, { ...at, revision }, definedOnly({ comment: text, order })),
  ),
  step(
    'return',
    { ru: 'Вернуть на доработку', en: 'Return for rework' },
    decided.extend({ comment }),
    (use, actor, at, { revision, comment: text }) => use.returnForRework(actor, { ...at, revision }, text),
  ),
  step('change', { ru: 'Начать новую редакцию', en: 'Begin a new revision' }, seen, (use, actor, at) =>
    use.change(actor, at),
  ),
  step(
    'hand-over',
    { ru: 'Передать в другую организацию', en: 'Hand over to another organisation' },
    seen.extend({ organisation: z.string().trim().min(1).max(300) }),
    (use, actor, at, { organisation }) => use.handOver(actor, at, organisation),
  ),
  step(
    'accept',
    { ru: 'Принять в новой организации', en: 'Accept at the new organisation' },
    seen,
    (use, actor, at) => use.accept(actor, at),
  ),
]
