/**
 * The events that a book implies, worked out from the book itself: its entries' histories, its summary, its certificates.
 * Whoever writes a book need not remember to send anything, and a process that dies between two writes forgets nothing.
 */
import type { Entry, EntryAction } from '#domain/entries/entry'
import { formatHours, hoursFromHundredths } from '#domain/hours'
import type { Route } from '#domain/routes/route'
import type { Certificate, ReplacedBy } from '#store/ports/certificates'
import type { NewEvent, OutboxEvent } from '#store/ports/outbox'
import type { Enrolment } from '#store/ports/people'
import { eventsOfRoute } from './events-of-route.ts'
import type { EventType, ProgressData } from './types.ts'

export interface BookState {
  enrolment: Enrolment | null
  entries: readonly Entry[]
  /** Annulled and replaced ones too. */
  certificates: readonly Certificate[]
  routes?: readonly Route[]
}

/** @param told events of the learner that exist already @returns those that are missing, in the order of what happened */
export function missingEvents(book: BookState, told: readonly OutboxEvent[]): NewEvent[] {
  const known = new Set(told.map(event => event.id))
  const implied = [
    ...book.entries.flatMap(eventsOfEntry),
    ...(book.enrolment ? [...eventsOfProgress(book.enrolment, told), ...eventsOfOrder(book.enrolment)] : []),
    ...(book.routes ?? []).flatMap(eventsOfRoute),
    ...book.certificates.flatMap(each => eventsOfCertificate(each, book.certificates)),
  ]
  return implied
    .filter(event => !known.has(event.id))
    .map((event, i) => ({ event, i }))
    .sort((a, b) => compare(a.event.at, b.event.at) || a.i - b.i)
    .map(({ event }) => event)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const TYPE_OF: Readonly<Record<EntryAction, EventType>> = {
  import: 'entry.imported',
  confirm: 'entry.confirmed',
  reject: 'entry.rejected',
  revoke: 'entry.revoked',
  revert: 'entry.reverted',
  supersede: 'entry.superseded',
  remind: 'entry.reminded',
}

/** One a step of the history, which only grows, so a step's place in it is its name. Steps never overtake each other. */
function eventsOfEntry(entry: Entry): NewEvent[] {
  let at = ''
  return entry.history.map(({ action, at: stepAt }, step) => {
    at = stepAt > at ? stepAt : at
    const type =
      action === 'import' && entry.origin.type === 'completion' ? 'completion.imported' : TYPE_OF[action]
    const { id: entryId, programmeId, moduleId, date } = entry
    const data = { entryId, programmeId, moduleId, date, hours: formatHours(entry.hours) }
    return { id: `${type}|${entryId}|${step}`, type, at, data }
  })
}

/**
 * Progress is a chain: each link says what was last told, and a summary that says something else is the next link. Two who
 * make the same link at once make one; the next look tells the difference, if there is one.
 */
function eventsOfProgress(enrolment: Enrolment, told: readonly OutboxEvent[]): NewEvent[] {
  const chain: { at: string; data: ProgressData }[] = told.flatMap(({ type, at, data }) =>
    type === 'progress.changed' && data.enrolmentId === enrolment.id
      ? [{ at, data: data as unknown as ProgressData }]
      : [],
  )
  const now = progressOf(enrolment)
  const last = chain.at(-1)
  if (now && (last ? !isSame(now.data, last.data) : isWorthTelling(now.data))) chain.push(now)
  return chain.flatMap(({ at, data }, link) => {
    const event = (type: EventType): NewEvent => ({
      id: `${type}|${enrolment.id}|${link}`,
      type,
      at,
      data: { ...data },
    })
    const becameEligible = data.eligible && !chain[link - 1]?.data.eligible
    return [event('progress.changed'), ...(becameEligible ? [event('programme.eligible')] : [])]
  })
}

function progressOf({ id, programmeId, summary }: Enrolment): { at: string; data: ProgressData } | null {
  if (!summary) return null
  const { counted, pending, required, eligible, at } = summary
  const text = (hundredths: number) => formatHours(hoursFromHundredths(hundredths))
  const hours = { counted: text(counted), pending: text(pending), required: text(required) }
  return { at, data: { enrolmentId: id, programmeId, ...hours, eligible } }
}

/** One a day of an order: a newer one in its place is another event. The book does not say when it was recorded. */
function eventsOfOrder({ id: enrolmentId, programmeId, facts, summary, createdAt }: Enrolment): NewEvent[] {
  const on = facts.issueOrder
  if (on === undefined) return []
  const data = { enrolmentId, programmeId, on }
  const at = summary?.at ?? createdAt
  return [{ id: `order.recorded|${enrolmentId}|${on}`, type: 'order.recorded', at, data }]
}

const isSame = (a: ProgressData, b: ProgressData): boolean =>
  a.counted === b.counted && a.pending === b.pending && a.required === b.required && a.eligible === b.eligible

/** An empty book that was never told of is no news. */
const isWorthTelling = ({ counted, pending, eligible }: ProgressData): boolean =>
  eligible || counted !== '0.00' || pending !== '0.00'

function eventsOfCertificate(certificate: Certificate, all: readonly Certificate[]): NewEvent[] {
  const { id, enrolmentId, programmeId, issuedAt, annulment, replacedBy, kind } = certificate
  if (!issuedAt) return []
  // a statement of study is no proof that the programme was completed: whoever waits for one does not hear of it
  const family = kind === 'statement' ? 'statement' : 'certificate'
  const data = {
    certificateId: id,
    enrolmentId,
    programmeId,
    registrationNumber: certificate.snapshot?.registrationNumber ?? '',
  }
  // told once what stands in its place is issued itself
  const replacedAt = all.find(each => each.id === replacedBy?.id)?.issuedAt
  const event = (what: 'issued' | 'annulled' | 'replaced', at: string, more: object = {}): NewEvent => {
    const type: EventType = `${family}.${what}`
    return { id: `${type}|${id}`, type, at, data: { ...data, ...more } }
  }
  return [
    event('issued', issuedAt),
    ...(annulment ? [event('annulled', annulment.at)] : []),
    ...(replacedBy && replacedAt ? [event('replaced', replacedAt, inPlace(replacedBy))] : []),
  ]
}

const inPlace = ({ id, kind, registrationNumber }: ReplacedBy) => ({
  replacedBy: { certificateId: id, kind, registrationNumber },
})
