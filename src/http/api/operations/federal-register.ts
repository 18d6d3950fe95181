import { z } from 'zod'
import type { Lacking } from '#credits/register/contract'
import { definedOnly } from '#domain/defined'
import { findingText } from '#domain/federal/words'
import { dateSchema } from '../../input.ts'
import { FILE_TYPES } from '../../send-file.ts'
import type { View } from '../../view.ts'
import { type Operation, operation } from '../operation.ts'

const lackingShape = z.object({
  learnerId: z.string(),
  programmeId: z.string(),
  certificateId: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  findings: z.array(z.object({ column: z.string(), field: z.string(), fault: z.string(), text: z.string() })),
})

/** The linter and the file of the federal register (ФИС ФРДО). */
export const federalRegister: Operation[] = [
  operation({
    method: 'get',
    path: '/federal-register/check',
    id: 'checkFederalRegister',
    scope: 'register:export',
    tag: 'register',
    summary: { ru: 'Чьих данных не хватает реестру', en: 'Whose data the federal register lacks' },
    query: z.strictObject({ from: dateSchema.optional(), to: dateSchema.optional() }),
    answer: z.object({
      documents: z.object({ checked: z.number().int(), lacking: z.array(lackingShape) }),
      learners: z.object({ checked: z.number().int(), lacking: z.array(lackingShape) }),
    }),
    run: async ({ context, actor, query, view }) => {
      const { documents, learners } = await context.federal.check(actor, definedOnly(query))
      const part = ({ checked, lacking }: typeof documents) => ({
        checked,
        lacking: lacking.map(one => presentLacking(one, view)),
      })
      return { documents: part(documents), learners: part(learners) }
    },
  }),
  operation({
    method: 'post',
    path: '/federal-register/export',
    id: 'exportFederalRegister',
    scope: 'register:export',
    tag: 'register',
    summary: {
      ru: 'Файл XLSX для реестра; документы получают отметку',
      en: 'The XLSX file; its documents are marked',
    },
    body: z.strictObject({ from: dateSchema, to: dateSchema, again: z.boolean().optional() }),
    answer: z.string(),
    mediaType: FILE_TYPES.xlsx,
    run: async ({ context, actor, body, res }) => {
      const { file, rows, leftOut } = await context.federal.exportFile(actor, definedOnly(body))
      res.setHeader('X-Rows', String(rows)).setHeader('X-Left-Out', String(leftOut.length))
      res.type(FILE_TYPES.xlsx).send(Buffer.from(file))
    },
  }),
]

/** No name: who may read it has the id. */
function presentLacking(
  { learnerId, programmeId, certificateId, registrationNumber, findings }: Lacking,
  { lang }: View,
) {
  return {
    ...{ learnerId, programmeId, certificateId, registrationNumber },
    findings: findings.map(finding => ({
      ...{ column: finding.column, field: finding.field, fault: finding.fault },
      text: findingText(finding, lang),
    })),
  }
}
