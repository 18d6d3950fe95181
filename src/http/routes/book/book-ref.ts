/** Which book an address means: `/book…` is one's own, `/learners/:learnerId…` that of a learner. */
import type { Request, Response } from 'express'
import { z } from 'zod'
import type { BookRef } from '#credits/proofs/contract'
import { NotFoundError } from '#domain/errors'
import { idSchema, parseInput } from '../../input.ts'
import type { BookAddress } from '../../ui/book/book-link.ts'
import { actorOf, type RouteContext } from '../context.ts'
import { learnerOf } from './book.ts'

const query = z.object({ programme: idSchema.optional() })

/** Without a programme in the address, the book that opens first. @throws {NotFoundError} if there is none */
export async function bookOf(context: RouteContext, req: Request, res: Response): Promise<BookRef> {
  const { programme } = parseInput(query, req.query)
  const learnerId = learnerOf(req)
  const who = learnerId === null ? {} : { learnerId }
  if (programme) return { ...who, programmeId: programme }
  const { book } = await context.credits.readBooks(actorOf(res), who)
  if (!book) throw new NotFoundError('no enrolment')
  return { ...who, programmeId: book.programme.id }
}

export const addressOf = ({ learnerId, programmeId }: BookRef): BookAddress => ({
  learnerId: learnerId ?? null,
  programmeId,
})
