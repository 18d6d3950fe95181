/** Portable proof: what was issued and confirmed, signed, to be given away. */
import { z } from 'zod'
import type { SignedCredential } from '#credits/credentials/contract'
import type { TokenScope } from '#domain/access/api-scopes'
import { idSchema } from '../../input.ts'
import { writeCredential } from '../../routes/book/documents.ts'
import { type Call, type Operation, operation } from '../operation.ts'

type BookCall = Call<{ programme: string }, unknown>

interface About {
  path: string
  id: string
  tag: string
  scope: TokenScope
  summary: { ru: string; en: string }
  /** The book of one programme. */
  query?: z.ZodObject
  find(call: BookCall): Promise<SignedCredential>
}

const credential = ({ find, ...about }: About): Operation =>
  operation({
    ...about,
    method: 'get',
    answer: z.string(),
    mediaType: 'text/plain',
    run: async call => writeCredential(call.res, await find(call as BookCall)),
  })

export const credentials: Operation[] = [
  credential({
    path: '/certificates/:id/credential',
    id: 'readCertificateCredential',
    tag: 'certificates',
    scope: 'register:read',
    summary: { ru: 'Документ как Open Badges 3.0 (JWT)', en: 'A document as Open Badges 3.0 (JWT)' },
    find: ({ context, actor, params }) => context.ownDocuments.credential(actor, String(params.id)),
  }),
  credential({
    path: '/entries/:entryId/credential',
    id: 'readEntryCredential',
    tag: 'entries',
    scope: 'books:read',
    summary: {
      ru: 'Подтверждённая запись как Open Badges 3.0 (JWT)',
      en: 'A confirmed entry as Open Badges 3.0 (JWT)',
    },
    find: ({ context, actor, params }) => context.ownDocuments.entryCredential(actor, String(params.entryId)),
  }),
  credential({
    path: '/books/:learnerId/credential',
    id: 'readBookCredential',
    tag: 'books',
    scope: 'books:read',
    summary: { ru: 'Книжка как CLR 2.0 (JWT)', en: 'A book as CLR 2.0 (JWT)' },
    query: z.strictObject({ programme: idSchema }),
    find: ({ context, actor, params, query }) =>
      context.ownDocuments.bookCredential(actor, {
        learnerId: String(params.learnerId),
        programmeId: query.programme,
      }),
  }),
]
