/** Hand-made webhooks: one address that works, with a dead letter. */

import { NotFoundError } from '#domain/errors'
import type { WebhookDetails, Webhooks } from '#events/webhooks/contract'

export const webhookDetails: WebhookDetails = {
  endpoint: {
    id: 'wh-1',
    title: 'Кадры гимназии',
    url: 'https://staff.example/hook',
    events: ['entry.confirmed', 'certificate.issued'],
    scope: ['https://lms.example|client|1'],
    active: true,
    since: '2026-11-20T00:00:00.000Z',
    health: { failures: 0 },
    createdAt: '2026-11-20T00:00:00.000Z',
    createdBy: 'p-1',
    createdByName: 'Орлова Мария Ильинична',
    rotatingUntil: '2026-11-23T00:00:00.000Z',
  },
  deliveries: [
    {
      id: 'd-2',
      endpointId: 'wh-1',
      messageId: 'msg_2',
      eventId: 'e-2',
      type: 'certificate.issued',
      at: new Date('2026-11-22T02:00:00.000Z'),
      ok: false,
      error: 'webhook_timeout',
      durationMs: 10_003,
    },
    {
      id: 'd-1',
      endpointId: 'wh-1',
      messageId: 'msg_1',
      eventId: 'e-1',
      type: 'entry.confirmed',
      at: new Date('2026-11-22T01:00:00.000Z'),
      ok: true,
      status: 204,
      durationMs: 41,
    },
  ],
  waiting: { count: 3, more: false },
  deadLetters: [
    {
      id: 'webhook|wh-1|e-0',
      subscriber: 'webhook|wh-1',
      stream: 'p-kovaleva',
      eventId: 'e-0',
      type: 'entry.confirmed',
      at: '2026-11-21T01:00:00.000Z',
      attempts: 36,
      code: 'webhook_status',
      replay: false,
    },
  ],
}

export function fakeWebhooks(over: Partial<Webhooks> = {}): Webhooks {
  const { endpoint, deliveries } = webhookDetails
  return {
    list: async () => [endpoint, { ...endpoint, id: 'wh-2', active: false }],
    read: async (_actor, id) => {
      if (id === 'unknown') throw new NotFoundError('no such webhook')
      return webhookDetails
    },
    add: async () => endpoint,
    secret: async () => 'whsec_dGVzdA==',
    rotate: async () => 'whsec_bmV3',
    setActive: async () => {},
    remove: async () => {},
    test: async () => deliveries[1] as (typeof deliveries)[number],
    replay: async () => 1,
    subscribers: async () => [],
    ...over,
  }
}
