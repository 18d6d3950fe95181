import type { Clock, LaunchEvent, LaunchEventPort, LaunchEvents, LtiLog } from '../ports.ts'

export interface RecorderDeps {
  events: Pick<LaunchEventPort, 'add'>
  now: Clock
  newId(): string
  log: Pick<LtiLog, 'warn'>
  /** ms between writes; default five seconds. */
  everyMs?: number
}

export interface LaunchRecorder extends LaunchEvents {
  /** Writes what has gathered, e.g. before the process ends. */
  flush(): Promise<void>
}

/** Kept between two writes at most: a flood of bad requests fills a page of diagnosis, not a database. */
const MAX_WAITING = { launched: 200, refused: 50 }

/** Gathers what launches do and writes it together: a launch neither waits for it nor pays a round trip. */
export function createLaunchRecorder(deps: RecorderDeps): LaunchRecorder {
  let waiting: LaunchEvent[] = []
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const events = waiting
    waiting = []
    if (events.length > 0) await deps.events.add(events)
  }

  function note(event: Omit<LaunchEvent, 'id' | 'at'>): void {
    if (waiting.filter(one => one.kind === event.kind).length >= MAX_WAITING[event.kind]) return
    waiting.push({ ...event, id: deps.newId(), at: deps.now() })
    timer ??= setTimeout(
      () =>
        flush().catch(error =>
          deps.log.warn({ code: String(error?.code ?? '') }, 'launch events were not kept'),
        ),
      deps.everyMs ?? 5_000,
    ).unref()
  }

  return {
    flush,
    launched: ({ registrationId, rung, messageType }) =>
      note({ kind: 'launched', platformId: registrationId, rung, messageType }),
    refused: ({ errorId, code, facts, registrationId }) =>
      note({
        kind: 'refused',
        errorId,
        code,
        facts: JSON.stringify(facts).slice(0, 2_000),
        ...(registrationId === undefined ? {} : { platformId: registrationId }),
      }),
  }
}
