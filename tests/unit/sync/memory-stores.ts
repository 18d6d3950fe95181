/** The ports that a pull uses, in memory: what the real stores promise and no more. Writes are counted. */
import { type BookKey, bookKey } from '#domain/books/book-key'
import type { Entry } from '#domain/entries/entry'
import type { Completion } from '#store/ports/completions'
import type { Connection } from '#store/ports/connections'
import type { Enrolment, Person, StoredProgramme } from '#store/ports/people'
import { type Quarantined, quarantineCursor } from '#store/ports/quarantine'
import { DECIDED_AFTER, type HeldDecision, isHeld, type Run } from '#store/ports/runs'
import type { SyncStores } from '#sync/page/page-context'

export interface Memory {
  stores: SyncStores
  people: Person[]
  programmes: StoredProgramme[]
  enrolments: Enrolment[]
  connections: Map<string, Connection>
  completions: Map<string, Completion>
  entries: Map<string, Entry>
  quarantine: Map<string, Quarantined>
  /** Identity keys of people whose data were erased. */
  erased: Set<string>
  runs: Map<string, Run>
  /** Keys by pass. */
  sightings: Map<string, Set<string>>
  /** Run by key. */
  absences: Map<string, string>
  /** Documents written, by collection. */
  writes: Record<string, number>
  /** Completions read with what the source said. */
  wholeReads: string[]
  /** Called before each write; throws to play a crash. */
  beforeWrite(what: string): void
}

const copy = <T>(value: T): T => structuredClone(value)

export function memoryStores(): Memory {
  const memory: Memory = {
    stores: undefined as never,
    people: [],
    programmes: [],
    enrolments: [],
    connections: new Map(),
    completions: new Map(),
    entries: new Map(),
    quarantine: new Map(),
    erased: new Set(),
    runs: new Map(),
    sightings: new Map(),
    absences: new Map(),
    writes: {},
    wholeReads: [],
    beforeWrite: () => {},
  }
  const wrote = (what: string, count: number): void => {
    memory.beforeWrite(what)
    memory.writes[what] = (memory.writes[what] ?? 0) + count
  }
  memory.stores = {
    ...worldStores(memory),
    connections: leases(memory),
    completions: completions(memory, wrote),
    entries: entries(memory, wrote),
    quarantine: quarantine(memory, wrote),
    runs: runs(memory, wrote),
    sightings: sightings(memory, wrote),
  } as unknown as SyncStores
  return memory
}

type Wrote = (what: string, count: number) => void

function worldStores(memory: Memory) {
  return {
    people: {
      withNumbers: async (facts: { snils: string[]; personalNumbers: string[] }) =>
        memory.people.filter(
          ({ snils = '', personalNumber = '' }) =>
            facts.snils.includes(snils) || facts.personalNumbers.includes(personalNumber),
        ),
      async byIdentities(keys: string[]) {
        const found = new Map<string, Person>()
        for (const person of memory.people) {
          for (const { key } of person.identities) if (keys.includes(key)) found.set(key, person)
        }
        return found
      },
    },
    programmes: {
      async byCourses(connectionId: string, courseIds: string[]) {
        return memory.programmes.filter(programme =>
          programme.modules.some(
            m => m.source?.connectionId === connectionId && courseIds.includes(m.source.courseId),
          ),
        )
      },
    },
    personalData: {
      erasedAmong: async (keys: string[]) => new Set(keys.filter(key => memory.erased.has(key))),
    },
    enrolments: {
      byLearners: async (ids: string[]) => memory.enrolments.filter(e => ids.includes(e.learnerId)),
    },
  }
}

function leases(memory: Memory) {
  const held = new Map<string, { owner: string; until: number; fence: number }>()
  return {
    byId: async (id: string) => memory.connections.get(id) ?? null,
    async acquireLease(connectionId: string, owner: string, now: Date, ttlMs: number) {
      const lease = held.get(connectionId)
      if (lease && lease.owner !== owner && lease.until > now.getTime()) return null
      const fence = (lease?.fence ?? 0) + 1
      held.set(connectionId, { owner, until: now.getTime() + ttlMs, fence })
      return { connectionId, fence, owner }
    },
    async renewLease(lease: { connectionId: string; fence: number }) {
      return held.get(lease.connectionId)?.fence === lease.fence
    },
    async releaseLease(lease: { connectionId: string; fence: number }) {
      const own = held.get(lease.connectionId)
      if (own?.fence === lease.fence) own.until = 0
    },
  }
}

