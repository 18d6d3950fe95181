/** How much waits behind a section of the curator's menu: counted up to a bound, once a minute or after they did something. */
import type { RequestHandler, Response } from 'express'
import type { Credits, UpTo } from '#credits/contract'
import type { Actor } from '#domain/access/actor'
import type { Matching } from '#sync/matching/contract'
import { currentOf } from '../session/require-session.ts'
import { keptEach } from './kept.ts'

/** By section; nothing waits, or it is not counted: absent. */
export type SectionCounts = Readonly<Partial<Record<'queue' | 'matching', UpTo>>>

export interface CountsDeps {
  credits: Pick<Credits, 'countWaiting'>
  matching: Pick<Matching, 'countStrangers'>
  now(): Date
}

/** Stands behind `requireSession`, before pages. */
export function findCounts({ credits, matching, now }: CountsDeps): RequestHandler {
  const known = keptEach<SectionCounts>(now)
  const count = async (actor: Actor): Promise<SectionCounts> => {
    const [queue, strangers] = await Promise.all([
      credits.countWaiting(actor),
      matching.countStrangers(actor),
    ])
    return { ...(queue && { queue }), matching: strangers }
  }
  return async (req, res, next) => {
    const { actor } = currentOf(res)
    if (!actor.roles.includes('curator')) return next()
    res.locals.counts = await known.of(actor.personId, () => count(actor))
    if (req.method !== 'GET') res.once('finish', () => known.forget(actor.personId))
    next()
  }
}

export const countsOf = (res: Response): SectionCounts => res.locals.counts ?? {}
