/**
 * Background work on agenda, whose jobs live in the same MongoDB (collection `agendaJobs`). Every job is a thin call of a
 * use case. Agenda's lock only spreads the work: that no two processes pull one connection is the lease's promise, so a
 * job that agenda starts twice does no harm.
 */
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda, type Job } from 'agenda'
import type { Connection as MongoConnection } from 'mongoose'
import type { Events } from '#events/events'
import type { Rosters } from '#roster/rosters'
import type { Connection } from '#store/ports/connections'
import type { JobDeps } from './deps.ts'
import { finishCertificates } from './finish-certificates.job.ts'
import { issueBatches } from './issue-batches.job.ts'
import { pullConnection } from './pull-connection.job.ts'
import { readRosters } from './read-rosters.job.ts'
import { recomputeBooks } from './recompute-books.job.ts'
import { connectionsToResume } from './resume-runs.job.ts'
import { intervalMinutes } from './schedule.ts'
import { SWEEP_EVERY_MS, sendGrades, sweepEvents } from './send-grades.job.ts'

export interface JobsDeps extends JobDeps {
  db: MongoConnection
  /** Without them nothing is sent to platforms and no roster is read. */
  courses?: { events: Events; rosters: Rosters }
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
    processEvery: deps.pollMs ?? 5_000,
    defaultLockLifetime: deps.lockMs ?? LOCK_MS,
  })
  const work: Work = { agenda, deps, stopping: new AbortController(), resumed: new Map() }
  agenda.on('error', error => deps.log.error({ code: codeOf(error) }, 'agenda'))
  agenda.on('fail', (error: Error | string) => deps.log.error({ code: codeOf(error) }, 'job failed'))
  agenda.define<PullData>(
    'pull-connection',
    job => touching(job, deps.lockMs ?? LOCK_MS, () => pull(work, job)),
    { concurrency: 4 },
  )
  agenda.define('resume-runs', () => resumeRuns(work), { concurrency: 1 })
  agenda.define('finish-certificates', () => finishCertificates(deps), { concurrency: 1 })
  agenda.define(
    'issue-batches',
    job => touching(job, deps.lockMs ?? LOCK_MS, () => issueBatches(deps, work.stopping.signal)),
    {
      concurrency: 1,
    },
  )
  agenda.define('recompute-books', job => touching(job, deps.lockMs ?? LOCK_MS, () => recomputeBooks(deps)), {
    concurrency: 1,
  })
  if (deps.courses) defineCourseJobs(work, deps.courses)
  return {
    async start() {
      await agenda.start()
      if (deps.courses) await startCourseJobs(agenda, deps)
      await agenda.every(deps.tickMs ?? 60_000, 'resume-runs')
      await agenda.every(deps.tickMs ?? 60_000, 'finish-certificates')
      await agenda.every(Math.min(deps.tickMs ?? 60_000, 15_000), 'issue-batches')
      await agenda.every('24 hours', 'recompute-books')
    },
    async stop() {
      work.stopping.abort()
      await agenda.drain({ timeout: STOP_MS, closeConnection: false })
      await Promise.all(work.resumed.values())
    },
  }
}

/** What goes to platforms and comes from their courses. */
function defineCourseJobs(
  { agenda, deps, stopping: { signal } }: Work,
  { events, rosters }: NonNullable<JobsDeps['courses']>,
): void {
  const { log, lockMs = LOCK_MS } = deps
  const define = (name: string, work: () => Promise<void>) =>
    agenda.define(name, job => touching(job, lockMs, work), { concurrency: 1 })
  define('send-grades', () => sendGrades({ events, log }, signal))
  define('sweep-events', () => sweepEvents({ events, log }))
  define('read-rosters', () => readRosters({ rosters, log }, signal))
}

async function startCourseJobs(agenda: Agenda, { tickMs = 60_000 }: JobsDeps): Promise<void> {
  await agenda.every(Math.min(tickMs, 15_000), 'send-grades')
  await agenda.every(tickMs, 'read-rosters')
  await agenda.every(SWEEP_EVERY_MS, 'sweep-events')
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
async function touching(job: Pick<Job, 'touch'>, lockMs: number, work: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => void job.touch().catch(() => {}), lockMs / 4)
  try {
    await work()
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
