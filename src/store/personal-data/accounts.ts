/**
 * A person's accounts at sources: those that are named with the person, those that a launch shares with its LMS, and those
 * that the source reports under the person's СНИЛС or personal number, as a pull joins them.
 */
import type { Connection } from 'mongoose'
import { searchKey } from '#domain/names/search-key'
import { isSnils } from '#domain/snils'
import { modelOf } from '../models.ts'
import { sourceKey } from '../ports/people.ts'
import type { DataSubject } from '../ports/personal-data.ts'
import { among } from '../query.ts'
import type { PersonDoc } from '../schemas/person.schema.ts'

/** At a source. */
export type SourceAccount = { connectionId: string; userId: string }

/** At an LMS. */
export type LtiAccount = { issuer: string; sub: string }

/** `lti|<issuer>|<sub>`: an issuer holds no bar. */
export function launchAccountOf(identity: string): LtiAccount[] {
  const [kind, issuer, ...sub] = identity.split('|')
  return kind === 'lti' && issuer ? [{ issuer, sub: sub.join('|') }] : []
}

function sourceAccountOf(identity: string): SourceAccount[] {
  const [kind, connectionId, ...userId] = identity.split('|')
  return kind === 'source' && connectionId ? [{ connectionId, userId: userId.join('|') }] : []
}

/** @param completions by which the person's entries were made */
export async function sourceAccountsOf(
  connection: Connection,
  { personId, identities }: DataSubject,
  completions: readonly Record<string, unknown>[],
): Promise<SourceAccount[]> {
  const [shared, met] = await Promise.all([
    sharedWithLaunches(connection, identities),
    metByNumber(connection, personId, completions),
  ])
  const named = identities.flatMap(sourceAccountOf)
  return [...named, ...(await notOfOthers(connection, personId, [...shared, ...met]))]
}

/** A connection that names its platform has the user ids of its launches. */
async function sharedWithLaunches(connection: Connection, identities: readonly string[]) {
  const launches = identities.flatMap(launchAccountOf)
  const issuers = launches.map(({ issuer }) => issuer)
  const sources = await modelOf(connection, 'Connection')
    .find({ platformIssuer: among(issuers) })
    .lean()
  return sources.flatMap(({ _id, platformIssuer }) =>
    launches
      .filter(({ issuer }) => issuer === platformIssuer)
      .map(({ sub }) => ({ connectionId: String(_id), userId: sub })),
  )
}

/** Of what waits and of what became the person's entries. */
async function metByNumber(
  connection: Connection,
  personId: string,
  completions: readonly Record<string, unknown>[],
): Promise<SourceAccount[]> {
  const person = await modelOf(connection, 'Person').findById(personId).lean()
  const numbers = [person?.snils, person?.personalNumber].filter(each => each !== undefined)
  if (!person || numbers.length === 0) return []
  const waiting = { record: { $regex: numbers.map(asWritten).join('|') } }
  const made = completions.length > 0 ? { $or: [...completions] } : null
  const said = await Promise.all([
    modelOf(connection, 'Quarantined').collection.find(waiting).toArray(),
    made && modelOf(connection, 'Completion').collection.find(made).toArray(),
  ])
  return said
    .flatMap(found => found ?? [])
    .flatMap(({ connectionId, record }) => {
      const { person: met } = JSON.parse(String(record)) as { person?: SaidPerson }
      return met && isSame(met, person) ? [{ connectionId: String(connectionId), userId: met.userId }] : []
    })
}

interface SaidPerson {
  userId: string
  familyName?: string
  idNumber?: string
  snils?: string
}

/** Inside the text of a record, also with the dashes and spaces of a СНИЛС. */
const asWritten = (number: string): string =>
  [...JSON.stringify(number).slice(1, -1)]
    .map(sign => sign.replace(/[.*+?^${}()|[\]\\/]/, '\\$&'))
    .join('[- ]?')

/** As a pull joins: by the СНИЛС, or by a personal number where the family name does not say somebody else. */
function isSame(met: SaidPerson, { snils, personalNumber, familyKey }: PersonDoc): boolean {
  const isSnilsOf = (text?: string) =>
    text !== undefined && isSnils(text) && text.replace(/\D/g, '') === snils
  if (isSnilsOf(met.snils) || isSnilsOf(met.idNumber)) return true
  const isNamedElse = met.familyName !== undefined && searchKey(met.familyName) !== familyKey
  return personalNumber !== undefined && met.idNumber?.trim() === personalNumber && !isNamedElse
}

/** An account that another person launches or was given is theirs, whatever number it bears. */
async function notOfOthers(
  connection: Connection,
  personId: string,
  accounts: readonly SourceAccount[],
): Promise<SourceAccount[]> {
  const keyOf = ({ connectionId, userId }: SourceAccount) => sourceKey(connectionId, userId)
  const byKey = new Map(accounts.map(account => [keyOf(account), account]))
  if (byKey.size === 0) return []
  const others = await modelOf(connection, 'Person')
    .find({ 'identities.key': among([...byKey.keys()]) })
    .lean()
  for (const { identities } of others.filter(({ _id }) => _id !== personId))
    for (const { key } of identities) byKey.delete(key)
  return [...byKey.values()]
}
