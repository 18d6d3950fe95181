/** The judge of each requirement id; a regulation lists those that its text asks for, in its order. */

import type { Requirement } from '../books/progress.ts'
import type { RequirementId } from '../kinds.ts'
import { enrolmentDocuments } from './enrolment-documents.ts'
import { invariantModules } from './invariant-modules.ts'
import { invariantShare } from './invariant-share.ts'
import { internship, moduleOfKind } from './module-of-kind.ts'
import { recordedFact, stageReports } from './recorded-fact.ts'
import type { Judge, RequirementContext } from './requirement.ts'
import { routeApproved } from './route-approved.ts'
import { termMax, termMin } from './term.ts'
import { totalHours } from './total-hours.ts'

const JUDGES: Readonly<Record<RequirementId, Judge>> = {
  'total-hours': totalHours,
  'invariant-modules': invariantModules,
  'invariant-share': invariantShare,
  'theory-part': moduleOfKind,
  'practice-part': moduleOfKind,
  internship,
  'term-min': termMin,
  'term-max': termMax,
  'enrolment-documents': enrolmentDocuments,
  'project-defence': recordedFact('projectDefence'),
  'diagnosis-before': recordedFact('diagnosisBefore'),
  'diagnosis-after': recordedFact('diagnosisAfter'),
  'route-approved': routeApproved,
  'stage-reports': stageReports,
  'final-report': recordedFact('finalReport'),
  'learner-category': recordedFact('learnerCategory'),
  presentation: recordedFact('presentation'),
  'issue-order': recordedFact('issueOrder'),
}

/** Every requirement of the regulation, judged. */
export function judgeRequirements(context: RequirementContext): Requirement[] {
  return context.regulation.requirements.map(rule => ({
    id: rule.id,
    clause: rule.clause,
    ...JUDGES[rule.id](context, rule),
  }))
}
