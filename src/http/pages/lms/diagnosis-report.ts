/** The diagnosis as text to be sent on: no people, no keys, no tokens. */
import type { DiagnosisView } from '#lti/diagnosis'
import type { View } from '../../view.ts'
import type { CheckRow } from './diagnosis-rows.ts'

interface Reported {
  version: string
  publicUrl: string
  rows: readonly CheckRow[]
  /** What tests of platforms found. */
  tested: readonly { name: string; rows: readonly CheckRow[] }[]
  launches: DiagnosisView
}

const LEVELS = { ok: 'ok', warning: '!!', error: 'XX' } as const

/** Failures told at most; each is found again by its id. */
const MOST_FAILURES = 10

export function reportText(view: View, { version, publicUrl, rows, tested, launches }: Reported): string {
  const lines = [
    `${view.t.product} ${version} · Node.js ${process.versions.node} · ${publicUrl}`,
    view.now.toISOString(),
    ...rows.map(rowLine),
    ...tested.flatMap(each => ['', each.name, ...each.rows.map(rowLine)]),
    '',
    ...launches.platforms.flatMap(platformLines),
    '',
    ...launches.failures
      .slice(0, MOST_FAILURES)
      .map(({ at, code, errorId, platform }) => `${at} ${code} ${errorId} ${platform ?? '—'}`),
  ]
  return lines.join('\n').trim()
}

const rowLine = ({ level, check, result, seen }: CheckRow): string =>
  `${LEVELS[level]} ${check}: ${result}${seen === undefined ? '' : ` [${seen}]`}`

const platformLines = ({
  name,
  active,
  launches,
  rungs,
  deploymentsWaiting,
}: DiagnosisView['platforms'][number]) => [
  `${name}: ${active ? 'on' : 'off'}, ${launches}, ${rungs.map(({ rung, count }) => `${rung} ${count}`).join(', ')}`,
  ...(deploymentsWaiting.length > 0 ? [`  ◷ ${deploymentsWaiting.join(', ')}`] : []),
]
