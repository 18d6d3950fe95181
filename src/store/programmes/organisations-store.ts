/** Organisations, one document each. */
import type { Connection } from 'mongoose'
import type { Organisation } from '#domain/reports/organisation'
import { fromStored, maybeStored, replaceStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { OrganisationStore } from '../ports/organisations.ts'
import { absent, among } from '../query.ts'

export function createOrganisationsStore(connection: Connection): OrganisationStore {
  const organisations = modelOf(connection, 'Organisation')
  const asRead = ({ id, version }: Organisation) => ({ _id: id, version: version ?? absent() })
  return {
    all: async () =>
      (await organisations.find({}).sort({ title: 1 }).lean()).map(doc => fromStored<Organisation>(doc)),
    byId: async id => maybeStored<Organisation>(await organisations.findById(id).lean()),
    byIds: async ids =>
      (await organisations.find({ _id: among(ids) }).lean()).map(doc => fromStored<Organisation>(doc)),
    replace: (next, read) => replaceStored(organisations, next, read),
    remove: async read => (await organisations.deleteOne(asRead(read))).deletedCount === 1,
  }
}
