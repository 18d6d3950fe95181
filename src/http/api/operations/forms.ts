import { z } from 'zod'
import type { PrintedForm } from '#domain/certificates/printed-form'
import { idSchema } from '../../input.ts'
import { fileOf } from '../../routes/papers/forms.ts'
import { FILE_TYPES, type FileType, sendFile } from '../../send-file.ts'
import { type Call, type Operation, operation } from '../operation.ts'

const ofBook = z.strictObject({ programme: idSchema.optional() })
const ofRoute = z.strictObject({ revision: z.coerce.number().int().min(1).optional() })

const NAMES = { pdf: 'Pdf', xlsx: 'Xlsx' } as const
const CALLED = { pdf: 'PDF', xlsx: 'XLSX' } as const

async function answer(
  { context, res }: Pick<Call<unknown, unknown>, 'context' | 'res'>,
  type: FileType,
  form: PrintedForm,
): Promise<void> {
  sendFile(res, form.file, type, await fileOf(context, type, form))
}

const bookForm = (type: FileType): Operation =>
  operation({
    method: 'get',
    path: `/books/:learnerId/form.${type}`,
    id: `readBook${NAMES[type]}`,
    tag: 'books',
    summary: {
      ru: `Книжка по форме положения, ${CALLED[type]}`,
      en: `The book in the form of its regulation, ${CALLED[type]}`,
    },
    query: ofBook,
    answer: z.string(),
    mediaType: FILE_TYPES[type],
    run: async call => {
      const { programme } = call.query
      const q = { ...(programme && { programmeId: programme }) }
      const learnerId = String(call.params.learnerId)
      await answer(call, type, await call.context.forms.book(call.actor, { ...q, learnerId }))
    },
  })

const routeForm = (type: FileType): Operation =>
  operation({
    method: 'get',
    path: `/routes/:routeId/form.${type}`,
    id: `readRoute${NAMES[type]}`,
    tag: 'books',
    summary: {
      ru: `Маршрут по форме положения, ${CALLED[type]}`,
      en: `The route in the form of its regulation, ${CALLED[type]}`,
    },
    query: ofRoute,
    answer: z.string(),
    mediaType: FILE_TYPES[type],
    run: async call => {
      const { revision } = call.query
      const q = { routeId: String(call.params.routeId), ...(revision && { revision }) }
      await answer(call, type, await call.context.forms.route(call.actor, q))
    },
  })

const interviewForm = (type: FileType): Operation =>
  operation({
    method: 'get',
    path: `/books/:learnerId/interview.${type}`,
    id: `readInterview${NAMES[type]}`,
    tag: 'books',
    summary: {
      ru: `Собеседование по форме положения с записанными ответами, ${CALLED[type]}`,
      en: `The interview in the form of its regulation with what was answered, ${CALLED[type]}`,
    },
    query: z.strictObject({ programme: idSchema }),
    answer: z.string(),
    mediaType: FILE_TYPES[type],
    run: async call => {
      const book = { learnerId: String(call.params.learnerId), programmeId: call.query.programme }
      await answer(call, type, await call.context.forms.interview(call.actor, book))
    },
  })

export const forms: Operation[] = [bookForm, routeForm, interviewForm].flatMap(form => [
  form('pdf'),
  form('xlsx'),
])
