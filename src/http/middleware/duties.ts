/** Who does something by appointment (полномочие) finds it in the menu: looked up once a minute a person, kept nowhere else. */
import type { RequestHandler, Response } from 'express'
import type { Appointments } from '#credits/appointments/contract'
import type { Approver } from '#domain/regulations/data'
import { currentOf } from '../session/require-session.ts'
import { keptEach } from './kept.ts'

export interface DutiesDeps {
  appointments: Pick<Appointments, 'roles'>
  now(): Date
}

/** Stands behind `requireSession`, before pages. */
export function findDuties({ appointments, now }: DutiesDeps): RequestHandler {
  const known = keptEach<readonly Approver[]>(now)
  return async (_req, res, next) => {
    const { actor } = currentOf(res)
    res.locals.duties = await known.of(actor.personId, () => appointments.roles(actor))
    next()
  }
}

/** Roles that the actor holds by appointment. */
export const dutiesOf = (res: Response): readonly Approver[] => res.locals.duties ?? []
