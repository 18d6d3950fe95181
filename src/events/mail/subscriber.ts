/** Letters to those who agreed to get them, through the same outbox as everything else. */
import { createHash } from 'node:crypto'
import { UNDO_MINUTES } from '#domain/entries/entry-machine'
import type { OutboxEvent } from '#store/ports/outbox'
import type { Person } from '#store/ports/people'
import type { EventType, Subscriber } from '../types.ts'
import { COMPOSERS, type Composed } from './compose.ts'
import type { Letter, MailDeps } from './deps.ts'
import { MailUnreachableError } from './errors.ts'
import { letterWords } from './words.ts'

const MAIL_SUBSCRIBER = 'mail'

/** What is older is no news: mail that is switched on tells nothing of the past. */
const NEWS_MS = 3 * 24 * 3_600_000
/** A server that does not answer is left in peace, for all learners. */
const REST_MS = 60_000

/** @param deps `now` also says from when on things are news */
export function createMailSubscriber(deps: MailDeps): Subscriber {
  let restUntil = 0
  return {
    name: MAIL_SUBSCRIBER,
    types: new Set(Object.keys(COMPOSERS) as EventType[]),
    since: new Date(deps.now().getTime() - NEWS_MS).toISOString(),
    dueAt: letterDueAt,
    isResting: () => deps.now().getTime() < restUntil,
    async handle(event) {
      for (const person of await recipientsOf(deps, event)) {
        if (!person.email || !(await agrees(deps, person, event))) continue
        const composed = await COMPOSERS[event.type as EventType]?.(deps, event, person.language ?? 'ru')
        if (composed) await send(letterOf(deps, event, person, person.email, composed))
      }
    },
  }

  async function send(letter: Letter): Promise<void> {
    try {
      await deps.send(letter)
    } catch (error) {
      if (error instanceof MailUnreachableError) restUntil = deps.now().getTime() + REST_MS
      throw error
    }
  }
}

/** The learner; of a reminder, whoever signs in their book. Tried again, all get it again under the same id. */
async function recipientsOf({ stores, signersOf }: MailDeps, event: OutboxEvent): Promise<Person[]> {
  const { type, stream, data } = event
  if (type === 'entry.reminded')
    return signersOf({ learnerId: stream, programmeId: String(data.programmeId) })
  const person = await stores.people.byId(stream)
  return person ? [person] : []
}

/** A rejection can be undone for a while: its letter leaves when it can no longer. */
function letterDueAt({ type, at }: OutboxEvent): Date {
  const held = type === 'entry.rejected' ? UNDO_MINUTES * 60_000 : 0
  return new Date(Date.parse(at) + held)
}

/** The first wording of the consent that speaks of reminders (`config/consents/email.yaml`). */
const WITH_REMINDERS = '2026-11'

/** Asked before every letter, so that a withdrawal holds at once; nobody gets what the wording they agreed to does not name. */
async function agrees({ stores }: MailDeps, { id }: Person, { type }: OutboxEvent): Promise<boolean> {
  if (type !== 'entry.reminded') return (await stores.consents.given([id], 'email')).has(id)
  const last = (await stores.consents.ofPerson(id)).findLast(({ purpose }) => purpose === 'email')
  return last?.given === true && last.version >= WITH_REMINDERS
}

function letterOf(
  { publicUrl }: MailDeps,
  event: OutboxEvent,
  person: Person,
  to: string,
  { subject, paragraphs }: Composed,
): Letter {
  const words = letterWords[person.language ?? 'ru']
  const name = [person.givenName, person.patronymic].filter(Boolean).join(' ') || person.familyName
  const id = createHash('sha256').update(`${event.id}|${person.id}`).digest('hex').slice(0, 32)
  const text = [words.greeting(name), ...paragraphs, '--', words.footer(publicUrl)].join('\n\n')
  return {
    to,
    subject: oneLine(subject),
    text: `${text}\n`,
    messageId: `<${id}@${new URL(publicUrl).hostname}>`,
  }
}

/** A title may hold anything; a header is one line. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200)
