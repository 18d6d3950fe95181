/** Accounts whose records wait for a person to say whose they are, gathered from the quarantine when somebody asks. */
import type { SourceRecord } from '#connectors/record'
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import type { Connection } from '#store/ports/connections'
import { idFrom } from '../hash.ts'
import type { MatchingDeps, Stranger, StrangerPlace } from './contract.ts'
import { decidedMeanwhile } from './met.ts'
import { connectionsOf, visibleRecords } from './rights.ts'
import { waitingRecords } from './waiting.ts'

const REASONS = ['unknown-learner', 'ambiguous-learner'] as const

/** Records looked at for one list; beyond it the list says that there are more. */
const RECORDS_AT_MOST = 20_000
const TITLES_AT_MOST = 5

export interface Account {
  id: string
  connection: Connection
  userId: string
  reason: Stranger['reason']
  /** The first record that was met. */
  record: SourceRecord
  keys: string[]
  titles: string[]
}

export const strangerId = (connectionId: string, userId: string): string =>
  idFrom('stranger', connectionId, userId)

/**
 * Those that the actor may meet, without those that were set aside. `isComplete`: all records were looked at.
 *
 * @param atMost records
 */
export async function waitingAccounts(
  deps: MatchingDeps,
  actor: Actor,
  atMost = RECORDS_AT_MOST,
): Promise<{ accounts: Account[]; isComplete: boolean }> {
  const [connections, isVisible] = await Promise.all([
    connectionsOf(deps, actor),
    visibleRecords(deps, actor),
  ])
  const accounts: Account[] = []
  let left = atMost
  for (const connection of connections) {
    const aside = await deps.stores.decisions.setAside(connection.id)
    const found = new Map<string, Account>()
    for (const reason of REASONS) {
      for await (const record of waitingRecords(deps, connection.id, reason)) {
        if (left-- <= 0) return { accounts: [...accounts, ...found.values()], isComplete: false }
        if (!aside.has(record.person.userId)) take(found, { connection, reason, record, isVisible })
      }
    }
    accounts.push(...found.values())
  }
  return { accounts, isComplete: true }
}

interface Met {
  connection: Connection
  reason: Stranger['reason']
  record: SourceRecord
  isVisible(connectionId: string, record: SourceRecord): boolean
}

function take(found: Map<string, Account>, { connection, reason, record, isVisible }: Met): void {
  if (!isVisible(connection.id, record)) return
  const { userId } = record.person
  const account = found.get(userId) ?? {
    id: strangerId(connection.id, userId),
    ...{ connection, userId, reason, record, keys: [], titles: [] },
  }
  account.keys.push(record.key)
  const { title } = record.item
  if (account.titles.length < TITLES_AT_MOST && !account.titles.includes(title)) account.titles.push(title)
  found.set(userId, account)
}

/** @throws {ConflictError} if somebody decided on it @throws {NotFoundError} if no record of it waits, or none that the actor may meet */
export async function demandAccount(
  deps: MatchingDeps,
  actor: Actor,
  { connectionId, id }: StrangerPlace,
): Promise<Account> {
  const connection = (await connectionsOf(deps, actor)).find(each => each.id === connectionId)
  if (!connection) throw new NotFoundError('no such connection')
  const isVisible = await visibleRecords(deps, actor)
  const found = new Map<string, Account>()
  for (const reason of REASONS)
    for await (const record of waitingRecords(deps, connectionId, reason))
      if (strangerId(connectionId, record.person.userId) === id)
        take(found, { connection, reason, record, isVisible })
  const [account] = found.values()
  if (account) return account
  const decided = await decidedMeanwhile(
    deps,
    connectionId,
    userId => strangerId(connectionId, userId) === id,
  )
  throw decided ?? new NotFoundError('no record of this account waits')
}
