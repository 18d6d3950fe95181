/**
 * The hours bar: solid counted, striped pending, dashed missing, and beneath, in a lane of its own, what did not count.
 * No `viewBox`: places in percent, heights in pixels, so that patterns and words keep their size at any width.
 */
import type { Progress } from '#domain/books/progress'
import type { View } from '../../view.ts'

export interface Segment {
  /** Percent of the width. */
  x: number
  width: number
}

export interface BarGeometry {
  counted: Segment | null
  surplus: Segment | null
  pending: Segment | null
  missing: Segment | null
  left: Segment | null
  /** Where the required hours are reached, percent. */
  threshold: number
}

/** A segment under 1 % is drawn 1 % wide and taken from the longest; zero is not drawn. */
export function buildBar({ hours }: Progress): BarGeometry {
  const counted = hours.counted - hours.surplus
  const missing = Math.max(0, hours.required - hours.counted - hours.pending)
  const scale = Math.max(hours.required, hours.counted + hours.pending, 1)
  const widths = widen([counted, hours.surplus, hours.pending, missing].map(h => (h / scale) * 100))
  const placed = place(widths)
  return {
    counted: placed[0] ?? null,
    surplus: placed[1] ?? null,
    pending: placed[2] ?? null,
    missing: placed[3] ?? null,
    left:
      hours.uncounted > 0
        ? { x: 0, width: round(Math.min(100, Math.max(1, (hours.uncounted / scale) * 100))) }
        : null,
    threshold: round((hours.required / scale) * 100),
  }
}

function widen(widths: number[]): number[] {
  const longest = widths.indexOf(Math.max(...widths))
  const lacking = widths.map(w => (w > 0 && w < 1 ? 1 - w : 0))
  const taken = lacking.reduce((sum, w) => sum + w, 0)
  return widths.map((w, i) => (i === longest ? w - taken : w + (lacking[i] ?? 0)))
}

function place(widths: number[]): (Segment | null)[] {
  let x = 0
  return widths.map(width => {
    const segment = width > 0 ? { x: round(x), width: round(width) } : null
    x += width
    return segment
  })
}

const round = (value: number): number => Math.round(value * 100) / 100
const pct = (value: number): string => `${value}%`

/** Patterns of the bar, the legend and the marks; once a page. */
export const Patterns = () => (
  <svg width="0" height="0" class="vh" aria-hidden="true" focusable="false">
    <defs>
      <pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="8" height="8" class="ground" />
        <line x1="1.6" y1="0" x2="1.6" y2="8" class="pending-line" />
      </pattern>
      <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" class="ground" />
        <circle cx="3" cy="3" r="1.2" class="left-dot" />
      </pattern>
    </defs>
  </svg>
)

export function HoursBar({ view, progress, sentence }: { view: View; progress: Progress; sentence: string }) {
  const { t, say } = view
  const { hours } = progress
  const bar = buildBar(progress)
  const rest = [
    `${t.book.counted} ${say.hours(hours.counted)}`,
    `${t.book.pending} ${say.hours(hours.pending)}`,
    `${t.book.left} ${say.hours(hours.uncounted)}`,
    ...(hours.surplus > 0
      ? [`${t.book.surplusLegend(say.number(hours.required))}: ${say.hours(hours.surplus)}`]
      : []),
  ].join('; ')
  const thresholdAnchor = bar.threshold > 85 ? 'end' : 'middle'
  return (
    <svg class="bar" height={heightOf(bar)} role="img" aria-labelledby="bar-title bar-desc">
      <title id="bar-title">{sentence}</title>
      <desc id="bar-desc">{rest}</desc>
      <g aria-hidden="true">
        <text {...countedPlace(bar)} y="13" class="strong">
          {t.book.countedLabel(say.hours(hours.counted))}
        </text>
        <text x={pct(bar.threshold)} y="13" text-anchor={thresholdAnchor} class="strong">
          {say.hours(hours.required)}
        </text>
        <Part segment={bar.missing} class="missing-edge" />
        <Part segment={bar.counted} class="counted-fill" />
        <Part segment={bar.surplus} class="surplus-fill" />
        <Part segment={bar.pending} class="pending-edge" fill="url(#stripes)" />
        {[bar.surplus, bar.pending].map(part => part && part.x > 0 && <Gap x={part.x} />)}
        <line x1={pct(bar.threshold)} x2={pct(bar.threshold)} y1="17" y2="55" class="tick-line" />
        {bar.left && <LeftLane view={view} left={bar.left} progress={progress} />}
      </g>
    </svg>
  )
}

