import { createHash } from 'node:crypto'
import type { Connection } from 'mongoose'
import { fromStored, isWritten, maybeStored, toStored } from '../documents.ts'
import { MODEL_NAMES, type ModelName, modelOf } from '../models.ts'
import { sourceKey } from '../ports/people.ts'
import type { Erasure, HeldData, PersonalDataStore } from '../ports/personal-data.ts'
import { among } from '../query.ts'
import type { SourceAccount } from './accounts.ts'
import { factsOf, type SubjectFacts } from './facts.ts'
import { PERSONAL_DATA, type Rule } from './rules.ts'

const HIDDEN = ['accounts']
type Personal = Extract<Rule, { holds: 'personal' }>

export function createPersonalDataStore(connection: Connection): PersonalDataStore {
  const erasures = modelOf(connection, 'Erasure')
  // filters are made by the rules alone, never by what came in
  const collectionOf = (model: ModelName) => modelOf(connection, model).collection
  const count = async (model: ModelName, filter: Record<string, unknown> | null): Promise<number> =>
    filter === null ? 0 : collectionOf(model).countDocuments(filter as never)

  async function held(model: ModelName, rule: Personal, facts: SubjectFacts): Promise<HeldData | null> {
    const filter = rule.find(facts)
    if (filter === null) return null
    const docs = await collectionOf(model)
      .find(filter as never)
      .toArray()
    if (docs.length === 0) return null
    const goes = isKeptStripped(rule, facts) ? 0 : await count(model, eraseFilter(rule, facts))
    return { model, items: docs.map(doc => shown(doc, rule, facts)), kept: docs.length - goes }
  }

  async function remove(model: ModelName, rule: Personal, facts: SubjectFacts): Promise<number> {
    const filter = eraseFilter(rule, facts)
    if (filter === null) return 0
    const found = await count(model, filter)
    if (found === 0) return 0
    if (!isKeptStripped(rule, facts)) {
      await collectionOf(model).deleteMany(filter as never)
      return found
    }
    const fields = Object.fromEntries((rule.strip ?? []).map(field => [field, 1]))
    const change = { $unset: fields, ...(rule.overwrite && { $set: rule.overwrite(facts) }) }
    await collectionOf(model).updateMany(filter as never, change as never)
    return 0
  }

  return {
    async collect(subject) {
      const facts = await factsOf(connection, subject)
      const all: HeldData[] = []
      for (const [model, rule] of personalRules()) {
        const data = await held(model, rule, facts)
        if (data) all.push(data)
      }
      return all
    },
    accounts: async subject => (await factsOf(connection, subject)).users.map(keyOf),
    async isIssuedTo(personId) {
      const all = await modelOf(connection, 'Certificate').find({ learnerId: personId }).lean()
      return all.some(({ state }) => state !== 'abandoned')
    },
    async erase(subject) {
      const facts = await factsOf(connection, subject)
      const erased: Record<string, number> = {}
      const kept: Record<string, number> = {}
      for (const [model, rule] of removalOrder()) {
        const removed = await remove(model, rule, facts)
        if (removed > 0) erased[model] = removed
        const left = await count(model, rule.find(facts))
        if (left > 0) kept[model] = left
      }
      return { erased, kept }
    },

    async begin(erasure, identities) {
      await isWritten(() => erasures.create({ ...toStored(erasure), accounts: identities.map(hashOf) }))
      return maybeStored<Erasure>(await erasures.findById(erasure.id).lean(), HIDDEN) ?? erasure
    },
    async finish(id, done) {
      await erasures.updateOne({ _id: id }, { $set: done })
    },
    erasure: async id => maybeStored<Erasure>(await erasures.findById(id).lean(), HIDDEN),
    async erasures(limit) {
      const docs = await erasures.find({}).sort({ at: -1 }).limit(limit).lean()
      return docs.map(doc => fromStored<Erasure>(doc, HIDDEN))
    },
    async erasedAmong(identities) {
      if (identities.length === 0) return new Set()
      const byHash = new Map(identities.map(identity => [hashOf(identity), identity]))
      const docs = await erasures.find({ accounts: among([...byHash.keys()]) }).lean()
      const found = docs.flatMap(doc => (doc.accounts ?? []).flatMap(hash => byHash.get(hash) ?? []))
      return new Set(found)
    },
  }
}

const keyOf = ({ connectionId, userId }: SourceAccount): string => sourceKey(connectionId, userId)

const hashOf = (identity: string): string => createHash('sha256').update(identity).digest('base64url')

function personalRules(): [ModelName, Personal][] {
  return MODEL_NAMES.flatMap(model => {
    const rule = PERSONAL_DATA[model]
    return rule?.holds === 'personal' ? [[model, rule] satisfies [ModelName, Personal]] : []
  })
}

/** What others are found by goes last, so that an interrupted erasure finds the rest when it is asked again. */
const LAST: readonly ModelName[] = ['Scan', 'Entry', 'Enrolment', 'Certificate', 'Person']

function removalOrder(): [ModelName, Personal][] {
  const place = (model: ModelName) => LAST.indexOf(model)
  return personalRules().sort(([a], [b]) => place(a) - place(b))
}

const eraseFilter = (rule: Personal, facts: SubjectFacts) => (rule.erase ?? rule.find)(facts)

const isKeptStripped = (rule: Personal, facts: SubjectFacts): boolean =>
  rule.strip !== undefined && facts.documentIds.length > 0

/** A record of a source stands there as text. */
function shown(
  doc: Record<string, unknown>,
  { hide = [], among: list }: Personal,
  { personId }: SubjectFacts,
): Record<string, unknown> {
  const { record, ...rest } = doc
  const own = (value: unknown) =>
    (value as { learnerId: string }[]).filter(each => each.learnerId === personId)
  const fields = Object.entries(rest).filter(([name]) => !hide.includes(name))
  return {
    ...Object.fromEntries(fields.map(([name, value]) => [name, name === list ? own(value) : value])),
    ...(record !== undefined && { record: typeof record === 'string' ? JSON.parse(record) : record }),
  }
}
