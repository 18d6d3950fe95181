import { z } from 'zod'

/**
 * Where a pass through Moodle stands. It walks course by course in the order of ids; a learner is read once, in the
 * first course where they are met. Who has been read is kept as a compressed bit set (see `kit/id-set.ts`): 100,000
 * learners in a row are a few bytes, scattered ones some 13 KB. `enrolledcourses` of a roster row would tell
 * the first course without it, but sites may hide that list, and a course whose roster fails would lose its people.
 */
const walkCursor = z.object({
  v: z.literal(1),
  /** Id of the course whose roster is being read. */
  course: z.string(),
  /** `limitfrom` of the roster page to read next; it may repeat learners, who are then skipped. */
  from: z.number().int().min(0),
  /** Learners already read. */
  seen: z.string(),
})

/** A pass through a report of the report builder: pages in the order of the report. */
const reportCursor = z.object({
  v: z.literal(1),
  report: z.string(),
  /** The page to read next, from 0. */
  page: z.number().int().min(0),
  /** Rows read before it. */
  rows: z.number().int().min(0),
})

export const moodleCursor = z.union([walkCursor, reportCursor])

export type WalkCursor = z.infer<typeof walkCursor>
export type ReportCursor = z.infer<typeof reportCursor>
export type MoodleCursor = WalkCursor | ReportCursor

/** Orders ids as numbers of any length. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
