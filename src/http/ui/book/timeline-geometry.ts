/** Places on the time line, in percent of its width; pure, so that tests can look at it. */

import type { BookView } from '#credits/contract'
import { addHours, type Hours, zeroHours } from '#domain/hours'
import type { CalendarDate } from '#domain/kinds'

export type MarkKind = 'counted' | 'pending' | 'left' | 'planned'

export interface Mark {
  x: number
  kind: MarkKind
  /** How many entries stand here; more than one is written as a number. */
  count: number
  /** From 0; marks of another kind that would cover each other stand in the lane beneath. */
  lane: number
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

type Shown = Pick<BookView, 'lines' | 'planned' | 'today'>

/** Marks of a kind nearer than this merge: 10 px on a phone of 320. */
const NEAR = 3.4
const DAY = 86_400_000

/** A date alone is midnight UTC. */
const days = (date: CalendarDate): number => Date.parse(date) / DAY
const addYears = (date: CalendarDate, years: number): CalendarDate =>
  `${Number(date.slice(0, 4)) + years}${date.slice(4)}`

export function buildTimeline({
  progress,
  lines,
  planned,
  today,
}: Pick<BookView, 'progress'> & Shown): Timeline {
  const { from, until, earliestIssue } = progress.term
  const dates = [...lines.map(line => line.entry.date), ...planned.map(each => each.plannedOn), today]
  const last = dates.sort().at(-1) ?? today
  const end = until ?? (last > addYears(from, 1) ? addYears(last, 1) : addYears(from, 1))
  const start = days(from)
  const span = Math.max(1, days(end) - start)
  const place: Place = date =>
    Math.round(Math.min(100, Math.max(0, ((days(date) - start) / span) * 100)) * 100) / 100
  const now = place(today)
  const steps = stepsOf(lines, place, now)
  return {
    from,
    until: end,
    years: yearsBetween(from, end).map(date => ({ date, x: place(date) })),
    steps,
    marks: marksOf({ lines, planned, today }, place),
    today: now,
    earliest: earliestIssue ? place(earliestIssue) : null,
    end: until ? place(until) : null,
    max: Math.max(progress.hours.required, steps.at(-1)?.hours ?? 0, 1) as Hours,
  }
}

function yearsBetween(from: CalendarDate, until: CalendarDate): CalendarDate[] {
  const dates = [from]
  for (let date = addYears(from, 1); date <= until; date = addYears(date, 1)) dates.push(date)
  return dates
}

function stepsOf(lines: BookView['lines'], place: Place, today: number): Step[] {
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

function markKind(line: BookView['lines'][number]): MarkKind {
  if (line.counted.counted > 0) return 'counted'
  return line.entry.status === 'imported' ? 'pending' : 'left'
}

type Place = (date: CalendarDate) => number
type Spot = Pick<Mark, 'x' | 'kind'>

/** What is planned stands right of today, also an event whose first day has passed. */
function marksOf({ lines, planned, today }: Shown, place: Place): Mark[] {
  const held = lines
    .filter(line => line.entry.status !== 'superseded')
    .map((line): Spot => ({ x: place(line.entry.date), kind: markKind(line) }))
  const ahead = planned.map(
    ({ plannedOn }): Spot => ({ x: Math.max(place(plannedOn), place(today)), kind: 'planned' }),
  )
  return inLanes(merged([...held, ...ahead].sort((a, b) => a.x - b.x)))
}

/** In order of place, those of a kind that stand near each other as one. */
function merged(spots: readonly Spot[]): Omit<Mark, 'lane'>[] {
  const last = new Map<MarkKind, Omit<Mark, 'lane'>>()
  return spots.flatMap(spot => {
    const near = last.get(spot.kind)
    if (near && spot.x - near.x < NEAR) {
      near.count += 1
      return []
    }
    const mark = { ...spot, count: 1 }
    last.set(spot.kind, mark)
    return [mark]
  })
}

/** Each in the first lane where it covers nothing. */
function inLanes(marks: readonly Omit<Mark, 'lane'>[]): Mark[] {
  const free: number[] = []
  return marks.map(mark => {
    const found = free.findIndex(x => x <= mark.x)
    const lane = found < 0 ? free.length : found
    free[lane] = mark.x + widthOf(mark)
    return { ...mark, lane }
  })
}

/** With the number beside it. */
const widthOf = ({ count }: Pick<Mark, 'count'>): number =>
  NEAR * (count === 1 ? 1 : 1 + String(count).length)
