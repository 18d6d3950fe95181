/** Grades to platforms (оценки в журнал курса): what launches allow, what is sent, and what became of it. */
import type { Actor } from '#domain/access/actor'
import type { Subscriber } from '#events/types'
import type { GradeRecord } from '#store/ports/grades'
import { type CourseGrades, type GradeRow, listCourses, readCourse, retryRefused } from './course-grades.ts'
import type { GradesDeps } from './deps.ts'
import { createOwnColumns } from './own-column.ts'
import { type RememberedLaunch, rememberGrant } from './remember-grant.ts'
import { sendGrades } from './send-grades.ts'
import { listUndelivered, replayUndelivered, type Undelivered } from './undelivered.ts'

export interface Grades {
  /** After a verified launch; not worth making anybody wait for. */
  rememberGrant(launch: RememberedLaunch): Promise<void>
  /** To be given to `createEvents`. */
  subscriber: Subscriber
  /** Courses of the actor's scope with what was sent, waits and was refused. */
  listCourses(actor: Actor, q: { after?: string; limit: number }): Promise<CourseGrades[]>
  /** One course, learner by learner. @throws {NotFoundError} */
  readCourse(
    actor: Actor,
    q: { id: string; state?: GradeRecord['state']; after?: string; limit: number },
  ): Promise<{ course: CourseGrades; rows: GradeRow[] }>
  /** @returns how many people the platform will be asked about again */
  retryRefused(actor: Actor, id: string): Promise<number>
  /** Learners of a course whose grades the outbox gave up. */
  undelivered(actor: Actor, id: string): Promise<Undelivered[]>
  /** Has all of them tried again. @returns how many */
  replayUndelivered(actor: Actor, id: string): Promise<number>
}

export const GRADES_SUBSCRIBER = 'grades'

export function createGrades(deps: GradesDeps): Grades {
  const ownColumns = createOwnColumns(deps)
  return {
    rememberGrant: rememberGrant(deps),
    subscriber: {
      name: GRADES_SUBSCRIBER,
      types: new Set([
        'progress.changed',
        'entry.confirmed',
        'entry.revoked',
        'entry.reverted',
        'entry.superseded',
        'certificate.issued',
        'certificate.annulled',
        'place.added',
      ]),
      newestOnly: true,
      handle: event => sendGrades(deps, ownColumns, event.stream),
    },
    listCourses: (actor, q) => listCourses(deps, actor, q),
    readCourse: (actor, q) => readCourse(deps, actor, q),
    retryRefused: (actor, id) => retryRefused(deps, actor, id),
    undelivered: (actor, id) => listUndelivered(deps, actor, { id, subscriber: GRADES_SUBSCRIBER }),
    replayUndelivered: (actor, id) => replayUndelivered(deps, actor, { id, subscriber: GRADES_SUBSCRIBER }),
  }
}
