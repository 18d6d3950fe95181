/**
 * Who finished what: a third of the learners has at least 108 hours with the mandatory modules, a third has something,
 * a third nothing. Everything is worked out from the learner's number and the seed.
 */
import type { Course } from './courses.ts'
import { ODD_SLOTS } from './names.ts'
import { fraction, hash, pick } from './random.ts'

export type ProgressState = 'completed' | 'failed' | 'in-progress' | 'not-started'
export type EnrolmentStatus = 'active' | 'suspended' | 'ended'

/** How learners are spread over courses: the demo's story, or a given share of all pairs (for benches). */
export type Spread = { readonly kind: 'story' } | { readonly kind: 'share'; readonly completed: number }

export const DAY = 86_400
/** Learners were enrolled this many days before `now`: 2 September 2024 for the default `now`. */
export const TERM_DAYS = 809

const READY: readonly (readonly string[])[] = [
  ['CD-SEM-1', 'CD-SEM-2', 'CD-SETPROEKT', 'CD-MASTER'],
  ['CD-SEM-1', 'CD-SEM-2', 'CD-KONKURS', 'CD-UROK', 'CD-GALEREYA', 'CD-OPYT'],
  ['CD-SEM-1', 'CD-SEM-2', 'CD-OPYT-SAIT', 'CD-SMO'],
  ['CD-SEM-1', 'CD-SEM-2', 'CD-KOMANDA', 'CD-MASTER', 'CD-UCHENIKI'],
]
const PARTIAL: readonly (readonly string[])[] = [
  ['CD-SEM-1', 'CD-KONKURS'],
  ['CD-KONKURS', 'CD-SETPROEKT'],
  ['CD-SEM-1', 'CD-SEM-2', 'CD-UROK'],
  ['CD-SEM-2', 'CD-MASTER', 'CD-GALEREYA'],
]
const WRONG = ['CD-PUSTO', 'CD-MINUS', 'CD-MNOGO', 'CD-MALO', 'OT-36', 'PRAKT-36']

export interface Scene {
  readonly seed: number
  readonly odd: boolean
  readonly spread: Spread
}

/** Learner `index` (from 1) is one of these; the first is always ready, so that a demo has somebody to look at. */
function profileOf(index: number): 'ready' | 'partial' | 'empty' {
  return (['ready', 'partial', 'empty'] as const)[(index - 1) % 3] as 'ready' | 'partial' | 'empty'
}

/** Shortnames of the courses that learner `index` has completed in the story. */
function storyCompleted(scene: Scene, index: number): readonly string[] {
  const profile = profileOf(index)
  const ended = scene.odd && index % 40 === ODD_SLOTS.endedEnrolment
  if (profile === 'empty') return ended ? ['CD-SEM-1', 'CD-KONKURS'] : []
  const set = pick(profile === 'ready' ? READY : PARTIAL, scene.seed, index, 20)
  const ordinal = Math.floor((index - 1) / 3) * 2 + ((index - 1) % 3)
  const extra = scene.odd ? WRONG[ordinal % 9] : undefined
  return extra ? [...set, extra] : set
}

/** What learner `index` did in `course`; `null`: never enrolled. */
export function stateOf(scene: Scene, index: number, course: Course): ProgressState | null {
  if (scene.spread.kind === 'share') return sharedState(scene, scene.spread.completed, index, course)
  if (storyCompleted(scene, index).includes(course.shortname)) return 'completed'
  if (course.part === 'invariant') return 'not-started'
  const dice = hash(scene.seed, index, course.id, 21) % 12
  if (dice === 0) return course.tracking === 'criteria' ? 'failed' : 'in-progress'
  if (dice === 1) return 'in-progress'
  return dice === 2 ? 'not-started' : null
}

function sharedState(scene: Scene, share: number, index: number, course: Course): ProgressState {
  if (course.tracking !== 'criteria') return 'in-progress'
  const dice = fraction(scene.seed, index, course.id, 22)
  if (dice < share) return 'completed'
  return dice < share + (1 - share) / 2 ? 'in-progress' : 'not-started'
}

/** The state of the enrolment; only odd learners have any but `active`, and only in courses that they completed. */
export function enrolmentStatusOf(scene: Scene, index: number, state: ProgressState): EnrolmentStatus {
  if (!scene.odd || state !== 'completed') return 'active'
  if (index % 40 === ODD_SLOTS.endedEnrolment) return 'ended'
  return index % 40 === ODD_SLOTS.suspendedEnrolment ? 'suspended' : 'active'
}

/** How often a module is held; everybody of one session finishes on the same day, as on a roster. */
const SESSIONS = 3

/** When the last activity was finished, seconds UTC, between enrolment and a week before `nowSeconds`. */
export function finishedAt(seed: number, nowSeconds: number, index: number, courseId: number): number {
  const session = hash(seed, index, courseId, 23) % SESSIONS
  const days = Math.floor(fraction(seed, courseId, session, 24) * (TERM_DAYS - 31))
  const day = Math.floor(nowSeconds / DAY) - TERM_DAYS + 20 + days
  return day * DAY + 6 * 3600 + (index % 3600)
}
