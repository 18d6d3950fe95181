import { z } from 'zod'
import { PUBLIC_EVENTS } from '#events/schemas'
import type { WebhookView } from '#events/webhooks/contract'
import type { WebhookDelivery } from '#store/ports/webhooks'
import { idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import { list } from './shared.ts'

const webhookShape = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
  since: z.string(),
  failures: z.number(),
  restUntil: z.string().nullable(),
  error: z.string().nullable(),
})

const deliveryShape = z.object({
  messageId: z.string(),
  type: z.string(),
  at: z.string(),
  ok: z.boolean(),
  status: z.number().nullable(),
  error: z.string().nullable(),
  durationMs: z.number(),
})

const letterShape = z.object({
  id: z.string(),
  type: z.string(),
  at: z.string(),
  attempts: z.number(),
  code: z.string(),
  replay: z.boolean(),
})

const present = ({ id, title, url, events, active, since, health }: WebhookView) => ({
  ...{ id, title, url, events, active, since, failures: health.failures },
  restUntil: health.restUntil ?? null,
  error: health.error ?? null,
})

const presentDelivery = ({ messageId, type, at, ok, status, error, durationMs }: WebhookDelivery) => ({
  ...{ messageId, type, at: new Date(at).toISOString(), ok, durationMs },
  status: status ?? null,
  error: error ?? null,
})

const done = z.object({ done: z.literal(true) })
const DONE = { done: true as const }

export const webhooks: Operation[] = [
  operation({
    method: 'get',
    path: '/webhooks',
    id: 'listWebhooks',
    tag: 'webhooks',
    summary: { ru: 'Адреса, которым сообщают о событиях', en: 'Addresses that are told of events' },
    answer: list(webhookShape),
    run: async ({ context, actor }) => ({
      items: (await context.webhooks.list(actor)).map(present),
      next: null,
    }),
  }),
  operation({
    method: 'post',
    path: '/webhooks',
    id: 'addWebhook',
    tag: 'webhooks',
    summary: {
      ru: 'Добавить адрес; в ответе секрет подписи',
      en: 'Add an address; the answer has its secret',
    },
    body: z.strictObject({
      title: z.string().max(1000),
      url: z.string().max(4000),
      events: z.array(z.enum(PUBLIC_EVENTS as [string, ...string[]])).max(50),
    }),
    answer: webhookShape.extend({ secret: z.string() }),
    status: 201,
    run: async ({ context, actor, body }) => {
      const added = await context.webhooks.add(actor, body)
      return { ...present(added), secret: await context.webhooks.secret(actor, added.id) }
    },
  }),
  operation({
    method: 'get',
    path: '/webhooks/:id',
    id: 'readWebhook',
    tag: 'webhooks',
    summary: {
      ru: 'Адрес, последние доставки и недоставленное',
      en: 'An address, its last deliveries and dead letters',
    },
    answer: webhookShape.extend({
      deliveries: z.array(deliveryShape),
      deadLetters: z.array(letterShape),
      waiting: z.object({ count: z.number(), more: z.boolean() }),
    }),
    run: async ({ context, actor, params }) => {
      const { endpoint, deliveries, deadLetters, waiting } = await context.webhooks.read(
        actor,
        String(params.id),
      )
      const letters = deadLetters.map(({ id, type, at, attempts, code, replay }) => ({
        ...{ id, type, at, attempts, code, replay },
      }))
      return {
        ...present(endpoint),
        deliveries: deliveries.map(presentDelivery),
        deadLetters: letters,
        waiting,
      }
    },
  }),
  operation({
    method: 'post',
    path: '/webhooks/:id/test',
    id: 'testWebhook',
    tag: 'webhooks',
    summary: { ru: 'Отправить проверочное сообщение', en: 'Send a test message' },
    answer: deliveryShape,
    run: async ({ context, actor, params }) =>
      presentDelivery(await context.webhooks.test(actor, String(params.id))),
  }),
  operation({
    method: 'post',
    path: '/webhooks/:id/active',
    id: 'setWebhookActive',
    tag: 'webhooks',
    summary: { ru: 'Приостановить или продолжить', en: 'Pause or resume' },
    body: z.strictObject({ active: z.boolean() }),
    answer: done,
    run: async ({ context, actor, params, body }) => {
      await context.webhooks.setActive(actor, String(params.id), body.active)
      return DONE
    },
  }),
  operation({
    method: 'post',
    path: '/webhooks/:id/rotate',
    id: 'rotateWebhook',
    tag: 'webhooks',
    summary: {
      ru: 'Заменить секрет; прежний подписывает ещё сутки',
      en: 'Replace the secret; the one before signs for another day',
    },
    answer: z.object({ secret: z.string() }),
    run: async ({ context, actor, params }) => ({
      secret: await context.webhooks.rotate(actor, String(params.id)),
    }),
  }),
  operation({
    method: 'post',
    path: '/webhooks/:id/replay',
    id: 'replayWebhook',
    tag: 'webhooks',
    summary: {
      ru: 'Повторить одно недоставленное или все',
      en: 'Send one dead letter again, or all of them',
    },
    body: z.strictObject({ deadLetterId: idSchema.or(z.string().max(500)).optional() }),
    answer: z.object({ replayed: z.number() }),
    status: 202,
    run: async ({ context, actor, params, body }) => ({
      replayed: await context.webhooks.replay(actor, String(params.id), body.deadLetterId),
    }),
  }),
  operation({
    method: 'post',
    path: '/webhooks/:id/remove',
    id: 'removeWebhook',
    tag: 'webhooks',
    summary: { ru: 'Удалить адрес', en: 'Remove an address' },
    answer: done,
    run: async ({ context, actor, params }) => {
      await context.webhooks.remove(actor, String(params.id))
      return DONE
    },
  }),
]
