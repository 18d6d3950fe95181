/** When a connection is pulled by itself (расписание загрузок). */
import { type Connection, isUpload } from '#store/ports/connections'
import type { RunStore } from '#store/ports/runs'
import { readOneSetting } from '#sync/settings'

export interface PullSchedule {
  /** Minutes between two pulls; `null`: a file that somebody handed in is read once. */
  everyMinutes: number | null
  /** Of connections that do not say otherwise. */
  siteMinutes: number
  /** ISO instant; absent: nobody has planned it yet, or it is switched off. */
  next?: string
  /** Days between full passes; 0: none by itself. */
  fullEveryDays: number
  /** ISO instant at which the newest full pass began. */
  lastFull?: string
}

export async function scheduleOf(
  { runs, siteMinutes }: { runs: Pick<RunStore, 'nextPulls' | 'lastPass'>; siteMinutes: number },
  { id, settings, state }: Connection,
): Promise<PullSchedule> {
  const [planned, full] = await Promise.all([runs.nextPulls([id]), runs.lastPass(id, 'full')])
  const next = state ? undefined : planned.get(id)
  return {
    everyMinutes: isUpload(settings.file)
      ? null
      : (readOneSetting(settings, 'pullEveryMinutes') ?? siteMinutes),
    siteMinutes,
    fullEveryDays: readOneSetting(settings, 'fullEveryDays') ?? 0,
    ...(next && { next: next.toISOString() }),
    ...(full && { lastFull: full.startedAt }),
  }
}
