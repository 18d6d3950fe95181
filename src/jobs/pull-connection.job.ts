import { AppError } from '#domain/errors'
import { type Connection, uploadPath } from '#store/ports/connections'
import type { Run } from '#store/ports/runs'
import type { JobDeps } from './deps.ts'
import { intervalMinutes, modeOf, nextPullAt } from './schedule.ts'

/**
 * Pulls one connection, or goes on with a pull that was interrupted; from time to time reads every detail. That somebody
 * else pulls it already is no failure.
 *
 * @returns when to pull it again; `null` if the connection is gone or not switched on
 */
export async function pullConnection(
  deps: JobDeps,
  connectionId: string,
  signal: AbortSignal,
): Promise<Date | null> {
  const connection = await deps.stores.connections.byId(connectionId)
  if (!connection || connection.state) return null
  const minutes = intervalMinutes(connection, deps.everyMinutes)
  const next = () => nextPullAt(deps.now(), minutes, (deps.random ?? Math.random)())
  const { runs } = deps.stores
  const [[latest], lastFull] = await Promise.all([
    runs.latest(connectionId, 1),
    runs.lastPass(connectionId, 'full'),
  ])
  if (latest?.status === 'paused' || isReadAlready(connection, latest)) return next()
  const mode = modeOf(connection, { latest, lastFull, now: deps.now() })
  try {
    const run = await deps.sync.run(connectionId, { mode, signal })
    const facts = { connection: connection.name, run: run.id, mode: run.mode, ...run.counts }
    if (run.status === 'failed') deps.log.warn({ ...facts, code: run.error?.code }, 'pull failed')
    else deps.log.info({ ...facts, status: run.status }, 'pull ended')
  } catch (error) {
    if (!(error instanceof AppError && error.retryable)) throw error
    deps.log.info({ connection: connection.name, code: error.code }, 'pull left to another process')
  }
  return next()
}

/** A file that somebody handed in does not change: once is enough. */
const isReadAlready = ({ settings }: Connection, latest: Run | undefined): boolean =>
  latest?.status === 'done' && latest.raw !== undefined && settings.file === uploadPath(latest.raw.sha256)
