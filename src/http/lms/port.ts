import type { Platforms } from '#administration/platforms'
import type { Grades } from '#grades/grades'
import type { LaunchEventPort } from '#lti/ports'
import type { Rosters } from '#roster/rosters'

/** What the pages of LMSs stand on. Each use case checks its actor; the events of launches hold no person. */
export interface LmsDesk {
  platforms: Platforms
  grades: Pick<Grades, 'listCourses' | 'readCourse' | 'retryRefused' | 'undelivered' | 'replayUndelivered'>
  rosters: Pick<Rosters, 'describe' | 'read' | 'acceptGone'>
  launches: Pick<LaunchEventPort, 'recent'>
}
