/**
 * Сопоставление: what no exact join decided, for a person to decide. Facts that are equal are ticked, names are hints only,
 * and nothing is linked by itself. `createMatching(deps)` makes the use cases of this folder.
 */
import { candidatesFor } from './candidates.ts'
import type { Matching, MatchingDeps } from './contract.ts'
import { linkLearner, unlinkLearner } from './link-learner.ts'
import { mapCourse, suggestModules } from './map-course.ts'

export function createMatching(deps: MatchingDeps): Matching {
  return {
    candidatesFor: candidatesFor(deps),
    linkLearner: linkLearner(deps),
    unlinkLearner: unlinkLearner(deps),
    suggestModules: suggestModules(deps),
    mapCourse: mapCourse(deps),
  }
}
