/** What stands in the tables of the diagnosis: one row a check, from whoever made it. */

import type { ConnectionOverview } from '#administration/runs'
import type { PlatformFinding } from '#lti/registration/test-platform'
import type { Readiness } from '../../deps.ts'
import { runResult, when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'
import { sourceWords } from '../../words/source-words.ts'

export type Level = PlatformFinding['level']

export interface CheckRow {
  level: Level
  check: string
  result: string
  seen?: string
  /** Words of who can mend it. */
  whose?: string
  remedy?: string
  /** Where it is mended, without the session's base. */
  href?: string
}

/** Our own parts, then the sources that we read. */
export const ownRows = (
  view: View,
  readiness: Readiness,
  connections: readonly ConnectionOverview[],
): CheckRow[] => [
  ...readiness.checks.map(check => readinessRow(view, check)),
  ...connections.map(one => connectionRow(view, one)),
]

function readinessRow({ t }: View, { name, ok }: Readiness['checks'][number]): CheckRow {
  return {
    level: ok ? 'ok' : 'error',
    check: t.diagnosis.names[name] ?? name,
    result: ok ? t.diagnosis.answers : t.diagnosis.silent,
    ...(!ok && { remedy: t.diagnosis.storeRemedy, whose: t.diagnosis.owners.operator }),
  }
}

function connectionRow(view: View, { id, title, state, lastRun }: ConnectionOverview): CheckRow {
  const { t } = view
  const href = `/admin/connections/${encodeURIComponent(id)}`
  const check = t.diagnosis.connection(title)
  const whose = t.diagnosis.owners.you
  if (state === 'draft')
    return {
      ...{ level: 'warning', check, result: t.sources.draft, remedy: t.diagnosis.draftRemedy, whose },
      href: `${href}/setup`,
    }
  if (state === 'off') return { level: 'ok', check, result: t.sources.off, href }
  if (!lastRun)
    return {
      level: 'warning',
      check,
      result: t.diagnosis.neverRun,
      remedy: t.diagnosis.runRemedy,
      whose,
      href,
    }
  const result = `${when(view, lastRun.startedAt)}: ${runResult(view, lastRun)}`
  if (lastRun.status !== 'failed') return { level: 'ok', check, result, href }
  const { message = '', remedy = t.admin.otherRemedy, code = '' } = lastRun.error ?? {}
  const [said = message, todo = remedy] = sourceWords(code, view.lang) ?? []
  return { level: 'error', check, result: `${result}. ${said}`, remedy: todo, whose, href }
}

export function findingRow({ t }: View, finding: PlatformFinding): CheckRow {
  const { level, code, message, remedy, seen, whose } = finding
  return {
    level,
    check: t.diagnosis.names[code] ?? code,
    result: message,
    ...(seen !== undefined && { seen }),
    ...(whose && { whose: t.diagnosis.owners[whose] }),
    ...(remedy && { remedy }),
  }
}
