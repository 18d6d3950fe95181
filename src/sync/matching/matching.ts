/**
 * Сопоставление: what no exact join decided, for a person to decide. Facts that are equal are ticked, names are hints only,
 * and nothing is linked by itself. `createMatching(deps)` makes the use cases of this folder.
 */
import { candidatesFor } from './candidates.ts'
import type { Matching, MatchingDeps } from './contract.ts'
import { addLearner, decide, listDecisions, setAside, undoDecision } from './decide.ts'
import { linkLearner, unlinkLearner } from './link-learner.ts'
import { mapCourse } from './map-course.ts'
import { countStrangers, listStrangers, readStranger } from './strangers.ts'
import { listCourses, suggestModules } from './suggest-modules.ts'

export function createMatching(deps: MatchingDeps): Matching {
  return {
    listStrangers: listStrangers(deps),
    countStrangers: countStrangers(deps),
    readStranger: readStranger(deps),
    decide: decide(deps),
    addLearner: addLearner(deps),
    setAside: setAside(deps),
    undo: undoDecision(deps),
    listDecisions: listDecisions(deps),
    listCourses: listCourses(deps),
    candidatesFor: candidatesFor(deps),
    linkLearner: linkLearner(deps),
    unlinkLearner: unlinkLearner(deps),
    suggestModules: suggestModules(deps),
    mapCourse: mapCourse(deps),
  }
}
