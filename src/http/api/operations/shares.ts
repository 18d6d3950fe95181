/** Who else sees a book, and its duplicate after a loss. */
import { z } from 'zod'
import { dateSchema, idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import { book, ofBook, pick, programme, refOf, step, text } from './keeping-input.ts'
import { reason } from './shared.ts'

const duplicateShape = z.object({
  number: z.number().int(),
  on: z.string(),
  unproved: z.array(z.number().int()),
  ...step,
})
const shareShape = z.object({
  id: z.string(),
  recipient: z.string(),
  until: z.string(),
  state: z.enum(['valid', 'over', 'revoked']),
  lastUsedAt: z.string().optional(),
  uses: z.number().int(),
})

/** To whom the regulation says that the book is shown on request. */
const onRequestShape = z
  .object({ bodies: z.array(z.object({ ru: z.string(), en: z.string() })).readonly(), clause: z.string() })
  .nullable()

export const shares: Operation[] = [
  operation({
    method: 'get',
    path: `${book}/shares`,
    id: 'listShares',
    tag: 'books',
    summary: { ru: 'Ссылки на книжку', en: 'Links to a book' },
    query: programme,
    answer: z.object({ onRequest: onRequestShape, shares: z.array(shareShape) }),
    run: async ({ context, actor, params, query }) => {
      const ref = await refOf(context, actor, params, query.programme)
      const { shares, onRequest } = await context.keeping.shares.list(actor, ref)
      return { onRequest, shares: shares.map(each => pick(shareShape, each)) }
    },
  }),
  operation({
    method: 'post',
    path: `${book}/shares`,
    id: 'shareBook',
    tag: 'books',
    summary: {
      ru: 'Дать посмотреть книжку по ссылке до срока',
      en: 'Let somebody see a book by a link for a term',
    },
    body: z.strictObject({ programmeId: idSchema, recipient: text(200).min(1), until: dateSchema }),
    answer: shareShape.extend({ url: z.string() }),
    status: 201,
    run: async ({ context, actor, params, body: { programmeId, ...rest } }) => {
      const input = { ...ofBook(params, programmeId), ...rest }
      const { share, code } = await context.keeping.shares.create(actor, input)
      return { ...pick(shareShape, share), url: `${context.config.publicUrl}/share/${code}` }
    },
  }),
  operation({
    method: 'post',
    path: '/shares/:shareId/revoke',
    id: 'revokeShare',
    tag: 'books',
    summary: { ru: 'Отозвать ссылку', en: 'Revoke a link' },
    answer: shareShape,
    run: async ({ context, actor, params }) =>
      pick(shareShape, await context.keeping.shares.revoke(actor, { id: String(params.shareId) })),
  }),
  operation({
    method: 'post',
    path: `${book}/duplicates`,
    id: 'duplicateBook',
    tag: 'books',
    summary: { ru: 'Выдать дубликат утраченной книжки', en: 'Issue a duplicate of a lost book' },
    body: z.strictObject({ programmeId: idSchema, reason, after: z.number().int().min(0) }),
    answer: duplicateShape,
    status: 201,
    run: async ({ context, actor, params, body: { programmeId, ...rest } }) =>
      pick(
        duplicateShape,
        await context.keeping.duplicates.issue(actor, { ...ofBook(params, programmeId), ...rest }),
      ),
  }),
]
