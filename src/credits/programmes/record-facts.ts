/** Facts that requirements refer to: papers complete, project defended … */
import type { Actor } from '#domain/access/actor'
import type { BookFacts } from '#domain/books/book'
import { definedOnly } from '#domain/defined'
import { OwnEntryError } from '#domain/entries/entry-machine'
import { NotFoundError } from '#domain/errors'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { actAs, reachableProgramme } from '../access.ts'
import { recompute } from '../books/recompute.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { savePack } from '../records/pack.ts'
import { requireFacts } from './facts.ts'

/** @throws {OwnEntryError} about one's own book */
export function recordFacts(deps: CreditsDeps): Credits['recordFacts'] {
  const { enrolments } = deps.stores

  return async (actor, { enrolmentId, facts }) => {
    const acting = actAs(actor, 'curator', 'administrator', 'system')
    const enrolment = await enrolments.byId(enrolmentId)
    if (!enrolment) throw new NotFoundError('no such enrolment')
    const programme = await reachableProgramme(deps.stores, acting, enrolment.programmeId)
    if (enrolment.learnerId === actor.personId)
      throw new OwnEntryError('nobody records facts on their own book')
    requireFacts(facts)
    const { enrolmentDocuments, missingDocuments, ...others } = facts
    await notePack(deps, acting, { enrolment, programme }, { enrolmentDocuments, missingDocuments })
    if (Object.keys(others).length > 0) await enrolments.setFacts(enrolmentId, others)
    await recompute(deps)([enrolment])
    return (await enrolments.byId(enrolmentId)) ?? enrolment
  }
}

type PackFacts = Pick<BookFacts, 'enrolmentDocuments' | 'missingDocuments'>

/** The pack keeps who noted it: whoever has its form open is told. What is not said of it stays. */
async function notePack(
  deps: CreditsDeps,
  actor: Actor,
  { enrolment, programme }: { enrolment: Enrolment; programme: StoredProgramme },
  said: { [K in keyof PackFacts]: PackFacts[K] | undefined },
): Promise<void> {
  const told = definedOnly(said)
  if (Object.keys(told).length === 0) return
  const { enrolmentDocuments, missingDocuments } = enrolment.facts
  const facts = { ...definedOnly({ enrolmentDocuments, missingDocuments }), ...told }
  const regulation = deps.regulations.inForce(programme.regulation, enrolment.enrolledOn)
  await savePack(deps, actor, { enrolment, regulation, facts })
}
