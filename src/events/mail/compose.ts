/** What a letter about an event says; `null`: it is no news any more, e.g. the rejection was undone. */
import type { EntryChange } from '#domain/entries/entry'
import { parseHours } from '#domain/hours'
import { fullName } from '#domain/names/full-name'
import { formatDateLong } from '#domain/texts/dates'
import type { Lang } from '#domain/texts/lang'
import { formatHoursEn, formatHoursRu } from '#domain/texts/numbers'
import { reasonText } from '#domain/texts/texts'
import { localDate } from '#domain/time/local-date'
import type { OutboxEvent } from '#store/ports/outbox'
import type { EventType } from '../types.ts'
import type { MailDeps } from './deps.ts'
import { letterWords } from './words.ts'

export interface Composed {
  subject: string
  paragraphs: string[]
}

type Compose = (deps: MailDeps, event: OutboxEvent, lang: Lang) => Promise<Composed | null>

const hoursText = (text: unknown, lang: Lang): string => {
  const hours = parseHours(String(text))
  return lang === 'ru' ? formatHoursRu(hours) : formatHoursEn(hours)
}

/** As the book tells them: day, person, reason. */
const factsOf = ({ at, byName, reason }: EntryChange, timeZone: string): Record<string, string> => ({
  date: localDate(new Date(at), timeZone),
  name: byName,
  ...(reason && { why: reason }),
})

const rejected: Compose = async ({ stores, timeZone }, { data, at }, lang) => {
  const entry = await stores.entries.byId(String(data.entryId))
  if (entry?.status !== 'rejected') return null
  const words = letterWords[lang].rejected
  const last = entry.history.findLast(step => step.action === 'reject')
  // rejected once more meanwhile: that event tells of it
  if (last && last.at > at) return null
  const { title } = entry
  const said = reasonText({ reason: 'rejected', facts: last ? factsOf(last, timeZone) : {} }, lang)
  return {
    subject: words.subject(title),
    paragraphs: [
      words.what(title, formatDateLong(entry.date, lang), hoursText(data.hours, lang)),
      [said?.text, said?.remedy].join(' '),
      words.where,
    ],
  }
}

const eligible: Compose = async ({ stores }, { data }, lang) => {
  const programme = await stores.programmes.byId(String(data.programmeId))
  if (!programme) return null
  const words = letterWords[lang].eligible
  return {
    subject: words.subject(programme.title),
    paragraphs: [words.what(hoursText(data.counted, lang), hoursText(data.required, lang)), words.next],
  }
}

const issued: Compose = async ({ stores }, { data }, lang) => {
  const certificate = await stores.certificates.byId(String(data.certificateId))
  const { snapshot, status } = certificate ?? {}
  if (!snapshot || status !== 'valid') return null
  const words = letterWords[lang].issued
  const { registrationNumber: number, documentTitle, issuedOn, verificationUrl } = snapshot
  return {
    subject: words.subject(number),
    paragraphs: [
      words.what(documentTitle, number, formatDateLong(issuedOn, lang)),
      words.check(verificationUrl),
      words.where,
    ],
  }
}

const returned: Compose = async ({ stores }, { data, at }, lang) => {
  const route = await stores.routes.byId(String(data.routeId))
  const programme = await stores.programmes.byId(String(data.programmeId))
  const state = route?.revisions.at(-1)?.state
  if (!route || !programme || state !== 'returned') return null
  const words = letterWords[lang].returned
  const comment = route.history.findLast(step => step.action === 'return' && step.at === at)?.comment
  return {
    subject: words.subject,
    paragraphs: [words.what(programme.title), ...(comment ? [words.comment(comment)] : []), words.remedy],
  }
}

/** To whoever signs: an entry that is decided by now is no news. */
const reminded: Compose = async ({ stores, timeZone }, { data, stream }, lang) => {
  const entry = await stores.entries.byId(String(data.entryId))
  const learner = await stores.people.byId(stream)
  if (entry?.status !== 'imported' || !learner) return null
  const words = letterWords[lang].reminded
  const since = formatDateLong(localDate(new Date(entry.createdAt), timeZone), lang)
  return {
    subject: words.subject(entry.title),
    paragraphs: [words.what(fullName(learner), entry.title, since), words.where],
  }
}

/** Events that somebody gets a letter about. */
export const COMPOSERS: Partial<Record<EventType, Compose>> = {
  'entry.rejected': rejected,
  'programme.eligible': eligible,
  'certificate.issued': issued,
  'route.returned': returned,
  'entry.reminded': reminded,
}
