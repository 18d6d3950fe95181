/** Papers that prove an entry, and their scans. */
import { z } from 'zod'
import { idSchema } from '../../input.ts'
import { sendScanFile } from '../../scan-upload.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import { entryShape } from '../schemas.ts'
import { book, claim, claimOf, key, ofBook, pick, programme, refOf, scanId, scanOf } from './keeping-input.ts'

const scanShape = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})

export const proofs: Operation[] = [
  operation({
    method: 'post',
    path: `${book}/scans`,
    id: 'keepScan',
    tag: 'entries',
    summary: {
      ru: 'Скан для подтверждения или записи: хранится сутки, пока его не назовут в scanId',
      en: 'A scan for a proof or a record: kept for a day, until it is named in scanId',
    },
    query: programme,
    takes: 'scan',
    answer: scanShape,
    status: 201,
    run: async ({ context, actor, params, query, res }) => {
      const ref = await refOf(context, actor, params, query.programme)
      return pick(scanShape, await context.keeping.proofs.keepScan(actor, ref, scanOf(res)))
    },
  }),
  operation({
    method: 'post',
    path: `${book}/proofs`,
    id: 'sendProof',
    tag: 'entries',
    summary: {
      ru: 'Подтверждение на бумаге: запись, которая ждёт подтверждения',
      en: 'A paper proof: an entry that awaits confirmation',
    },
    body: claim.extend({
      programmeId: idSchema,
      key,
      scanId,
      despite: z.boolean().optional().meta({ description: 'send although something is in doubt' }),
    }),
    answer: entryShape,
    status: 201,
    run: async ({ context, actor, params, body: { programmeId, key, scanId: scan, despite, ...typed } }) => {
      const input = {
        ...ofBook(params, programmeId),
        ...{ key, claim: claimOf(typed), despite: despite ?? false },
        ...(scan !== undefined && { scanId: scan }),
      }
      return present.presentEntry(await context.keeping.proofs.send(actor, input))
    },
  }),
  operation({
    method: 'get',
    path: '/entries/:entryId/scan',
    id: 'readScan',
    tag: 'entries',
    summary: { ru: 'Скан подтверждающего документа', en: 'The scan of a supporting document' },
    answer: z.string(),
    mediaType: 'application/octet-stream',
    run: async ({ context, actor, params, res }) => {
      const { scan, bytes } = await context.keeping.proofs.readScan(actor, {
        entryId: String(params.entryId),
      })
      sendScanFile(res, { scan: { ...scan, type: 'application/octet-stream' }, bytes })
    },
  }),
]
