/**
 * What each event holds, as whoever receives it may rely on: the one place that says so. `docs/events.md` is made from
 * here (`npm run docs`); a test derives every event and checks it against its schema. Fields are only added.
 */
import { z } from 'zod'
import { CONSENT_PURPOSES } from '#domain/consent'
import type { EventType } from './types.ts'

const id = z.string().min(1)
const hours = z
  .string()
  .regex(/^\d+\.\d{2}$/)
  .describe('academic hours, e.g. `"84.00"`')

const entry = z.object({
  entryId: id,
  programmeId: id,
  moduleId: id,
  date: z.iso.date().describe('when the module was completed'),
  hours,
})

const progress = z.object({
  enrolmentId: id,
  programmeId: id,
  counted: hours,
  pending: hours,
  required: hours,
  eligible: z.boolean().describe('every requirement of the regulation is met'),
})

const certificate = z.object({
  certificateId: id,
  enrolmentId: id,
  programmeId: id,
  registrationNumber: z.string(),
})

const replaced = certificate.extend({
  replacedBy: z.object({
    certificateId: id,
    kind: z.string().describe('`duplicate`, `exchange` or `correction`'),
    registrationNumber: z.string(),
  }),
})

const route = z.object({
  routeId: id,
  enrolmentId: id,
  programmeId: id,
  revision: z.int().min(1),
})

const consent = z.object({
  purpose: z.enum(CONSENT_PURPOSES).describe(CONSENT_PURPOSES.map(each => `\`${each}\``).join(', ')),
  programmeIds: z.array(id).describe('those that the learner was enrolled in then'),
})

export interface EventSchema {
  about: { ru: string; en: string }
  data: z.ZodObject
  /** Stays inside: no address outside is told. */
  internal?: true
}

export const EVENT_SCHEMAS: Readonly<Record<EventType, EventSchema>> = {
  'completion.imported': {
    about: { ru: 'Из источника пришло завершение', en: 'A completion came from a source system' },
    data: entry,
  },
  'entry.imported': {
    about: { ru: 'В книжке новая запись', en: 'A new entry that no source system reported' },
    data: entry,
  },
  'entry.confirmed': {
    about: { ru: 'Куратор подтвердил запись', en: 'A curator confirmed an entry' },
    data: entry,
  },
  'entry.rejected': {
    about: { ru: 'Куратор отклонил запись', en: 'A curator rejected an entry' },
    data: entry,
  },
  'entry.revoked': {
    about: { ru: 'Подтверждённую запись отозвали', en: 'A confirmed entry was revoked' },
    data: entry,
  },
  'entry.reminded': {
    about: { ru: 'Слушатель напомнил куратору о записи', en: 'The learner reminded the curator of an entry' },
    data: entry,
  },
  'entry.reverted': {
    about: { ru: 'Решение по записи отменили', en: 'A decision on an entry was undone' },
    data: entry,
  },
  'entry.superseded': {
    about: { ru: 'Запись заменена исправленной', en: 'An entry was replaced by a corrected one' },
    data: entry,
  },
  'progress.changed': {
    about: { ru: 'Изменились часы книжки', en: 'The hours of a book changed' },
    data: progress,
  },
  'programme.eligible': {
    about: { ru: 'Программа выполнена', en: 'The programme is complete: a document may be issued' },
    data: progress,
  },
  'certificate.issued': {
    about: { ru: 'Документ выдан', en: 'A document was issued' },
    data: certificate,
  },
  'certificate.annulled': {
    about: { ru: 'Документ аннулирован', en: 'A document was annulled' },
    data: certificate,
  },
  'certificate.replaced': {
    about: { ru: 'Документ заменён другим', en: 'Another document stands in its place' },
    data: replaced,
  },
  'order.recorded': {
    about: { ru: 'В книжку внесён приказ о выдаче', en: 'An order to issue was recorded in the book' },
    data: z.object({ enrolmentId: id, programmeId: id, on: z.iso.date() }),
    internal: true,
  },
  'statement.issued': {
    about: { ru: 'Выдана справка об обучении', en: 'A statement of study was issued: the learner left' },
    data: certificate,
  },
  'statement.annulled': {
    about: { ru: 'Справка об обучении аннулирована', en: 'A statement of study was annulled' },
    data: certificate,
  },
  'statement.replaced': {
    about: { ru: 'Справка заменена другой', en: 'Another document stands in place of a statement of study' },
    data: replaced,
  },
  'route.returned': {
    about: { ru: 'Маршрут вернули на доработку', en: 'A route was returned to be changed' },
    data: route,
  },
  'route.approved': {
    about: { ru: 'Маршрут утверждён', en: 'A route was approved' },
    data: route,
  },
  'consent.given': {
    about: { ru: 'Слушатель дал согласие', en: 'The learner gave a consent' },
    data: consent,
  },
  'consent.withdrawn': {
    about: {
      ru: 'Слушатель отозвал согласие: прекратите то, на что оно было дано',
      en: 'The learner withdrew a consent: stop what it was given for',
    },
    data: consent,
  },
  'person.erased': {
    about: {
      ru: 'Данные слушателя удалены по его требованию: удалите и у себя',
      en: 'The personal data of the learner were erased on demand: erase them on your side too',
    },
    data: z.object({ programmeIds: z.array(id) }),
  },
  'place.added': {
    about: { ru: 'Слушатель появился в курсе LMS', en: 'A learner came into a course of an LMS' },
    data: z.object({ grantId: id }),
    internal: true,
  },
}

/** Types that an address outside may be told of. */
export const PUBLIC_EVENTS = (Object.keys(EVENT_SCHEMAS) as EventType[]).filter(
  type => !EVENT_SCHEMAS[type].internal,
)
