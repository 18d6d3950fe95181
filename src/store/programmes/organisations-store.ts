/** Organisations, one document each. */
import type { Connection } from 'mongoose'
import type { Organisation } from '#domain/reports/organisation'
import { fromStored, maybeStored, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { OrganisationStore } from '../ports/organisations.ts'
import { among } from '../query.ts'

export function createOrganisationsStore(connection: Connection): OrganisationStore {
  const organisations = modelOf(connection, 'Organisation')
  return {
    all: async () =>
      (await organisations.find({}).sort({ title: 1 }).lean()).map(doc => fromStored<Organisation>(doc)),
    byId: async id => maybeStored<Organisation>(await organisations.findById(id).lean()),
    byIds: async ids =>
      (await organisations.find({ _id: among(ids) }).lean()).map(doc => fromStored<Organisation>(doc)),
    async save(items) {
      for (const item of items) {
        const { _id, ...rest } = toStored(item)
        await organisations.replaceOne({ _id }, rest, { upsert: true })
      }
    },
    async remove(id) {
      await organisations.deleteOne({ _id: id })
    },
  }
}
