/** The enrolment pack (документы для зачисления): which of its documents are not handed in yet. */
import type { Actor } from '#domain/access/actor'
import type { BookFacts } from '#domain/books/book'
import { InvalidInputError } from '#domain/errors'
import type { Regulation } from '#domain/regulations/regulation'
import type { Enrolment, PackNote } from '#store/ports/people'
import { recompute } from '../books/recompute.ts'
import type { CreditsDeps } from '../deps.ts'
import { saveOver, seenOf } from '../save-over.ts'
import type { PackView, Records } from './contract.ts'
import { writable } from './writable.ts'

type Pack = Pick<Enrolment, 'facts' | 'pack'>

/** While nobody said which, all that every learner needs are missing. @returns `null` where the regulation asks for none */
export function packOf(noted: Pack, { enrolment }: Pick<Regulation, 'enrolment'>): PackView | null {
  const { facts } = noted
  if (!enrolment || enrolment.documents.length === 0) return null
  const isComplete = facts.enrolmentDocuments === 'complete'
  const known = facts.missingDocuments
  const documents = enrolment.documents.map(({ id, title, ifNeeded }) => ({
    id,
    title,
    isMissing: !isComplete && (known ? known.includes(id) : !ifNeeded),
  }))
  return { clause: enrolment.clause, isComplete, version: seenOf(notedOf(noted)), documents }
}

/** `null`: nobody noted anything. */
const notedOf = ({ facts, pack }: Pack): Partial<PackNote> | null =>
  pack || facts.enrolmentDocuments ? { ...pack, facts } : null

/** Nothing missing: the pack is complete. */
export function notePack(deps: CreditsDeps): Records['notePack'] {
  return async (actor, { missing, seen, ...ref }) => {
    const { enrolment, regulation } = (await writable(deps, actor, ref)).book
    const known = regulation.enrolment?.documents.map(({ id }) => id) ?? []
    if (missing.some(id => !known.includes(id)))
      throw new InvalidInputError('no such document', [
        { path: 'missing', message: `one of ${known.join(', ')}` },
      ])
    const facts = {
      enrolmentDocuments: missing.length === 0 ? ('complete' as const) : ('incomplete' as const),
      missingDocuments: [...new Set(missing)],
    }
    await savePack(deps, actor, { enrolment, regulation, facts, seen })
    await recompute(deps)([enrolment])
  }
}

interface Noting {
  enrolment: Pick<Enrolment, 'id'>
  regulation: Regulation
  facts: PackNote['facts']
  seen?: number | undefined
}

/** @throws {ConflictError} if somebody noted documents since `seen` */
export async function savePack(
  { stores: { enrolments }, now }: Pick<CreditsDeps, 'stores' | 'now'>,
  actor: Actor,
  { enrolment: { id }, regulation, facts, seen }: Noting,
): Promise<void> {
  await saveOver<PackNote>(
    {
      async read() {
        const there = await enrolments.byId(id)
        const noted = there && notedOf(there)
        return noted && { ...noted, id, facts: noted.facts ?? {} }
      },
      replace: async (next, read) => (await enrolments.replacePack(next, read)) !== null,
      said: note => ({ missingDocuments: missingTitles(note, regulation) }),
    },
    { id, facts },
    { actor, at: now().toISOString(), seen },
  )
}

/** As the text of the regulation has them. */
const missingTitles = ({ facts }: { facts: BookFacts }, regulation: Regulation): string[] =>
  (packOf({ facts }, regulation)?.documents ?? []).flatMap(({ title, isMissing }) =>
    isMissing ? [title.ru] : [],
  )
