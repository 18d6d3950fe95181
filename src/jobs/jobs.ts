/**
 * Background work on agenda, whose jobs live in the same MongoDB (collection `agendaJobs`). Every job is a thin call of a
 * use case. Agenda's lock only spreads the work: that no two processes pull one connection is the lease's promise, so a
 * job that agenda starts twice does no harm.
 */
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda, type Job } from 'agenda'
import type { Connection as MongoConnection } from 'mongoose'
import type { Connection } from '#store/ports/connections'
import type { JobDeps } from './deps.ts'
import { finishCertificates } from './finish-certificates.job.ts'
import { issueBatches } from './issue-batches.job.ts'
import { pullConnection } from './pull-connection.job.ts'
import { readRosters } from './read-rosters.job.ts'
import { recomputeBooks } from './recompute-books.job.ts'
import { connectionsToResume } from './resume-runs.job.ts'
import { intervalMinutes } from './schedule.ts'
import { sendGrades, sweepEvents } from './send-grades.job.ts'

export interface JobsDeps extends JobDeps {
  db: MongoConnection
  /** How often agenda looks for work, ms. Default 5,000. */
  pollMs?: number
  /** How often new connections, interrupted pulls and unfinished certificates are looked for, ms. Default 60,000. */
  tickMs?: number
  /**
   * How long agenda takes a silent job for alive, ms. Default 120,000. Agenda keeps a timer of half of it for every job that
   * ran, ended or not, so a process that has to end by itself (a test) makes it short.
   */
  lockMs?: number
}

export interface Jobs {
  start(): Promise<void>
  /** Ends after the pages and steps that are under way, or 30 s; what is left is taken up by whoever starts next. */
  stop(): Promise<void>
}

const POLL_MS = 5_000
const TICK_MS = 60_000
/** Of what somebody waits for. */
const SOON_MS = 15_000
const LOCK_MS = 2 * 60_000
const STOP_MS = 30_000

/** What the definitions share: the end of the process, and pulls that no job waits for. */
interface Work {
  agenda: Agenda
  deps: JobsDeps
  stopping: AbortController
  resumed: Map<string, Promise<unknown>>
}

export function createJobs(deps: JobsDeps): Jobs {
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: nativeDb(deps.db) as never, collection: 'agendaJobs' }),
    processEvery: deps.pollMs ?? POLL_MS,
    defaultLockLifetime: deps.lockMs ?? LOCK_MS,
  })
  const work: Work = { agenda, deps, stopping: new AbortController(), resumed: new Map() }
  agenda.on('error', error => deps.log.error({ code: codeOf(error) }, 'agenda'))
  agenda.on('fail', (error: Error | string) => deps.log.error({ code: codeOf(error) }, 'job failed'))
  agenda.define<PullData>('pull-connection', job => touching(work, job, () => pull(work, job)), {
    concurrency: 4,
  })
  const recurring = recurringJobs(work)
  for (const { name, run } of recurring)
    agenda.define(name, job => touching(work, job, run), { concurrency: 1 })
  return {
    async start() {
      await agenda.start()
      for (const { name, every } of recurring) await agenda.every(every, name)
    },
    async stop() {
      work.stopping.abort()
      await agenda.drain({ timeout: STOP_MS, closeConnection: false })
      await Promise.all(work.resumed.values())
    },
  }
}

interface RecurringJob {
  name: string
  /** Milliseconds, or in agenda's words. */
  every: number | string
  run(): Promise<void>
}

/** One at a time of each, whichever process has it. */
function recurringJobs(work: Work): RecurringJob[] {
  const { deps, stopping } = work
  const { tickMs = TICK_MS } = deps
  const soonMs = Math.min(tickMs, SOON_MS)
  const { signal } = stopping
  return [
    { name: 'resume-runs', every: tickMs, run: () => resumeRuns(work) },
    { name: 'finish-certificates', every: tickMs, run: () => finishCertificates(deps) },
    { name: 'issue-batches', every: soonMs, run: () => issueBatches(deps, signal) },
    { name: 'recompute-books', every: '24 hours', run: () => recomputeBooks(deps) },
    { name: 'send-grades', every: soonMs, run: () => sendGrades(deps, signal) },
    { name: 'sweep-events', every: '1 hour', run: () => sweepEvents(deps) },
    { name: 'read-rosters', every: tickMs, run: () => readRosters(deps, signal) },
  ]
}

interface PullData {
  connectionId: string
}

/** What agenda saves at the end is the job's own next time, so a pull that throws comes again after its interval. */
async function pull({ deps, stopping }: Work, job: Job<PullData>): Promise<void> {
  const next = stopping.signal.aborted
    ? deps.now()
    : await pullConnection(deps, job.attrs.data.connectionId, stopping.signal)
  job.attrs.nextRunAt = next
}

/** Gives every connection its job, and takes up what was interrupted, without waiting for it. */
async function resumeRuns(work: Work): Promise<void> {
  const { deps, resumed, stopping } = work
  for (const connection of await deps.stores.connections.all())
    if (!connection.state) await planPull(work, connection)
  for (const id of await connectionsToResume(deps)) {
    if (stopping.signal.aborted || resumed.has(id)) continue
    const ended = pullConnection(deps, id, stopping.signal)
      .catch(error => deps.log.error({ code: codeOf(error) }, 'taking up a pull failed'))
      .finally(() => resumed.delete(id))
    resumed.set(id, ended)
  }
}

/** One job a connection; one that is there keeps its time. */
async function planPull({ agenda, deps }: Work, connection: Connection): Promise<void> {
  const { id } = connection
  const minutes = intervalMinutes(connection, deps.everyMinutes)
  const job = agenda.create<PullData>('pull-connection', { connectionId: id })
  job.unique({ 'data.connectionId': id }, { insertOnly: true }).repeatEvery(minutes * 60_000)
  await job.schedule(deps.now()).save()
}

/** Work may last longer than agenda's lock: the job is touched while it goes on. */
async function touching({ deps }: Work, job: Pick<Job, 'touch'>, run: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => void job.touch().catch(() => {}), (deps.lockMs ?? LOCK_MS) / 4)
  try {
    await run()
  } finally {
    clearInterval(timer)
  }
}

function nativeDb(connection: MongoConnection) {
  return connection.getClient().db(connection.name)
}

/** Messages may hold data; codes and names do not. */
function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.name
  return 'unknown'
}
