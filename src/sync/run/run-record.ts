/** The record of a run (загрузка): opened or taken up, moved on after each page, closed in words. Pure but for the clock. */

import type { Page } from '#connectors/contract'
import { ConnectorError } from '#connectors/errors'
import { AppError } from '#domain/errors'
import type { Run } from '#store/ports/runs'
import { ConnectionFaultyError } from '../errors.ts'
import { addCounts, addReasons, addWarnings, noCounts } from '../page/counts.ts'
import type { Stored } from '../page/page.ts'

export type RunMode = Run['mode']
export type RunError = NonNullable<Run['error']>

export function newRun(id: string, connectionId: string, mode: RunMode, fence: number, at: Date): Run {
  return {
    id,
    connectionId,
    mode,
    status: 'running',
    fence,
    startedAt: at.toISOString(),
    counts: noCounts(),
    cursor: null,
    quarantineReasons: {},
    warnings: [],
  }
}

/** The same run under a new fence; what it did so far stays counted. */
export function takenUp(run: Run, fence: number): Run {
  const { error: _, finishedAt: __, cancelRequested: ___, pauseRequested: ____, ...kept } = run
  return { ...kept, status: 'running', fence }
}

/** After a page: everything that a resumed run has to know. */
export function advanced(
  run: Run,
  page: Pick<Page<unknown>, 'next' | 'progress' | 'warnings' | 'raw'>,
  stored: Stored,
  facts: { calls: number; durationMs: number },
): Run {
  return {
    ...run,
    counts: addCounts(run.counts, { ...stored.counts, calls: facts.calls }),
    quarantineReasons: addReasons(run.quarantineReasons, stored.reasons),
    warnings: addWarnings(run.warnings, page.warnings),
    cursor: page.next,
    durationMs: (run.durationMs ?? 0) + facts.durationMs,
    ...(page.raw && { raw: page.raw }),
    ...(page.progress !== undefined && { progress: Math.min(1, Math.max(0, page.progress)) }),
  }
}

export function ended(run: Run, status: 'done' | 'failed' | 'cancelled', at: Date, error?: RunError): Run {
  return {
    ...run,
    status,
    finishedAt: at.toISOString(),
    ...(status === 'done' && { cursor: null, progress: 1 }),
    ...(error && { error }),
  }
}

/** What went wrong, for a person. The message of an unforeseen error may hold data, so only its name is told. */
export function runErrorOf(error: unknown): RunError {
  if (error instanceof ConnectorError) {
    const { code, message, retryable, remedy } = error
    return { code, message, retryable, ...(remedy && { remedy }) }
  }
  if (error instanceof ConnectionFaultyError) {
    return { code: error.code, message: error.message, remedy: error.remedy, retryable: false }
  }
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, retryable: error.retryable }
  }
  const name = error instanceof Error ? error.name : 'error'
  return {
    code: 'unexpected',
    message: `Неожиданная ошибка (${name}). Загруженное сохранено.`,
    remedy: 'Запустите загрузку ещё раз; если не поможет, посмотрите журнал службы.',
    retryable: true,
  }
}
