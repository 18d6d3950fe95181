/** Who does something by appointment (полномочие) finds it in the menu: looked up once a minute a person, kept nowhere else. */
import type { RequestHandler, Response } from 'express'
import type { Appointments } from '#credits/appointments/contract'
import { currentOf } from '../session/require-session.ts'

const KEPT_MS = 60_000
const MOST_KEPT = 10_000

export interface DutiesDeps {
  appointments: Pick<Appointments, 'holds'>
  now(): Date
}

/** Stands behind `requireSession`, before pages. Whoever is a curator by their course has the same menu already. */
export function findDuties({ appointments, now }: DutiesDeps): RequestHandler {
  const known = new Map<string, { holds: boolean; until: number }>()
  return async (_req, res, next) => {
    const { actor } = currentOf(res)
    if (actor.roles.includes('curator')) return next()
    const kept = known.get(actor.personId)
    if (kept && kept.until > now().getTime()) {
      res.locals.hasDuties = kept.holds
      return next()
    }
    const holds = await appointments.holds(actor)
    if (known.size >= MOST_KEPT) known.clear()
    known.set(actor.personId, { holds, until: now().getTime() + KEPT_MS })
    res.locals.hasDuties = holds
    next()
  }
}

export const hasDuties = (res: Response): boolean => res.locals.hasDuties === true
