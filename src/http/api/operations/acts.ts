/** Group acts: one event, entries in many books. */
import { z } from 'zod'
import { definedOnly } from '#domain/defined'
import { formatHours, parseHours } from '#domain/hours'
import type { GroupAct } from '#store/ports/acts'
import { hoursText, idSchema } from '../../input.ts'
import { type Operation, operation } from '../operation.ts'
import { claim, claimOf, scanOf, text } from './keeping-input.ts'

const actShape = z.object({
  id: z.string(),
  programmeId: z.string(),
  number: z.string(),
  title: z.string(),
  hours: z.string(),
  date: z.string(),
  document: z.string(),
  participants: z.array(
    z.object({
      learnerId: z.string(),
      name: z.string(),
      absent: z.boolean(),
      hours: z.string(),
      entryId: z.string().optional(),
    }),
  ),
})

const presentAct = ({ id, programmeId, number, title, hours, date, document, participants }: GroupAct) => ({
  id,
  programmeId,
  number,
  title,
  hours: formatHours(hours),
  date,
  document,
  participants: participants.map(each => ({ ...each, hours: formatHours(each.hours) })),
})

export const acts: Operation[] = [
  operation({
    method: 'post',
    path: '/acts',
    id: 'postAct',
    tag: 'entries',
    summary: { ru: 'Групповой акт: записи во многие книжки', en: 'A group act: entries in many books' },
    body: claim.extend({
      programmeId: idSchema,
      number: text(100),
      participants: z
        .array(z.strictObject({ learnerId: idSchema, absent: z.boolean(), hours: hoursText.optional() }))
        .min(1)
        .max(2000),
    }),
    answer: actShape,
    status: 201,
    run: async ({ context, actor, body: { programmeId, number, participants, ...typed } }) => {
      const who = participants.map(({ hours, ...each }) =>
        definedOnly({ ...each, hours: hours === undefined ? undefined : parseHours(hours) }),
      )
      const input = { programmeId, number, claim: claimOf(typed), participants: who }
      return presentAct(await context.keeping.acts.post(actor, input))
    },
  }),
  operation({
    method: 'post',
    path: '/acts/:actId/scan',
    id: 'attachActScan',
    tag: 'entries',
    summary: {
      ru: 'Приложить скан подписанного акта, один раз',
      en: 'Attach the scan of the signed act, once',
    },
    takes: 'scan',
    answer: actShape,
    run: async ({ context, actor, params, res }) => {
      const { act } = await context.keeping.acts.attachScan(actor, String(params.actId), scanOf(res))
      return presentAct(act)
    },
  }),
  operation({
    method: 'get',
    path: '/acts/:actId',
    id: 'readAct',
    tag: 'entries',
    summary: { ru: 'Групповой акт', en: 'A group act' },
    answer: actShape,
    run: async ({ context, actor, params }) =>
      presentAct((await context.keeping.acts.read(actor, String(params.actId))).act),
  }),
]
