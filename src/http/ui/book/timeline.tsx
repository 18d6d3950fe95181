import type { BookView } from '#credits/contract'
import type { View } from '../../view.ts'
import { buildTimeline, type Mark, type Timeline } from './timeline-geometry.ts'

const pct = (value: number): string => `${value}%`
const TOP = 22
const FLOOR = 110
const MARKS = 128
const LANE = 16
/** Below the last mark. */
const LABELS_AFTER = 24
const BELOW_LABELS = 30

const MONTHS = {
  ru: ['янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}

/** Cumulative hours over the term, and beneath one mark an entry. Not interactive: the list is. */
export function TimelinePicture({ view, book }: { view: View; book: BookView }) {
  const { t, say } = view
  const line = buildTimeline(book)
  const { counted, required } = book.progress.hours
  const height = (hours: number): number => ((FLOOR - TOP) * hours) / line.max
  const limit = FLOOR - height(required)
  const lowest = MARKS + LANE * Math.max(0, ...line.marks.map(mark => mark.lane))
  const labels = lowest + LABELS_AFTER
  return (
    <svg class="time" height={labels + BELOW_LABELS} role="img" aria-labelledby="time-title">
      <title id="time-title">
        {t.book.timeAbout(say.hoursLong(counted), book.lines.length, book.planned.length)}
      </title>
      <g aria-hidden="true">
        {line.years.slice(1, -1).map(year => (
          <line x1={pct(year.x)} x2={pct(year.x)} y1={TOP - 8} y2={lowest + 10} class="grid" />
        ))}
        {line.steps.map(step => (
          <rect
            x={pct(step.x)}
            width={pct(step.width)}
            y={FLOOR - height(step.hours)}
            height={height(step.hours)}
            class="counted-fill"
          />
        ))}
        <line x1="0" x2="100%" y1={limit} y2={limit} class="limit" />
        {line.today > 18 && (
          <text x="0" y={limit - 6}>
            {say.hours(required)}
          </text>
        )}
        <line x1="0" x2="100%" y1={FLOOR} y2={FLOOR} class="axis" />
        <line x1={pct(line.today)} x2={pct(line.today)} y1="6" y2={lowest + 10} class="today" />
        <text
          x={pct(line.today)}
          dx={line.today > 30 ? -5 : 5}
          y="14"
          text-anchor={line.today > 30 ? 'end' : 'start'}
          class="strong"
        >
          {t.book.today}
        </text>
        {line.end !== null && (
          <line x1={pct(line.end)} x2={pct(line.end)} y1="6" y2={lowest + 10} class="end" />
        )}
        {line.marks.map(mark => (
          <MarkShape mark={mark} />
        ))}
        <YearLabels view={view} line={line} y={labels} />
        <TermLabels view={view} book={book} line={line} y={labels + 18} />
      </g>
    </svg>
  )
}

function MarkShape({ mark }: { mark: Mark }) {
  return (
    <svg x={pct(mark.x)} y={MARKS + LANE * mark.lane} overflow="visible">
      {mark.kind === 'counted' && <circle r="5" class="counted-fill" />}
      {mark.kind === 'pending' && (
        <rect x="-6" y="-6" width="12" height="12" class="pending-edge" fill="url(#stripes)" />
      )}
      {mark.kind === 'left' && <path d="M-5-5L5 5M5-5L-5 5" class="cross" />}
      {mark.kind === 'planned' && <path d="M0-6L6 0L0 6L-6 0Z" class="diamond" />}
      {mark.count > 1 && (
        <text x="8" y="4">
          {mark.count}
        </text>
      )}
    </svg>
  )
}

const anchorAt = (x: number) => (x < 8 ? 'start' : x > 92 ? 'end' : 'middle')

function YearLabels({ view, line, y }: { view: View; line: Timeline; y: number }) {
  return line.years.map(({ x, date }, i) => (
    <text x={pct(x)} y={y} text-anchor={anchorAt(x)} class={i > 0 && i < line.years.length - 1 ? 'mid' : ''}>
      {`${MONTHS[view.lang][Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`}
    </text>
  ))
}

const yearsUntil = (from: string, date: string): number => Number(date.slice(0, 4)) - Number(from.slice(0, 4))

function TermLabels({ view, book, line, y }: { view: View; book: BookView; line: Timeline; y: number }) {
  const { from, earliestIssue, until } = book.progress.term
  const { canIssue, canIssueLater, termEnd } = view.t.book
  const early = earliestIssue ? yearsUntil(from, earliestIssue) : 0
  const whole = until ? yearsUntil(from, until) : 0
  return (
    <>
      {early > 0 && earliestIssue && (
        <text x={pct(line.earliest ?? 0)} y={y} text-anchor="middle" class="faint">
          {book.today >= earliestIssue ? canIssue(early) : canIssueLater(early)}
        </text>
      )}
      {whole > 0 && (
        <text x="100%" y={y} text-anchor="end" class="faint">
          {termEnd(whole)}
        </text>
      )}
    </>
  )
}
