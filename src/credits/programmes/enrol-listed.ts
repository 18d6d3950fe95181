/** Enrols the people of a list; who is enrolled already is left alone, so a list may be given again. */
import type { Actor } from '#domain/access/actor'
import type { BookFacts } from '#domain/books/book'
import { AppError } from '#domain/errors'
import { type Enrolment, ltiKey, type Person, snilsKey, sourceKey } from '#store/ports/people'
import { actAs, reachableProgramme } from '../access.ts'
import { recompute } from '../books/recompute.ts'
import type { Credits, EnrolInput } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { placeInProgramme, requireInput } from './enrol.ts'
import type { AccountsOf, EnrolList, JudgedLine } from './enrol-list.ts'
import type { ListedLearner } from './learner-list.ts'

interface Line extends JudgedLine {
  input: EnrolInput
  person: Person | undefined
}

/** Read once for the whole list. */
async function judge({ stores }: CreditsDeps, { programmeId, of, rows }: EnrolList): Promise<Line[]> {
  const inputs = rows.map(row => ({ row, input: inputOf(row, of, programmeId) }))
  const people = await stores.people.byIdentities(inputs.map(({ input }) => input.identity))
  const enrolments = await stores.enrolments.byLearners([...people.values()].map(({ id }) => id))
  const enrolled = new Set(
    enrolments.filter(one => one.programmeId === programmeId).map(one => one.learnerId),
  )
  const seen = new Set<string>()
  return inputs.map(({ row, input }) => {
    const person = people.get(input.identity)
    const who = person?.id ?? input.identity
    const isRepeated = seen.has(who)
    seen.add(who)
    return { row, input, person, ...verdictOf(row, { person, isRepeated, enrolled }) }
  })
}

interface Known {
  person: Person | undefined
  isRepeated: boolean
  /** Learners of the programme. */
  enrolled: ReadonlySet<string>
}

function verdictOf(row: ListedLearner, { person, isRepeated, enrolled }: Known): Omit<JudgedLine, 'row'> {
  if (person && plainName(person.familyName) !== plainName(row.family))
    return { state: 'other-name', known: `${person.familyName} ${person.givenName}`.trim() }
  if (isRepeated) return { state: 'repeated' }
  return { state: person && enrolled.has(person.id) ? 'already' : 'new' }
}

const plainName = (name: string): string => name.trim().toLowerCase().replaceAll('ё', 'е')

/** What `enrolListed` would do, line by line; nothing is written. */
export function judgeListed(deps: CreditsDeps): Credits['judgeListed'] {
  return async (actor, list) => {
    await demandReach(deps, actor, list)
    return (await judge(deps, list)).map(({ row, state, known }) => ({ row, state, ...(known && { known }) }))
  }
}

/** People at a time: whoever is enrolled has a book with totals soon, and the store is not asked for all at once. */
const AT_A_TIME = 25

export function enrolListed(deps: CreditsDeps): Credits['enrolListed'] {
  return async (actor, list) => {
    await demandReach(deps, actor, list)
    const lines = await judge(deps, list)
    const fresh = lines.filter(({ state }) => state === 'new')
    for (const { input } of fresh) requireInput(input)
    let enrolled = 0
    for (let i = 0; i < fresh.length; i += AT_A_TIME) {
      const placed = await Promise.all(fresh.slice(i, i + AT_A_TIME).map(line => place(deps, line)))
      const made = placed.flatMap(one => one ?? [])
      await recompute(deps)(made)
      enrolled += made.length
    }
    const refused = lines.filter(({ state }) => state === 'other-name').length
    return { enrolled, already: lines.length - enrolled - refused, refused }
  }
}

async function demandReach({ stores }: CreditsDeps, actor: Actor, { programmeId }: EnrolList): Promise<void> {
  await reachableProgramme(stores, actAs(actor, 'administrator', 'system'), programmeId)
}

/** `null`: somebody enrolled them meanwhile. */
async function place(deps: CreditsDeps, { input, person }: Line): Promise<Enrolment | null> {
  try {
    return await placeInProgramme(deps, input, person)
  } catch (error) {
    if (error instanceof AppError && error.status === 409) return null
    throw error
  }
}

/** By the account; without one by СНИЛС, and then the first pull that brings it joins it. */
function identityOf({ user, snils }: ListedLearner, of: AccountsOf): string {
  if (user === '') return snilsKey(snils)
  return 'issuer' in of ? ltiKey(of.issuer, user) : sourceKey(of.connectionId, user)
}

function inputOf(row: ListedLearner, of: AccountsOf, programmeId: string): EnrolInput {
  const { family, given, patronymic, organisation, enrolled, documents, snils, number } = row
  return {
    identity: identityOf(row, of),
    programmeId,
    person: {
      familyName: family,
      givenName: given,
      ...(patronymic && { patronymic }),
      ...(organisation && { organisation }),
      ...(snils && { snils }),
      ...(number && { personalNumber: number }),
    },
    enrolledOn: enrolled,
    facts: documents ? { enrolmentDocuments: documents as NonNullable<BookFacts['enrolmentDocuments']> } : {},
  }
}
