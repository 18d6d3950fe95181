/** Places on the time line, in percent of its width; pure, so that tests can look at it. */

import type { BookView } from '#credits/contract'
import { addHours, type Hours, zeroHours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'

export type MarkKind = 'counted' | 'pending' | 'left'

export interface Mark {
  x: number
  kind: MarkKind
  /** How many entries stand here; more than one is written as a number. */
  count: number
}

export interface Step {
  x: number
  width: number
  /** Cumulative counted hours. */
  hours: Hours
}

export interface Timeline {
  from: CalendarDate
  until: CalendarDate
  years: { x: number; date: CalendarDate }[]
  steps: Step[]
  marks: Mark[]
  today: number
  earliest: number | null
  end: number | null
  max: Hours
}

/** Marks nearer than this merge: about 10 px on a phone. */
const NEAR = 3
const DAY = 86_400_000

const days = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`) / DAY
const addYears = (date: CalendarDate, years: number): CalendarDate =>
  `${Number(date.slice(0, 4)) + years}${date.slice(4)}`

export function buildTimeline({
  progress,
  lines,
  today,
}: Pick<BookView, 'progress' | 'lines' | 'today'>): Timeline {
  const { from, until, earliestIssue } = progress.term
  const last = [...lines.map(line => line.entry.date), today].sort().at(-1) ?? today
  const end = until ?? (last > addYears(from, 1) ? addYears(last, 1) : addYears(from, 1))
  const span = Math.max(1, days(end) - days(from))
  const place = (date: CalendarDate): number =>
    Math.round(Math.min(100, Math.max(0, ((days(date) - days(from)) / span) * 100)) * 100) / 100
  const now = place(today)
  return {
    from,
    until: end,
    years: yearsBetween(from, end).map(date => ({ date, x: place(date) })),
    steps: stepsOf(lines, place, now),
    marks: marksOf(lines, place),
    today: now,
    earliest: earliestIssue ? place(earliestIssue) : null,
    end: until ? place(until) : null,
    max: Math.max(progress.hours.required, progress.hours.counted, 1) as Hours,
  }
}

function yearsBetween(from: CalendarDate, until: CalendarDate): CalendarDate[] {
  const dates = [from]
  for (let date = addYears(from, 1); date <= until; date = addYears(date, 1)) dates.push(date)
  return dates
}

function stepsOf(lines: BookView['lines'], place: (date: CalendarDate) => number, today: number): Step[] {
  const counted = lines
    .filter(line => line.counted.counted > 0)
    .sort((a, b) => (a.entry.date < b.entry.date ? -1 : 1))
  let sum = zeroHours
  return counted.flatMap((line, i) => {
    sum = addHours(sum, line.counted.counted)
    const x = place(line.entry.date)
    const next = counted[i + 1]
    const until = next ? place(next.entry.date) : Math.max(today, x)
    return until > x ? [{ x, width: Math.round((until - x) * 100) / 100, hours: sum }] : []
  })
}

export function markKind(line: BookView['lines'][number]): MarkKind {
  if (line.counted.counted > 0) return 'counted'
  return line.entry.status === 'imported' ? 'pending' : 'left'
}

function marksOf(lines: BookView['lines'], place: (date: CalendarDate) => number): Mark[] {
  const marks = lines
    .filter(line => line.entry.status !== 'superseded')
    .map(line => ({ x: place(line.entry.date), kind: markKind(line), count: 1 }))
    .sort((a, b) => a.x - b.x)
  return marks.reduce<Mark[]>((merged, mark) => {
    const last = merged.at(-1)
    if (last && mark.x - last.x < NEAR && last.kind === mark.kind) last.count += 1
    else merged.push(mark)
    return merged
  }, [])
}
