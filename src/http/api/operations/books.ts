import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import * as shape from '../schemas.ts'

export const books: Operation[] = [
  operation({
    method: 'get',
    path: '/books/me',
    id: 'readOwnBook',
    tag: 'books',
    summary: { ru: 'Своя книжка', en: 'One’s own book' },
    query: z.strictObject({ programme: idSchema.optional() }),
    answer: shape.booksShape,
    run: async ({ context, actor, query, view }) =>
      present.presentBooks(
        await context.credits.readBooks(actor, definedOnly({ programmeId: query.programme })),
        view,
      ),
  }),
  operation({
    method: 'get',
    path: '/books/:learnerId',
    id: 'readBook',
    scope: 'books:read',
    tag: 'books',
    summary: { ru: 'Книжка слушателя', en: 'A learner’s book' },
    query: z.strictObject({ programme: idSchema.optional() }),
    answer: shape.booksShape,
    run: async ({ context, actor, params, query, view }) => {
      const q = definedOnly({ learnerId: params.learnerId, programmeId: query.programme })
      return present.presentBooks(await context.credits.readBooks(actor, q), view)
    },
  }),
]
