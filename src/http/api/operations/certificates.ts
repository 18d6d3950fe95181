import { z } from 'zod'
import { parseVerificationCode } from '#domain/certificates/certificate-number'
import { definedOnly } from '#domain/defined'
import { NotFoundError } from '#domain/errors'
import { dateSchema, idSchema } from '../../input.ts'
import type { RouteContext } from '../../routes/context.ts'
import { sendPdf } from '../../routes/issue/issue.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import * as shape from '../schemas.ts'
import { limit, list } from './shared.ts'

/** `order`: приказ о выдаче, of a statement приказ об отчислении; it is kept with the document. */
const issueBody = z.strictObject({
  enrolmentId: idSchema,
  order: z.strictObject({ number: z.string().trim().min(1).max(100), on: dateSchema }).optional(),
})

type Issue = RouteContext['credits']['issueCertificate']

/** A document for an enrolment: named alike, asked alike, answered alike. */
const issuing = (
  named: Pick<Operation, 'path' | 'id' | 'summary'>,
  issue: (context: RouteContext, ...asked: Parameters<Issue>) => ReturnType<Issue>,
): Operation =>
  operation({
    ...named,
    method: 'post',
    scope: 'certificates:issue',
    tag: 'certificates',
    body: issueBody,
    answer: shape.certificateShape,
    status: 201,
    run: async ({ context, actor, body }) =>
      present.presentCertificate(await issue(context, actor, definedOnly(body))),
  })

export const certificates: Operation[] = [
  issuing(
    {
      path: '/certificates',
      id: 'issueCertificate',
      summary: {
        ru: 'Выдать удостоверение; повтор отвечает тем же',
        en: 'Issue a certificate; asked again it answers the same',
      },
    },
    ({ credits }, ...asked) => credits.issueCertificate(...asked),
  ),
  issuing(
    {
      path: '/statements',
      id: 'issueStatement',
      summary: {
        ru: 'Выдать справку об обучении тому, кто выбыл; повтор отвечает тем же',
        en: 'Issue a statement of study to who left; asked again it answers the same',
      },
    },
    ({ statements }, ...asked) => statements.issue(...asked),
  ),
  operation({
    method: 'get',
    path: '/certificates',
    id: 'listCertificates',
    scope: 'register:read',
    tag: 'certificates',
    summary: { ru: 'Выданные документы', en: 'Issued documents' },
    query: z.strictObject({ programme: idSchema.optional(), after: idSchema.optional(), limit }),
    answer: list(shape.certificateShape),
    run: async ({ context, actor, query }) => {
      const q = definedOnly({ programmeId: query.programme, after: query.after, limit: query.limit })
      const { rows, next } = await context.credits.listLearners(actor, q)
      const issued = rows.flatMap(row => (row.certificate?.state === 'issued' ? [row.certificate] : []))
      return { items: issued.map(present.presentCertificate), next }
    },
  }),
  operation({
    method: 'get',
    path: '/certificates/:id/pdf',
    id: 'readCertificatePdf',
    scope: 'register:read',
    tag: 'certificates',
    summary: { ru: 'Удостоверение как PDF', en: 'The certificate as PDF' },
    answer: z.string(),
    mediaType: 'application/pdf',
    run: async ({ context, req, res }) => sendPdf(context, req, res),
  }),
  operation({
    method: 'get',
    path: '/verify/:code',
    id: 'verify',
    tag: 'certificates',
    summary: { ru: 'Проверить документ по коду', en: 'Check a document by its code' },
    answer: shape.verificationShape,
    run: async ({ context, params }) => {
      const found = await context.credits.verify(parseVerificationCode(String(params.code)) ?? '')
      if (!found) throw new NotFoundError('no document with this code')
      return found
    },
  }),
]
