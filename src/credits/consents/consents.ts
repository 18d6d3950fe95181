import type { Actor } from '#domain/access/actor'
import { differencesOf } from '#domain/changes/meanwhile'
import {
  CONSENT_PURPOSES,
  type ConsentPurpose,
  type ConsentText,
  type ConsentTexts,
  consentInForce,
} from '#domain/consent'
import { ConflictError, InvalidInputError, NotFoundError } from '#domain/errors'
import { localDate } from '#domain/time/local-date'
import type { ConsentStep } from '#store/ports/consents'
import type { Stores } from '#store/ports/index'
import { actAs, reachableOf } from '../access.ts'
import type { Consents, ConsentView } from './contract.ts'

export interface ConsentsDeps {
  stores: Pick<Stores, 'consents' | 'people' | 'enrolments' | 'programmes'>
  /** By purpose, each once. */
  texts: readonly ConsentTexts[]
  now(): Date
  /** IANA zone in which a wording begins to hold. */
  timeZone: string
}

const LONGEST_PAPER = 300

export function createConsents(deps: ConsentsDeps): Consents {
  const { stores, now } = deps
  const step = (
    actor: Actor,
    personId: string,
    rest: Pick<ConsentStep, 'purpose' | 'given' | 'way' | 'paper'>,
  ) =>
    stores.consents.add({
      personId,
      ...rest,
      version: wordingOf(deps, rest.purpose).version,
      at: now().toISOString(),
      by: actor.personId,
      byName: actor.name,
    })
  return {
    async read(actor, personId = actor.personId) {
      if (personId !== actor.personId) await reachLearner(deps, actor, personId)
      const [person, steps, operator] = await Promise.all([
        stores.people.byId(personId),
        stores.consents.ofPerson(personId),
        operatorOf(deps, personId),
      ])
      const name = person ? `${person.familyName} ${person.givenName}`.trim() : actor.name
      const consents = CONSENT_PURPOSES.map(purpose => viewOf(deps, purpose, steps, operator))
      return { personId, name, consents, history: [...steps].reverse() }
    },
    async decide(actor, { purpose, given, version }) {
      if (version !== undefined && version !== wordingOf(deps, purpose).version)
        throw await rewordedSince(deps, actor, purpose, version)
      return step(actor, actor.personId, { purpose, given, way: 'self' })
    },
    async recordPaper(actor, { personId, purpose, given, paper }) {
      const acting = actAs(actor, 'curator', 'administrator')
      await reachLearner(deps, acting, personId)
      const where = paper.trim()
      if (where === '' || where.length > LONGEST_PAPER)
        throw new InvalidInputError('the paper takes its number, date or place', [
          { path: 'paper', message: `1 to ${LONGEST_PAPER} characters` },
        ])
      return step(acting, personId, { purpose, given, way: 'paper', paper: where })
    },
  }
}

function viewOf(
  deps: ConsentsDeps,
  purpose: ConsentPurpose,
  steps: readonly ConsentStep[],
  operator: string,
): ConsentView {
  const wording = wordingOf(deps, purpose)
  const last = steps.findLast(each => each.purpose === purpose)
  const given = last?.given ?? false
  const text = { ...wording, text: withOperator(wording.text, operator) }
  return { purpose, given, ...(last && { last }), text, outdated: given && last?.version !== wording.version }
}

const withOperator = ({ ru, en }: ConsentText['text'], operator: string) => ({
  ru: ru.replaceAll('{operator}', operator),
  en: en.replaceAll('{operator}', operator),
})

function wordingOf({ texts, now, timeZone }: ConsentsDeps, purpose: ConsentPurpose): ConsentText {
  const found = texts.find(each => each.purpose === purpose)
  if (!found) throw new NotFoundError('no such consent')
  return consentInForce(found, localDate(now(), timeZone))
}

/** Since somebody opened it another wording has begun to hold: whose it is, since when, and both of them. */
async function rewordedSince(
  deps: ConsentsDeps,
  actor: Actor,
  purpose: ConsentPurpose,
  seen: string,
): Promise<ConflictError> {
  const operator = await operatorOf(deps, actor.personId)
  const now = wordingOf(deps, purpose)
  const then = deps.texts.find(each => each.purpose === purpose)?.versions.find(each => each.version === seen)
  const differences = differencesOf(
    then ? withOperator(then.text, operator) : {},
    withOperator(now.text, operator),
  )
  const meanwhile = { byName: operator, at: now.from, action: 'reworded', differences }
  return new ConflictError('the wording of the consent has changed', { purpose }, { meanwhile })
}

/** Who issues the person's documents; several are named each. */
async function operatorOf({ stores }: ConsentsDeps, personId: string): Promise<string> {
  const enrolments = await stores.enrolments.byLearner(personId)
  const programmes = await stores.programmes.byIds(enrolments.map(each => each.programmeId))
  const names = new Set([...programmes.values()].map(({ issuer }) => `${issuer.name}, ${issuer.city}`))
  return [...names].join('; ') || '—'
}

/** @throws {NotFoundError} unless the person is enrolled in a programme that the actor reaches as staff */
async function reachLearner({ stores }: ConsentsDeps, actor: Actor, personId: string): Promise<void> {
  const enrolments = await stores.enrolments.byLearner(personId)
  const ids = enrolments.map(each => each.programmeId)
  if ((await reachableOf(stores as Stores, actor, ids)).size === 0) throw new NotFoundError('no such person')
}