/** Far beyond the threshold the words stand at the other end, clear of those of the threshold. */
const countedPlace = ({ threshold }: BarGeometry) =>
  threshold < 50 ? { x: '100%', 'text-anchor': 'end' as const } : { x: '0' }

/** Words beside a long lane would leave the picture: they stand beneath. */
const isRoomy = (left: Segment): boolean => left.width <= 45

function heightOf({ left }: BarGeometry): number {
  if (!left) return 56
  return isRoomy(left) ? 84 : 102
}

function Part({ segment, class: name, fill }: { segment: Segment | null; class: string; fill?: string }) {
  if (!segment) return null
  return (
    <rect
      x={pct(segment.x)}
      width={pct(segment.width)}
      y="21"
      height="30"
      class={name}
      {...(fill && { fill })}
    />
  )
}

const Gap = ({ x }: { x: number }) => <line x1={pct(x)} x2={pct(x)} y1="20" y2="52" class="gap" />

/** Its words stand after it, or beneath where there is no room. */
function LeftLane({ view, left, progress }: { view: View; left: Segment; progress: Progress }) {
  const place = isRoomy(left) ? { x: pct(left.width), dx: '10', y: '78' } : { x: '0', y: '97' }
  return (
    <>
      <rect x="0" width={pct(left.width)} y="66" height="14" class="left-edge" fill="url(#dots)" />
      <text {...place}>{view.t.book.leftLabel(view.say.hours(progress.hours.uncounted))}</text>
    </>
  )
}

type LegendKey = 'counted' | 'surplus' | 'pending' | 'missing' | 'left'

export function Legend({
  view,
  progress,
  leftHref,
}: {
  view: View
  progress: Progress
  leftHref: string | null
}) {
  const { t, say } = view
  const { required, counted, pending, uncounted, surplus } = progress.hours
  const missing = Math.max(0, required - counted - pending) as typeof required
  const rows: [LegendKey, string, string, string | null][] = [
    ['counted', t.book.counted, say.hours(counted), null],
    ['pending', t.book.pending, say.hours(pending), null],
    ['missing', t.book.missing(say.number(required)), say.hours(missing), null],
    ['left', t.book.left, say.hours(uncounted), leftHref],
  ]
  if (surplus > 0)
    rows.splice(1, 0, ['surplus', t.book.surplusLegend(say.number(required)), say.hours(surplus), null])
  return (
    <ul class="legend">
      {rows.map(([key, label, value, href]) => (
        <li key={key}>
          <Swatch kind={key} />
          {href ? <a href={href}>{label}</a> : <span>{label}</span>}
          <b>{value}</b>
        </li>
      ))}
    </ul>
  )
}

const FILLS: Record<LegendKey, { class: string; fill?: string }> = {
  counted: { class: 'counted-fill' },
  surplus: { class: 'surplus-fill' },
  pending: { class: 'pending-edge', fill: 'url(#stripes)' },
  missing: { class: 'missing-edge' },
  left: { class: 'left-edge', fill: 'url(#dots)' },
}

const Swatch = ({ kind }: { kind: LegendKey }) => (
  <svg width="28" height="16" aria-hidden="true">
    <rect x="1" y="1" width="26" height="14" {...FILLS[kind]} />
  </svg>
)

export type BoxState = 'counted' | 'pending' | 'missing'

/** A mandatory module: solid with ✓, striped or dashed. */
export const ModuleBox = ({ state }: { state: BoxState }) => (
  <svg class="box" width="24" height="24" aria-hidden="true">
    <rect x="1" y="1" width="22" height="22" {...FILLS[state]} />
    {state === 'counted' && <path d="M6 12.5l4 4 8-9" class="gap" fill="none" stroke-width="2.5" />}
  </svg>
)
