import type { Connection } from 'mongoose'
import { fromStored, isWritten, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { WebhookDelivery, WebhookEndpoint, WebhookStore } from '../ports/webhooks.ts'
import type { WebhookDoc } from '../schemas/webhook.schema.ts'

export function createWebhooksStore(connection: Connection): WebhookStore {
  const endpoints = modelOf(connection, 'Webhook')
  const deliveries = modelOf(connection, 'WebhookDelivery')
  return {
    create: ({ scope, ...endpoint }) =>
      isWritten(() => endpoints.create({ ...toStored(endpoint), ...(scope !== 'all' && { scope }) })),
    async byId(id) {
      const doc = await endpoints.findById(id).lean()
      return doc ? toEndpoint(doc) : null
    },
    all: async () => (await endpoints.find({}).sort({ createdAt: 1, _id: 1 }).lean()).map(toEndpoint),
    async setActive(id, active) {
      await endpoints.updateOne({ _id: id }, { $set: { active } })
    },
    async setSecrets(id, secrets) {
      await endpoints.updateOne({ _id: id }, { $set: { secrets: [...secrets] } })
    },
    async setHealth(id, health) {
      await endpoints.updateOne({ _id: id }, { $set: { health } })
    },
    async remove(id) {
      await endpoints.deleteOne({ _id: id })
      await deliveries.deleteMany({ endpointId: id })
    },
    async note(delivery) {
      await deliveries.create(toStored(delivery))
    },
    async deliveries({ endpointId, limit }) {
      const docs = await deliveries.find({ endpointId }).sort({ at: -1 }).limit(limit).lean()
      return docs.map(doc => fromStored<WebhookDelivery>(doc))
    },
  }
}

function toEndpoint(doc: WebhookDoc): WebhookEndpoint {
  const { scope, ...endpoint } = fromStored<WebhookEndpoint & { scope?: string[] }>(doc)
  return { ...endpoint, scope: scope ?? 'all' }
}
