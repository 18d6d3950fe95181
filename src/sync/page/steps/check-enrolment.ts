import type { Enrolment } from '#store/ports/people'
import type { Target } from './match-module.ts'
import { fact, type Refusal, refuse } from './refusal.ts'

/**
 * Those of the modules in whose programmes the learner is enrolled. A course that is a module of two of their programmes
 * gives an entry in each: which of them may use the hours is the regulation's `sharedModules` and the certificate's
 * consumption (promise 3), not ours.
 *
 * A finished programme takes nothing more: its certificate is issued. What comes after it waits, because it may belong to
 * the learner's next programme; that is told apart from never having been enrolled.
 */
export function checkEnrolment(
  targets: readonly Target[],
  enrolments: readonly Enrolment[],
): Target[] | Refusal {
  const statusOf = new Map(enrolments.map(enrolment => [enrolment.programmeId, enrolment.status]))
  const active = targets.filter(({ programme }) => statusOf.get(programme.id) === 'active')
  if (active.length > 0) return active
  const finished = targets.find(({ programme }) => statusOf.get(programme.id) === 'finished')
  if (finished) return refuse('programme-finished', factsOf(finished))
  const [first] = targets
  return refuse('not-enrolled', first ? factsOf(first) : {})
}

const factsOf = ({ module, programme }: Target) => ({
  module: fact(module.title),
  programme: fact(programme.title),
})
