/** A site that pulls from the small LMS: all its courses are modules, most of its learners are enrolled. */
import { randomUUID } from 'node:crypto'
import { moodleConnector } from '#connectors/moodle/connector'
import { bookEntryOf } from '#domain/books/book-entry'
import { evaluate } from '#domain/books/evaluate'
import { type Hours, hoursFromHundredths } from '#domain/hours'
import { loadRegulations } from '#src/adapters/regulations'
import type { Stores } from '#store/ports/index'
import { sourceKey } from '#store/ports/people'
import type { SyncDeps } from '#sync/contract'
import type { Lms } from '#tests/lms/server'

export const MOODLE = 'moodle-1'
const tspu = loadRegulations(null).get('tspu')
const AT = '2026-01-01T00:00:00.000Z'

/** Leases run out by this clock; it tells the same time in every process. */
export const tickingFrom = (now: Date) => (): Date =>
  new Date(now.getTime() + performance.timeOrigin + performance.now() - Date.UTC(2026, 0, 1))

export function syncDeps(stores: Stores, owner: string, now: () => Date): SyncDeps {
  return {
    stores,
    connectors: type => (type === 'moodle' ? moodleConnector : undefined),
    // The store keeps what it is given; that secrets are sealed is another test's matter.
    openSecrets: connection => JSON.parse(connection.sealedSecrets),
    recompute: books => recompute(stores, books, now()),
    regulations: () => tspu,
    now,
    newId: randomUUID,
    owner,
    leaseTtlMs: 500,
    allowPrivateAddresses: true,
    log: () => {},
  }
}

export async function seedMoodleSite(
  stores: Stores,
  lms: Lms,
  settings: Record<string, unknown>,
): Promise<void> {
  await stores.connections.create({
    id: MOODLE,
    name: 'moodle',
    title: 'Moodle',
    type: 'moodle',
    settings: { url: lms.url, minSpacingMs: 0, ...settings },
    sealedSecrets: JSON.stringify({ token: lms.token }),
    deployments: [],
    createdAt: AT,
  })
  const modules = lms.courses.map(course => ({
    id: course.shortname,
    title: course.fullname,
    kind: 'seminar' as const,
    part: 'variative' as const,
    hours: hoursFromHundredths(800),
    source: { connectionId: MOODLE, courseId: String(course.id) },
  }))
  await stores.programmes.save({
    id: 'P',
    title: 'Программа',
    regulation: 'tspu',
    modules: modules.filter((_, index) => index % 9 !== 8),
    issuer: { name: 'Институт', city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
    provider: 'Институт',
    deployments: [],
    createdAt: AT,
  })
  for (const [index, userId] of [...lms.population.learnerIds()].entries()) await enrol(stores, userId, index)
}

/** Every fifth is known and not enrolled, every seventh is not known at all. */
async function enrol(stores: Stores, userId: number, index: number): Promise<void> {
  if (index % 7 === 6) return
  const key = sourceKey(MOODLE, String(userId))
  const person = await stores.people.ensure(key, { familyName: `Ф${userId}`, givenName: 'И' }, AT)
  if (index % 5 === 3) return
  const enrolment = { learnerId: person.id, programmeId: 'P', enrolledOn: '2025-09-01', facts: {} }
  await stores.enrolments.create({ ...enrolment, id: `e${userId}`, status: 'active', createdAt: AT })
}

/** The pending hours of each book are all that the comparison needs. */
async function recompute(
  stores: Stores,
  books: { learnerId: string; programmeId: string }[],
  now: Date,
): Promise<void> {
  for (const { learnerId, programmeId } of books) {
    const [enrolment, programme, entries] = await Promise.all([
      stores.enrolments.find(learnerId, programmeId),
      stores.programmes.byId(programmeId),
      stores.entries.ofBook(learnerId, programmeId),
    ])
    if (!enrolment || !programme) continue
    const own = entries.map(entry => bookEntryOf(entry, { dateOf: at => at.slice(0, 10) }))
    const { enrolledOn, facts } = enrolment
    const book = { regulation: 'tspu', enrolledOn, programme, entries: own, facts }
    const { hours, eligible } = evaluate(book, tspu, '2026-11-20')
    const { counted, pending, required } = hours as Record<'counted' | 'pending' | 'required', Hours>
    await stores.enrolments.saveSummaries([
      {
        id: enrolment.id,
        summary: { counted, pending, required, eligible, at: now.toISOString() },
        was: enrolment.summary?.at ?? null,
      },
    ])
  }
}
