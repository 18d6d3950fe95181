import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { idSchema } from '../../input.ts'
import { factsInput } from '../facts-schema.ts'
import { newProgramme } from '../new-programme.ts'
import { type Operation, operation } from '../operation.ts'
import * as present from '../presenters.ts'
import * as programme from '../programme-schemas.ts'
import * as shape from '../schemas.ts'

import { limit, list } from './shared.ts'

export const programmes: Operation[] = [
  operation({
    method: 'get',
    path: '/programmes',
    id: 'listProgrammes',
    scope: 'books:read',
    tag: 'programmes',
    summary: { ru: 'Программы', en: 'Programmes' },
    answer: list(programme.programmeShape),
    run: async ({ context, actor }) => ({
      items: (await context.credits.listProgrammes(actor)).map(present.presentProgramme),
      next: null,
    }),
  }),
  operation({
    method: 'post',
    path: '/programmes',
    id: 'saveProgramme',
    tag: 'programmes',
    summary: { ru: 'Сохранить программу', en: 'Save a programme' },
    body: programme.programmeBody,
    answer: programme.programmeShape,
    status: 201,
    run: async ({ context, actor, body }) =>
      present.presentProgramme(await context.credits.saveProgramme(actor, newProgramme(body))),
  }),
  operation({
    method: 'post',
    path: '/programmes/preview',
    id: 'previewProgramme',
    tag: 'programmes',
    summary: {
      ru: 'Посмотреть, что изменит программа, не сохраняя её',
      en: 'See what a programme would change, without saving it',
    },
    body: programme.programmeBody,
    answer: programme.programmePreviewShape,
    run: async ({ context, actor, body }) =>
      present.presentProgrammePreview(await context.credits.previewProgramme(actor, newProgramme(body))),
  }),
  operation({
    method: 'get',
    path: '/programmes/:programmeId/versions',
    id: 'programmeVersions',
    tag: 'programmes',
    summary: { ru: 'Прежние версии программы, новые первыми', en: 'Former versions, newest first' },
    answer: list(programme.programmeShape),
    run: async ({ context, actor, params }) => {
      const former = await context.credits.programmeVersions(actor, {
        programmeId: String(params.programmeId),
      })
      return { items: former.map(present.presentProgramme), next: null }
    },
  }),
  operation({
    method: 'post',
    path: '/enrolments',
    id: 'enrol',
    tag: 'programmes',
    summary: { ru: 'Зачислить слушателя', en: 'Enrol a learner' },
    body: programme.enrolInput,
    answer: shape.enrolmentShape,
    status: 201,
    run: async ({ context, actor, body }) => {
      const { facts, person, ...rest } = body
      const input = definedOnly({ ...rest, person: definedOnly(person), facts: facts && definedOnly(facts) })
      return present.presentEnrolment(await context.credits.enrol(actor, input))
    },
  }),
  operation({
    method: 'post',
    path: '/enrolments/:enrolmentId/facts',
    id: 'recordFacts',
    tag: 'programmes',
    summary: {
      ru: 'Записать факты: документы, защиту, приказ',
      en: 'Record facts: documents, defence, order',
    },
    body: factsInput,
    answer: shape.enrolmentShape,
    run: async ({ context, actor, params, body }) => {
      const input = { enrolmentId: String(params.enrolmentId), facts: definedOnly(body) }
      return present.presentEnrolment(await context.credits.recordFacts(actor, input))
    },
  }),
  operation({
    method: 'get',
    path: '/learners',
    id: 'listLearners',
    scope: 'books:read',
    tag: 'programmes',
    summary: { ru: 'Слушатели и их итоги', en: 'Learners and their progress' },
    query: z.strictObject({
      programme: idSchema.optional(),
      eligible: z.enum(['true', 'false']).optional(),
      after: idSchema.optional(),
      limit,
    }),
    answer: list(shape.learnerShape),
    run: async ({ context, actor, query, view }) => {
      const eligible = query.eligible === undefined ? undefined : query.eligible === 'true'
      const q = definedOnly({
        programmeId: query.programme,
        eligible,
        after: query.after,
        limit: query.limit,
      })
      const { rows, next } = await context.credits.listLearners(actor, q)
      return { items: rows.map(row => present.presentLearner(row, view)), next }
    },
  }),
]
