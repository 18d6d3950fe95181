/** How runs and their reasons are put in words. */
import { parseHours } from '#domain/hours'
import { decimalOf } from '#domain/texts/numbers'
import { nestQuotes } from '#domain/texts/quotes'
import { isHeld, type Run } from '#store/ports/runs'
import { isQuarantineReason, reasonText, reasonTitle } from '#sync/reasons'
import type { Notice } from '../../notice.ts'
import { dateIn, timeIn, type View } from '../../view.ts'
import { sourceWords } from '../../words/source-words.ts'

export const when = ({ say, timeZone }: View, at: string): string =>
  `${say.date(dateIn(timeZone, new Date(at)))}, ${timeIn(timeZone, new Date(at))}`

export function runResult({ t }: View, run: Run): string {
  const hasRemarks =
    run.status === 'done' && (run.counts.quarantined > 0 || run.warnings.length > 0 || isHeld(run))
  return hasRemarks ? t.admin.remarks : t.admin.statuses[run.status]
}

/** How far it has come: while it runs, of about how many and for how long; when it was stopped, where. */
export function reachedWords(view: View, run: Run): string {
  const { t, say, now } = view
  const { pulled } = run.counts
  if (run.status === 'cancelled') return t.admin.stoppedAt(say.count(pulled))
  if (run.status !== 'running') return t.admin.reached(say.count(pulled))
  const total = roughTotal(run)
  const reached = total === null ? say.count(pulled) : t.admin.ofAbout(say.count(pulled), say.count(total))
  const elapsed = Math.max(0, now.getTime() - Date.parse(run.startedAt))
  return t.admin.reached(`${reached} · ${durationWords(view, elapsed)}`)
}

/** Less than a twentieth of the way tells nothing of its length. */
const TELLING = 0.05

/** What there is to read by how far it is, to two digits. */
function roughTotal({ progress = 0, counts: { pulled } }: Run): number | null {
  if (progress < TELLING || pulled === 0) return null
  const total = pulled / progress
  const step = 10 ** Math.max(0, Math.floor(Math.log10(total)) - 1)
  return Math.max(pulled, Math.round(total / step) * step)
}

export function durationWords({ t }: View, durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  if (seconds === 0) return t.runs.instant
  return seconds < 120 ? t.runs.seconds(seconds) : t.runs.minutes(Math.round(seconds / 60))
}

/** What a person decided on a run or its source. */
export function RunNotice({ view, notice }: { view: View; notice: Notice | null }) {
  const { t } = view
  const words: Partial<Record<Notice['kind'], string>> = {
    withdrawn: t.runs.withdrawn(notice?.count ?? 0),
    kept: t.runs.kept,
    'source-on': t.sources.switchedOn,
    'source-off': t.sources.switchedOff,
    'source-removed': t.sources.removed,
  }
  const text = notice && words[notice.kind]
  if (!text) return null
  return (
    <div class="note" role="status" id="notice" tabIndex={-1}>
      <b>{text}</b>
    </div>
  )
}

export function Counts({ view, run }: { view: View; run: Run }) {
  const { t, say } = view
  const { counts } = run
  const parts: [string, number][] = [
    [t.admin.pulled, counts.pulled],
    [t.admin.imported, counts.imported],
    [t.admin.unchanged, counts.unchanged],
    [t.admin.quarantined, counts.quarantined],
    [t.admin.entriesMade, counts.entries],
  ]
  return <>{parts.map(([words, n]) => `${words} ${say.count(n)}`).join(' · ')}</>
}

/** A few words and the remedy; with facts, the whole sentence of the record. */
export function reasonWords(
  { t, lang }: View,
  reason: string,
  facts?: Record<string, string>,
): [string, string] {
  if (!isQuarantineReason(reason)) return [t.admin.otherReason, t.admin.otherRemedy]
  const { text, remedy } = reasonText(reason, inWords(facts ?? {}, lang), lang)
  return [facts ? nestQuotes(text) : reasonTitle(reason, lang), remedy]
}

/** The message of a connector, where its code is known in the reader's language; hours as the reader writes them. */
function inWords(facts: Record<string, string>, lang: View['lang']): Record<string, string> {
  const [message] = (facts.code !== undefined && sourceWords(facts.code, lang)) || []
  const told = message === undefined ? facts : { ...facts, message }
  return Object.fromEntries(
    Object.entries(told).map(([name, fact]) => [name, HOURS.has(name) ? hoursOf(fact, lang) : fact]),
  )
}

/** Facts that are hours, as decimal text. */
const HOURS = new Set(['hours', 'min', 'max'])

const hoursOf = (fact: string, lang: View['lang']): string =>
  /^\d+(\.\d{1,2})?$/.test(fact) ? decimalOf(parseHours(fact), lang) : fact
