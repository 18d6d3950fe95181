/** «Кто это?»: one card an account, with what came and who it may be. */
import type { Actor } from '#domain/access/actor'
import type { Account } from './accounts.ts'
import { demandAccount, waitingAccounts } from './accounts.ts'
import { likelyPeople } from './candidates.ts'
import type { Matching, MatchingDeps, Stranger } from './contract.ts'

const CANDIDATES_ON_A_CARD = 3

export function listStrangers(deps: MatchingDeps): Matching['listStrangers'] {
  return async (actor, { after, limit }) => {
    const { accounts, isComplete } = await waitingAccounts(deps, actor)
    const from = after === undefined ? 0 : accounts.findIndex(({ id }) => id === after) + 1
    const shown = accounts.slice(from, from + limit)
    const last = shown.at(-1)
    const records = accounts.reduce((sum, { keys }) => sum + keys.length, 0)
    return {
      strangers: await Promise.all(
        shown.map(account => strangerOf(deps, actor, account, CANDIDATES_ON_A_CARD)),
      ),
      total: { accounts: accounts.length, records, more: !isComplete },
      next: last && from + limit < accounts.length ? last.id : null,
    }
  }
}

/** Records looked at for a menu: one page of a store. */
const MENU_RECORDS = 500
const MENU_LIMIT = 99

export function countStrangers(deps: MatchingDeps): Matching['countStrangers'] {
  return async actor => {
    const { accounts, isComplete } = await waitingAccounts(deps, actor, MENU_RECORDS)
    const count = Math.min(accounts.length, MENU_LIMIT)
    return { count, more: !isComplete || accounts.length > MENU_LIMIT }
  }
}

export function readStranger(deps: MatchingDeps): Matching['readStranger'] {
  return async (actor, place, family) =>
    strangerOf(deps, actor, await demandAccount(deps, actor, place), Number.POSITIVE_INFINITY, family)
}

async function strangerOf(
  deps: MatchingDeps,
  actor: Actor,
  account: Account,
  atMost: number,
  family?: string,
): Promise<Stranger> {
  const { id, connection, userId, reason, record, titles, keys } = account
  const { familyName, givenName, patronymic, organisation, email, idNumber } = record.person
  const candidates = await likelyPeople(deps, actor, connection, record.person, family)
  return {
    id,
    connection: { id: connection.id, title: connection.title },
    userId,
    reason,
    ...(familyName !== undefined && { familyName }),
    ...(givenName !== undefined && { givenName }),
    ...(patronymic !== undefined && { patronymic }),
    ...(organisation !== undefined && { organisation }),
    ...(email && { maskedEmail: maskEmail(email) }),
    ...(idNumber && { personalNumber: idNumber }),
    titles,
    waiting: keys.length,
    candidates: candidates.slice(0, atMost),
  }
}

/** `ivanov@school.example` → `i•••@school.example` */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '•••' : `${email.slice(0, 1)}•••${email.slice(at)}`
}
