/** Events of a route's draft: put, changed, removed; of a plan that holds: moved, renamed. */
import { z } from 'zod'
import type { RouteAt } from '#credits/routes/contract'
import { definedOnly } from '#domain/defined'
import { parseHours } from '#domain/hours'
import { MODULE_FORMS, MODULE_KINDS } from '#domain/kinds'
import { HOUR_KINDS } from '#domain/regulations/data'
import { dateSchema, hoursText, idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import { presentRoute, routeShape } from '../present-routes.ts'

/** The version that was seen. */
export const seen = z.strictObject({ version: z.number().int().min(1) })
const itemInput = seen.extend({
  id: idSchema.optional(),
  moduleId: idSchema.optional(),
  title: z.string().max(300).optional(),
  kind: z.enum(MODULE_KINDS).optional(),
  form: z.enum(MODULE_FORMS).optional(),
  hours: hoursText.optional(),
  hoursBy: z.partialRecord(z.enum(HOUR_KINDS), hoursText).optional(),
  plannedOn: dateSchema.optional(),
  plannedUntil: dateSchema.optional(),
  provider: z.string().max(300).optional(),
  forWhom: z
    .strictObject({
      group: z.string().trim().min(1).max(300),
      learnerIds: z.array(idSchema).min(1).max(2000),
    })
    .optional(),
  details: z.record(z.string().max(60), z.string().max(2000)).optional(),
})

const itemChange = seen.extend({
  title: z.string().max(300).optional(),
  form: z.enum(MODULE_FORMS).nullable().optional(),
  hours: hoursText.nullable().optional(),
  plannedOn: dateSchema.optional(),
  provider: z.string().max(300).optional(),
})

export const tag = 'routes'
export const atOf = (
  { routeId = '' }: Record<string, string>,
  { version }: { version: number },
): RouteAt => ({
  routeId,
  version,
})

export const routeItems: Operation[] = [
  operation({
    method: 'post',
    path: '/routes/:routeId/items',
    id: 'putRouteItem',
    tag,
    summary: {
      ru: 'Добавить или заменить мероприятие черновика',
      en: 'Add or replace an event of the draft',
    },
    body: itemInput,
    answer: routeShape,
    run: async ({ context, actor, params, body }) => {
      const { version, hours, hoursBy, ...item } = body
      const split = Object.entries(hoursBy ?? {}).map(([kind, text]) => [kind, parseHours(text)])
      const input = definedOnly({
        ...item,
        hours: hours === undefined ? undefined : parseHours(hours),
        hoursBy: hoursBy && Object.fromEntries(split),
      })
      return presentRoute(await context.routes.putItem(actor, atOf(params, { version }), input))
    },
  }),
  operation({
    method: 'post',
    path: '/routes/:routeId/items/:itemId',
    id: 'changeRouteItem',
    tag,
    summary: {
      ru: 'Изменить поля мероприятия черновика; остальное остаётся, null убирает значение',
      en: 'Change fields of an event of the draft; all else stays, null takes a value away',
    },
    body: itemChange,
    answer: routeShape,
    run: async ({ context, actor, params, body }) => {
      const { version, hours, ...fields } = body
      const change = definedOnly({ ...fields, hours: typeof hours === 'string' ? parseHours(hours) : hours })
      const at = atOf(params, { version })
      return presentRoute(await context.routes.changeItem(actor, at, String(params.itemId), change))
    },
  }),
  operation({
    method: 'post',
    path: '/routes/:routeId/items/:itemId/remove',
    id: 'removeRouteItem',
    tag,
    summary: { ru: 'Удалить мероприятие из черновика', en: 'Remove an event from the draft' },
    body: seen,
    answer: routeShape,
    run: async ({ context, actor, params, body }) =>
      presentRoute(await context.routes.removeItem(actor, atOf(params, body), String(params.itemId))),
  }),
  operation({
    method: 'post',
    path: '/routes/:routeId/items/:itemId/date',
    id: 'moveRouteItem',
    tag,
    summary: {
      ru: 'Перенести мероприятие утверждённого плана без нового соглашения',
      en: 'Move an event of an approved plan without a new agreement',
    },
    body: seen.extend({ to: dateSchema }),
    answer: routeShape,
    run: async ({ context, actor, params, body }) =>
      presentRoute(await context.routes.moveDate(actor, atOf(params, body), String(params.itemId), body.to)),
  }),
  operation({
    method: 'post',
    path: '/routes/:routeId/items/:itemId/theme',
    id: 'changeRouteItemTheme',
    tag,
    summary: {
      ru: 'Изменить тему мероприятия утверждённого плана без нового соглашения',
      en: 'Change the theme of an event of an approved plan without a new agreement',
    },
    body: seen.extend({ title: z.string().trim().min(1).max(500) }),
    answer: routeShape,
    run: async ({ context, actor, params, body }) =>
      presentRoute(
        await context.routes.changeTheme(actor, atOf(params, body), String(params.itemId), body.title),
      ),
  }),
]
