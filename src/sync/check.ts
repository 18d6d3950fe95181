import type { CheckFinding, CheckReport } from '#connectors/contract'
import { NotFoundError } from '#domain/errors'
import type { CheckOptions, SyncDeps } from './contract.ts'
import { ConnectionFaultyError } from './errors.ts'
import { findConnection, openConnection } from './open-connection.ts'
import { runErrorOf } from './run/run-record.ts'

const CHECK_TIMEOUT_MS = 60_000

/** Asks a source what a pull would need of it. @throws {NotFoundError} if there is no such connection */
export async function checkConnection(
  deps: SyncDeps,
  id: string,
  { signal, onFinding }: CheckOptions = {},
): Promise<CheckReport> {
  const connection = await findConnection(deps, id)
  const limit = AbortSignal.timeout(CHECK_TIMEOUT_MS)
  const asked = timeCalls(deps.now)
  const tell = (finding: CheckFinding) => onFinding?.({ ...finding, ...asked.take() })
  try {
    const { connector, context } = openConnection(deps, connection)
    const given = context(signal ? AbortSignal.any([signal, limit]) : limit, asked.call)
    return await connector.check({ ...given, onFinding: tell })
  } catch (error) {
    if (error instanceof NotFoundError) throw error
    if (!(error instanceof ConnectionFaultyError)) deps.log('check-failed', { connection: connection.name })
    const { code, message, remedy } = runErrorOf(error)
    const finding: CheckFinding = { level: 'error', code, message, ...(remedy && { remedy }) }
    tell(finding)
    return { ok: false, site: null, findings: [finding] }
  }
}

/** What was asked since the last finding, and since when. */
function timeCalls(now: () => Date) {
  let since: number | null = null
  const what = new Set<string>()
  return {
    call(name: string) {
      since ??= now().getTime()
      what.add(name)
    },
    take(): Pick<CheckFinding, 'asked'> {
      if (since === null) return {}
      const asked = { what: [...what], ms: now().getTime() - since }
      since = null
      what.clear()
      return { asked }
    },
  }
}