function completions(memory: Memory, wrote: Wrote) {
  const newest = (connectionId: string, keys: string[]) => {
    const found = new Map<string, Completion>()
    for (const item of memory.completions.values()) {
      if (item.connectionId !== connectionId || !keys.includes(item.key)) continue
      if ((found.get(item.key)?.revision ?? 0) < item.revision) found.set(item.key, copy(item))
    }
    return found
  }
  return {
    latest: async (connectionId: string, keys: string[]) => {
      memory.wholeReads.push(...keys)
      return newest(connectionId, keys)
    },
    heads: async (connectionId: string, keys: string[]) => {
      const found = newest(connectionId, keys)
      return new Map(
        [...found].map(([key, { revision, hash, firstRunId }]) => [key, { key, revision, hash, firstRunId }]),
      )
    },
    async *keys(connectionId: string) {
      const own = [...memory.completions.values()].filter(item => item.connectionId === connectionId)
      const keys = [...new Set(own.map(item => item.key))].sort()
      for (let at = 0; at < keys.length; at += 2) yield keys.slice(at, at + 2)
    },
    count: async () => memory.completions.size,
    countKeys: async () => new Set([...memory.completions.values()].map(item => item.key)).size,
    isEmpty: async (connectionId: string) =>
      ![...memory.completions.values()].some(item => item.connectionId === connectionId),
    async insertNew(items: Completion[]) {
      wrote('completions', items.length)
      const fresh = items.filter(i => !memory.completions.has(`${i.connectionId}|${i.key}|${i.revision}`))
      for (const i of fresh) memory.completions.set(`${i.connectionId}|${i.key}|${i.revision}`, copy(i))
      return fresh.length
    },
  }
}

function entries(memory: Memory, wrote: Wrote) {
  return {
    async insertNew(items: Entry[]) {
      wrote('entries', items.length)
      const fresh = items.filter(entry => !memory.entries.has(entry.id))
      for (const entry of fresh) memory.entries.set(entry.id, copy(entry))
      return fresh.length
    },
    async countByStatus() {
      const counts: Record<string, number> = {}
      for (const { status } of memory.entries.values()) counts[status] = (counts[status] ?? 0) + 1
      return counts
    },
    ofBooks: async (keys: BookKey[]) => {
      const wanted = new Set(keys.map(bookKey))
      return copy([...memory.entries.values()].filter(entry => wanted.has(bookKey(entry))))
    },
    byIds: async (ids: string[]) => ids.flatMap(id => copy(memory.entries.get(id)) ?? []),
    async byCompletions(connectionId: string, keys: string[]) {
      return copy(
        [...memory.entries.values()].filter(
          ({ origin }) =>
            origin.type === 'completion' &&
            origin.connectionId === connectionId &&
            keys.includes(origin.completionKey),
        ),
      )
    },
    async transition(changes: { next: Entry; from: string }[]) {
      wrote('transitions', changes.length)
      return changes.map(({ next, from }) => {
        const now = memory.entries.get(next.id)
        if (now?.status !== from || now.consumedBy || now.history.length !== next.history.length - 1)
          return 'conflict'
        memory.entries.set(next.id, copy(next))
        return 'done'
      })
    },
    async setDiffers(items: { id: string; differs: NonNullable<Entry['differs']> }[]) {
      wrote('differs', items.length)
      for (const { id, differs } of items) Object.assign(memory.entries.get(id) ?? {}, { differs })
    },
  }
}

function quarantine(memory: Memory, wrote: Wrote) {
  const all = () =>
    [...memory.quarantine.values()].sort((a, b) => (quarantineCursor(a) < quarantineCursor(b) ? -1 : 1))
  return {
    async put(items: Quarantined[]) {
      wrote('quarantine', items.length)
      for (const item of items) memory.quarantine.set(quarantineCursor(item), copy(item))
    },
    async byKeys(connectionId: string, keys: string[]) {
      const found = all().filter(item => item.connectionId === connectionId && keys.includes(item.key))
      return new Map(found.map(item => [item.key, copy(item)]))
    },
    async list({ connectionId, after, limit }: { connectionId: string; after?: string; limit: number }) {
      return copy(
        all()
          .filter(
            i => i.connectionId === connectionId && !i.resolvedAt && quarantineCursor(i) > (after ?? ''),
          )
          .slice(0, limit),
      )
    },
    async countByReason() {
      const counts: Record<string, number> = {}
      for (const { reason, resolvedAt } of memory.quarantine.values())
        if (!resolvedAt) counts[reason] = (counts[reason] ?? 0) + 1
      return counts
    },
    async resolve(connectionId: string, keys: string[], at: string) {
      wrote('resolved', keys.length)
      for (const key of keys) {
        const item = memory.quarantine.get(quarantineCursor({ connectionId, key }))
        if (item && !item.resolvedAt) item.resolvedAt = at
      }
    },
  }
}

