/** A small site for the tests of the pull: one connection, two programmes, a handful of learners. */
import type { SourceRecord } from '#connectors/record'
import { hoursFromHundredths } from '#domain/hours'
import { type Enrolment, type Person, type StoredProgramme, sourceKey } from '#store/ports/people'
import type { ReadBook } from '#store/ports/read-book'
import type { SyncDeps } from '#sync/contract'
import { createSync } from '#sync/pull'
import { type Memory, memoryStores } from './memory-stores.ts'
import { type Script, scriptedConnector } from './scripted-connector.ts'

export const CONNECTION = 'c1'
export const NOW = new Date('2026-05-20T08:00:00Z')

export function person(n: number): Person {
  return {
    id: `p${n}`,
    familyName: `Тестова${n}`,
    givenName: 'Анна',
    identities: [{ key: sourceKey(CONNECTION, String(n)), since: '2026-01-01T00:00:00Z' }],
    createdAt: '2026-01-01T00:00:00Z',
  }
}

/** Modules M1…M5 live in the courses 101…105. */
export function programme(id: string, regulation = 'tspu'): StoredProgramme {
  return {
    id,
    title: `Программа ${id}`,
    regulation,
    modules: [1, 2, 3, 4, 5].map(n => ({
      id: `M${n}`,
      title: `Модуль ${n}`,
      kind: 'seminar' as const,
      part: 'invariant' as const,
      hours: hoursFromHundredths(800),
      source: { connectionId: CONNECTION, courseId: String(100 + n) },
    })),
    issuer: { name: 'Институт', city: 'Томск', signatory: 'Ректор', secretary: 'Секретарь' },
    provider: 'Институт',
    deployments: [],
    createdAt: '2026-01-01T00:00:00Z',
  }
}

export function enrolment(learnerId: string, programmeId: string): Enrolment {
  return {
    id: `${learnerId}-${programmeId}`,
    learnerId,
    programmeId,
    enrolledOn: '2025-09-01',
    facts: {},
    status: 'active',
    createdAt: '2025-09-01T00:00:00Z',
  }
}

type Changes = Partial<Omit<SourceRecord, 'person' | 'item' | 'when'>> & {
  user?: number | string
  course?: number
  at?: string | null
}

/** Learner `user` completed course 100 + `course` with 8 hours. */
export function record({
  user = 1,
  course = 1,
  at = '2026-03-01T20:30:00Z',
  ...rest
}: Changes = {}): SourceRecord {
  return {
    key: `${user}:${100 + course}`,
    person: { userId: String(user), familyName: 'Тестова' },
    item: { courseId: String(100 + course), title: `Курс ${course}`, shortName: `К-${course}` },
    state: 'completed',
    rawState: 'completed',
    when: { at, quality: 'exact' },
    hours: [hours('8')],
    ...rest,
  }
}

export function hours(
  value: string | null,
  more: Partial<SourceRecord['hours'][number]> = {},
): SourceRecord['hours'][number] {
  return { value, unit: 'ac45', kind: 'nominal', from: 'customfield:hours', raw: value ?? '', ...more }
}

export interface Site {
  memory: Memory
  script: Script
  deps: SyncDeps
  recomputed: ReadBook[]
  clock: { now: Date }
  sync: ReturnType<typeof createSync>
  log: { event: string; facts: Record<string, unknown> }[]
}

/** Learners 1…`learners`, all in programme A. */
export function site(learners = 3, changes: Partial<SyncDeps> = {}): Site {
  const memory = memoryStores()
  const script: Script = { pages: [] }
  const clock = { now: NOW }
  const recomputed: Site['recomputed'] = []
  const log: Site['log'] = []
  let id = 0
  memory.connections.set(CONNECTION, {
    id: CONNECTION,
    name: 'moodle-test',
    title: 'Moodle',
    type: 'scripted',
    settings: { url: 'https://lms.example' },
    sealedSecrets: 'sealed',
    deployments: [],
    createdAt: '2026-01-01T00:00:00Z',
  })
  memory.programmes.push(programme('A'))
  for (let n = 1; n <= learners; n++) {
    memory.people.push(person(n))
    memory.enrolments.push(enrolment(`p${n}`, 'A'))
  }
  const deps: SyncDeps = {
    stores: memory.stores,
    connectors: type => (type === 'scripted' ? scriptedConnector(script) : undefined),
    openSecrets: () => ({ token: 'top-secret-token' }),
    async recompute(books) {
      memory.beforeWrite('progress')
      recomputed.push(...books)
    },
    regulations: () => ({
      moduleSize: { clause: 'п. 2.3', min: hoursFromHundredths(800), max: hoursFromHundredths(6800) },
    }),
    now: () => clock.now,
    newId: () => `run-${++id}`,
    owner: 'host:1',
    allowPrivateAddresses: false,
    log: (event, facts) => log.push({ event, facts }),
    ...changes,
  }
  return { memory, script, deps, recomputed, clock, log, sync: createSync(deps) }
}

/** What has to be the same however the pull was disturbed: content and states, not times and run ids. */
export function stateOf({ completions, entries, quarantine }: Memory) {
  const sorted = (lines: string[]): string[] => lines.sort()
  return {
    completions: sorted([...completions.values()].map(c => `${c.key} ${c.revision} ${c.hash}`)),
    entries: sorted(
      [...entries.values()].map(
        e => `${e.id} ${e.status} ${e.hours} ${e.date} ${e.supersededBy ?? ''} ${e.history.length}`,
      ),
    ),
    quarantine: sorted(
      [...quarantine.values()].map(
        q => `${q.key} ${q.hash} ${q.reason} ${JSON.stringify(q.facts)} ${!!q.resolvedAt}`,
      ),
    ),
  }
}
