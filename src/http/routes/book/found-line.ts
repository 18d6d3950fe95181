import type { Request, Response } from 'express'
import { z } from 'zod'
import { idSchema, parseInput } from '../../input.ts'
import { actorOf, type RouteContext } from '../context.ts'
import { type FoundLine, findLine } from './find-line.ts'

/** Line of the address, in the programme that it names. */
export function foundLine(context: RouteContext, req: Request, res: Response): Promise<FoundLine> {
  const { programme } = parseInput(z.object({ programme: idSchema.optional() }), req.query)
  return findLine(context.credits, actorOf(res), {
    learnerId: String(req.params.learnerId),
    entryId: String(req.params.entryId),
    ...(programme && { programmeId: programme }),
  })
}

export const addressOf = ({ book }: FoundLine) => ({
  learnerId: book.person.id,
  programmeId: book.programme.id,
})
