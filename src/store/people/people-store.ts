/** People and their identities. */
import type { Connection } from 'mongoose'
import { searchKey } from '#domain/names/search-key'
import { fromStored, isDuplicateKey, maybeStored, setOrUnset, storedById, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { NewPerson, PeopleStore, Person } from '../ports/people.ts'
import { AFTER_ANY_TEXT, among, hasElement, not, within } from '../query.ts'
import type { PersonDoc } from '../schemas/person.schema.ts'

const HIDDEN = ['familyKey']
/** More people than this do not share a fact that is worth anything. */
const FACTS_AT_MOST = 20

export function createPeopleStore(connection: Connection, newId: () => string): PeopleStore {
  const people = modelOf(connection, 'Person')
  const known = rememberKeys()
  const byKey = (key: string) => people.findOne({ 'identities.key': key }).lean()

  /** One upsert; when two do it at once the index refuses one, which then finds the other's. */
  async function upsert(key: string, person: NewPerson, at: string): Promise<PersonDoc | null> {
    const { _id, ...fields } = newPersonDoc(newId(), key, person, at)
    try {
      return await people
        .findOneAndUpdate(
          { identities: hasElement({ key }) },
          { $setOnInsert: { _id, ...fields } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean()
    } catch (error) {
      if (isDuplicateKey(error)) return byKey(key)
      throw error
    }
  }

  /** For each, the record that stands in its place. */
  async function standing(docs: PersonDoc[]): Promise<PersonDoc[]> {
    const ids = [...new Set(docs.flatMap(({ mergedInto }) => mergedInto ?? []))]
    if (ids.length === 0) return docs
    const targets = await people.find({ _id: among(ids) }).lean()
    const stood = await standing(targets)
    const byId = new Map(targets.map(({ _id }, i) => [_id, stood[i]]))
    return docs.map(doc => byId.get(doc.mergedInto ?? '') ?? doc)
  }

  async function absorbedBy(id: string): Promise<Person[]> {
    const docs = await people.find({ mergedInto: id }).lean()
    const further = await Promise.all(docs.map(({ _id }) => absorbedBy(_id)))
    return [...docs.map(doc => fromStored<Person>(doc, HIDDEN)), ...further.flat()]
  }

  async function everyOne(docs: PersonDoc[]): Promise<Person[]> {
    const unique = new Map((await standing(docs)).map(doc => [doc._id, doc]))
    return [...unique.values()].map(doc => fromStored<Person>(doc, HIDDEN))
  }

  return {
    async ensure(key, person, at) {
      const doc = (known.has(key) ? await byKey(key) : null) ?? (await upsert(key, person, at))
      known.add(key)
      const [stands] = await standing([doc as PersonDoc])
      return fromStored<Person>(stands as PersonDoc, HIDDEN)
    },
    byId: async id => maybeStored<Person>(await people.findById(id).lean(), HIDDEN),
    byIds: async ids => storedById<Person>(await people.find({ _id: among(ids) }).lean(), HIDDEN),
    async byIdentities(keys) {
      const docs = await people.find({ 'identities.key': among(keys) }).lean()
      return byIdentity(docs, await standing(docs), new Set(keys))
    },
    async withFacts({ email, snils, personalNumber }) {
      const emails = email ? [...new Set([email, email.toLowerCase()])] : []
      const either = [
        ...(emails.length > 0 ? [{ email: among(emails) }] : []),
        ...(snils ? [{ snils }] : []),
        ...(personalNumber ? [{ personalNumber }] : []),
      ]
      if (either.length === 0) return []
      return everyOne(await people.find({ $or: either }).limit(FACTS_AT_MOST).lean())
    },
    async withNumbers({ snils, personalNumbers }) {
      const either = [
        ...(snils.length > 0 ? [{ snils: among(snils) }] : []),
        ...(personalNumbers.length > 0 ? [{ personalNumber: among(personalNumbers) }] : []),
      ]
      if (either.length === 0) return []
      return everyOne(await people.find({ $or: either }).lean())
    },
    async search(prefix, limit) {
      const from = searchKey(prefix)
      const found = people.find({ familyKey: within(from, from + AFTER_ANY_TEXT) })
      return everyOne(await found.sort({ familyKey: 1, _id: 1 }).limit(limit).lean())
    },
    async setOrganisation(id, organisation) {
      await people.updateOne({ _id: id }, { $set: { organisation } })
    },
    async setPreferences(id, preferences) {
      await people.updateOne({ _id: id }, { $set: preferences })
    },
    async setOpenedProgramme(id, programmeId) {
      await people.updateOne(
        { _id: id, openedProgramme: not(programmeId) },
        { $set: { openedProgramme: programmeId } },
      )
    },
    async redirect(id, into) {
      await people.updateOne({ _id: id }, setOrUnset({ mergedInto: into }))
    },
    absorbedBy,
    async setNumbers(id, { snils, personalNumber }) {
      const given = { ...(snils && { snils }), ...(personalNumber && { personalNumber }) }
      if (Object.keys(given).length > 0) await people.updateOne({ _id: id }, { $set: given })
    },
  }
}

/** Accounts seen lately by this process. */
const REMEMBERED = 20_000

/**
 * Who was here is read, which is cheap; anybody else is upserted: one round trip either way, and a write waits in line
 * only for those whom this process does not know.
 */
function rememberKeys() {
  const keys = new Set<string>()
  return {
    has: (key: string) => keys.has(key),
    add(key: string) {
      if (keys.size >= REMEMBERED) keys.clear()
      keys.add(key)
    },
  }
}

function newPersonDoc(id: string, key: string, person: NewPerson, at: string): PersonDoc {
  return {
    ...toStored({ ...person, id, identities: [{ key, since: at }], createdAt: at }),
    familyKey: searchKey(person.familyName),
  }
}

function byIdentity(
  docs: readonly PersonDoc[],
  standing: readonly PersonDoc[],
  keys: ReadonlySet<string>,
): Map<string, Person> {
  const found = new Map<string, Person>()
  for (const [i, doc] of docs.entries()) {
    const person = fromStored<Person>(standing[i] ?? doc, HIDDEN)
    for (const { key } of doc.identities) if (keys.has(key)) found.set(key, person)
  }
  return found
}
