/** Who does something by appointment (полномочие) finds it in the menu: looked up once a minute a person, kept nowhere else. */
import type { RequestHandler, Response } from 'express'
import type { Appointments } from '#credits/appointments/contract'
import type { Approver } from '#domain/regulations/data'
import { currentOf } from '../session/require-session.ts'

const KEPT_MS = 60_000
const MOST_KEPT = 10_000

export interface DutiesDeps {
  appointments: Pick<Appointments, 'roles'>
  now(): Date
}

/** Stands behind `requireSession`, before pages. */
export function findDuties({ appointments, now }: DutiesDeps): RequestHandler {
  const known = new Map<string, { roles: readonly Approver[]; until: number }>()
  return async (_req, res, next) => {
    const { actor } = currentOf(res)
    const kept = known.get(actor.personId)
    if (kept && kept.until > now().getTime()) {
      res.locals.duties = kept.roles
      return next()
    }
    const roles = await appointments.roles(actor)
    if (known.size >= MOST_KEPT) known.clear()
    known.set(actor.personId, { roles, until: now().getTime() + KEPT_MS })
    res.locals.duties = roles
    next()
  }
}

/** Roles that the actor holds by appointment. */
export const dutiesOf = (res: Response): readonly Approver[] => res.locals.duties ?? []
