import type { Actor } from '#domain/access/actor'
import { demandOperator } from '#domain/access/rights'
import { ForbiddenError, InvalidInputError, NotFoundError } from '#domain/errors'
import { groupBy } from '#domain/group-by'
import { fullName } from '#domain/names/full-name'
import type { Stores } from '#store/ports/index'
import { type Person, snilsKey } from '#store/ports/people'
import type { DataSubject, HeldData } from '#store/ports/personal-data'
import { actAs, reachableOf } from '../access.ts'
import type { PersonalData } from './contract.ts'

export interface PersonalDataDeps {
  stores: Stores
  now(): Date
}

const LONGEST_REASON = 500
const ERASURES = 100

export function createPersonalData(deps: PersonalDataDeps): PersonalData {
  const { stores, now } = deps
  return {
    async read(actor, personId = actor.personId) {
      const person = await stores.people.byId(personId)
      if (personId !== actor.personId) await demandReach(deps, actor, person)
      const absorbed = await stores.people.absorbedBy(personId)
      const subjects = [subjectOf(person, personId), ...absorbed.map(each => subjectOf(each, each.id))]
      const [collections, isIssued] = await Promise.all([
        Promise.all(subjects.map(subject => stores.personalData.collect(subject))),
        stores.personalData.isIssuedTo(personId),
      ])
      const name = person ? fullName(person) : actor.name
      return { personId, name, at: now().toISOString(), collections: joined(collections.flat()), isIssued }
    },
    async erase(actor, { personId, reason }) {
      const why = reason.trim()
      if (why === '' || why.length > LONGEST_REASON)
        throw new InvalidInputError('an erasure takes its reason', [
          { path: 'reason', message: `1 to ${LONGEST_REASON} characters` },
        ])
      const earlier = await stores.personalData.erasure(personId)
      const person = await stores.people.byId(personId)
      if (earlier && !person) {
        actAs(actor, 'administrator')
        if (earlier.finishedAt !== undefined) return earlier
      } else await demandReach(deps, actor, person)
      for (const each of await stores.people.absorbedBy(personId))
        await eraseNow(deps, actor, subjectOf(each, each.id), why)
      return eraseNow(deps, actor, subjectOf(person, personId), why)
    },
    async erasures(actor, limit = ERASURES) {
      demandOperator(actor)
      return stores.personalData.erasures(limit)
    },
  }
}

/** What several records of one person hold, each collection once. */
const joined = (held: readonly HeldData[]): HeldData[] =>
  [...groupBy(held, ({ model }) => model)].map(([model, parts]) => ({
    model,
    items: parts.flatMap(({ items }) => items),
    kept: parts.reduce((sum, { kept }) => sum + kept, 0),
  }))

/** The note comes first: whatever ends the process after it, a pull brings nobody back and another try does the rest. */
async function eraseNow(
  { stores, now }: PersonalDataDeps,
  actor: Actor,
  subject: DataSubject,
  reason: string,
) {
  const { personalData, enrolments, outbox } = stores
  const { personId } = subject
  const at = now().toISOString()
  const programmeIds = (await enrolments.byLearner(personId)).map(each => each.programmeId)
  const erasure = await personalData.begin(
    { id: personId, at, by: actor.personId, byName: actor.name, reason },
    await remembered(stores, subject),
  )
  const event = { id: `person.erased|${personId}`, type: 'person.erased', at, data: { programmeIds } }
  await outbox.append(personId, [event])
  const done = { ...(await personalData.erase(subject)), finishedAt: now().toISOString() }
  await personalData.finish(personId, done)
  // whoever hears of events is woken by a look at these books
  await outbox.touch(
    programmeIds.map(programmeId => ({ learnerId: personId, programmeId })),
    now(),
  )
  return { ...erasure, ...done }
}

/** By what a pull would know the person again; a СНИЛС is guessed from its hash in no time, and no pull asks for it. */
async function remembered({ personalData }: Stores, subject: DataSubject): Promise<string[]> {
  const accounts = subject.identities.filter(key => !key.startsWith(snilsKey('')))
  return [...new Set([...accounts, ...(await personalData.accounts(subject))])]
}

/**
 * An administrator of all that the person learns; of one who learns nothing, whoever sees everything.
 *
 * @throws {NotFoundError} for nobody, or nobody whom the actor reaches
 * @throws {ForbiddenError} without the role, or if another organisation teaches the person too
 */
async function demandReach({ stores }: PersonalDataDeps, actor: Actor, person: Person | null): Promise<void> {
  const acting = actAs(actor, 'administrator')
  if (!person) throw new NotFoundError('no such person')
  if (acting.scope === 'all') return
  const ids = new Set((await stores.enrolments.byLearner(person.id)).map(each => each.programmeId))
  const reached = await reachableOf(stores, acting, [...ids])
  if (reached.size === 0) throw new NotFoundError('no such person')
  if (reached.size < ids.size)
    throw new ForbiddenError('another organisation teaches the person too', { roles: 'administrator' })
}

const subjectOf = (person: Person | null, personId: string): DataSubject => ({
  personId,
  identities: person?.identities?.map(({ key }) => key) ?? [],
})
