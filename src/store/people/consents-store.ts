/** Consents: a history a person and purpose that only grows. */
import type { Connection } from 'mongoose'
import { ConflictError } from '#domain/errors'
import { groupBy } from '#domain/group-by'
import { fromStored, isWritten } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { ConsentStep, ConsentStore } from '../ports/consents.ts'
import { among } from '../query.ts'

const MOST_ROUNDS = 20

export function createConsentsStore(connection: Connection): ConsentStore {
  const consents = modelOf(connection, 'Consent')

  async function last({
    personId,
    purpose,
  }: Pick<ConsentStep, 'personId' | 'purpose'>): Promise<ConsentStep | null> {
    const [doc] = await consents.find({ personId, purpose }).sort({ seq: -1 }).limit(1).lean()
    return doc ? fromStored<ConsentStep>(doc) : null
  }

  async function ofPeople(personIds: readonly string[]): Promise<Map<string, ConsentStep[]>> {
    if (personIds.length === 0) return new Map()
    const docs = await consents
      .find({ personId: among(personIds) })
      .sort({ personId: 1, purpose: 1, seq: 1 })
      .lean()
    const steps = docs.map(doc => fromStored<ConsentStep>(doc))
    steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq))
    return groupBy(steps, step => step.personId)
  }

  return {
    async add(step) {
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const before = await last(step)
        if (before && before.given === step.given && before.version === step.version) return before
        const seq = (before?.seq ?? 0) + 1
        const id = `${step.personId}|${step.purpose}|${seq}`
        if (await isWritten(() => consents.create({ _id: id, seq, ...step }))) return { id, seq, ...step }
      }
      throw new ConflictError('a consent that everybody changes')
    },
    ofPerson: async personId => (await ofPeople([personId])).get(personId) ?? [],
    ofPeople,
    async given(personIds, purpose) {
      if (personIds.length === 0) return new Set()
      const docs = await consents
        .find({ personId: among(personIds), purpose })
        .sort({ personId: 1, purpose: 1, seq: 1 })
        .lean()
      const latest = new Map(docs.map(doc => [doc.personId, doc.given]))
      return new Set([...latest].flatMap(([personId, given]) => (given ? [personId] : [])))
    },
  }
}