function runs(memory: Memory, wrote: Wrote) {
  const newest = (connectionId: string) =>
    [...memory.runs.values()].filter(run => run.connectionId === connectionId).reverse()
  return {
    async create(run: Run) {
      memory.runs.set(run.id, copy(run))
    },
    byId: async (id: string) => copy(memory.runs.get(id) ?? null),
    unfinished: async (id: string) => copy(newest(id).find(run => isOpen(run)) ?? null),
    latest: async (id: string, limit: number) => copy(newest(id).slice(0, limit)),
    lastPass: async (id: string, mode?: Run['mode']) =>
      copy(
        newest(id).find(
          run => run.status === 'done' && run.progress === 1 && (mode ?? run.mode) === run.mode,
        ) ?? null,
      ),
    async takeOver(id: string, fence: number) {
      const run = memory.runs.get(id)
      if (!run || !isOpen(run) || run.fence > fence) return false
      Object.assign(run, { fence, status: 'running' })
      delete run.pauseRequested
      return true
    },
    async checkpoint(run: Run) {
      wrote('checkpoints', 1)
      const own = memory.runs.get(run.id)
      if (own?.status !== 'running' || own.fence > run.fence)
        return { held: false, cancelRequested: false, pauseRequested: false }
      const { cancelRequested = false, pauseRequested = false } = own
      memory.runs.set(run.id, { ...copy(run), cancelRequested, pauseRequested })
      return { held: true, cancelRequested, pauseRequested }
    },
    async finish(run: Run) {
      wrote('checkpoints', 1)
      const own = memory.runs.get(run.id)
      if (!own || own.fence > run.fence) return false
      memory.runs.set(run.id, copy(run))
      return true
    },
    async requestPause(id: string) {
      const run = memory.runs.get(id)
      if (run?.status !== 'running') return false
      run.pauseRequested = true
      return true
    },
    async decideHeld(id: string, decision: HeldDecision) {
      const run = memory.runs.get(id)
      if (!run?.removals || !DECIDED_AFTER[decision.status].includes(run.removals.status)) return false
      Object.assign(run.removals, decision)
      return true
    },
    async supersedeHeld(_: string, except: string) {
      for (const { id, removals } of memory.runs.values())
        if (removals && id !== except && isHeld({ removals })) removals.status = 'superseded'
    },
    async requestCancel(id: string) {
      const run = memory.runs.get(id)
      if (run?.status !== 'running') return false
      run.cancelRequested = true
      return true
    },
  }
}

const isOpen = ({ status }: Run): boolean => status === 'running' || status === 'paused'

function sightings({ sightings, absences }: Memory, wrote: Wrote) {
  return {
    async note({ pass }: { pass: string }, keys: string[]) {
      wrote('sightings', 1)
      sightings.set(pass, new Set([...(sightings.get(pass) ?? []), ...keys]))
    },
    async seen({ pass }: { pass: string }) {
      const seen = sightings.get(pass) ?? new Set()
      return (key: string) => seen.has(key)
    },
    async forget(_: string, except?: string) {
      for (const pass of sightings.keys()) if (pass !== except) sightings.delete(pass)
    },
    async hold(_: string, runId: string, keys: string[]) {
      if (keys.length > 0) wrote('absences', keys.length)
      for (const key of keys) absences.set(key, runId)
    },
    async held({ runId, after = '', limit }: { runId: string; after?: string; limit: number }) {
      const keys = [...absences].filter(([key, run]) => run === runId && key > after).map(([key]) => key)
      return keys.sort().slice(0, limit)
    },
    isAnyHeld: async () => absences.size > 0,
    async drop(_: string, keys: string[] = [...absences.keys()]) {
      for (const key of keys) absences.delete(key)
    },
  }
}
