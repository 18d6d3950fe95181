import type { Request, Response } from 'express'
import { z } from 'zod'
import { idsSchema, parseInput } from '../../input.ts'
import { MOST_LEFT_OUT } from '../../pages/queue/props.ts'
import { currentOf } from '../../session/require-session.ts'
import type { RouteContext } from '../context.ts'

/** Of a page of the queue: what could be ticked, and what is. */
const ticks = z.object({ entry: idsSchema, shown: idsSchema })

/** Keeps what was unticked on this page beside what was on others. @returns all of it */
export async function keepLeftOut(
  { sessions }: Pick<RouteContext, 'sessions'>,
  req: Request,
  res: Response,
): Promise<string[]> {
  const { tokenHash, leftOut: before = [] } = currentOf(res).session
  const { entry, shown } = parseInput(ticks, req.body)
  const here = new Set(shown)
  const ticked = new Set(entry)
  const leftOut = [...before.filter(id => !here.has(id)), ...shown.filter(id => !ticked.has(id))]
  const isSame = leftOut.length === before.length && leftOut.every(id => before.includes(id))
  if (!isSame) await sessions.change(tokenHash, { leftOut: leftOut.slice(-MOST_LEFT_OUT) })
  return leftOut
}
