/**
 * A form that leads to another one: its fields wait with the session and the page has an address, so that a reload and the
 * way back show it again. Nothing of them stands in the address.
 */
import type { Response } from 'express'
import type { Session, SessionStore } from '#store/ports/access'
import { currentOf } from './require-session.ts'

type Fields = NonNullable<Session['asked']>['fields']

/** @param path of the page, without the base */
export function keepAsked(
  { sessions }: { sessions: Pick<SessionStore, 'change'> },
  res: Response,
  path: string,
  fields: Fields,
): Promise<void> {
  return sessions.change(currentOf(res).session.tokenHash, { asked: { path, fields } })
}

/** Empty: no form led here. */
export function askedAt(res: Response, path: string): Fields {
  const { asked } = currentOf(res).session
  return asked?.path === path ? asked.fields : {}
}
