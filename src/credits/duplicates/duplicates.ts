import { differencesOf } from '#domain/changes/meanwhile'
import { OwnEntryError, ReasonRequiredError } from '#domain/entries/entry-machine'
import { numberEntries } from '#domain/entries/entry-numbers'
import { ConflictError } from '#domain/errors'
import { APPROVERS } from '#domain/regulations/data'
import type { BookDuplicate, Enrolment } from '#store/ports/people'
import { personOrId } from '../books/views.ts'
import type { CreditsDeps } from '../deps.ts'
import { actInRole, type SeenBook, seeBook } from '../writing/seen-book.ts'
import type { Duplicates } from './contract.ts'

export function createDuplicates(deps: CreditsDeps): Duplicates {
  return { list: list(deps), issue: issue(deps) }
}

const writersOf = ({ roles }: SeenBook) => roles.filter(({ role }) => role !== 'learner')

/**
 * An entry is restored from its document: without one it is named. A regulation whose books are not restored from documents
 * (`book.duplicateFromDocuments: false`) asks for none.
 */
async function unprovedOf(deps: CreditsDeps, { enrolment, regulation }: SeenBook): Promise<number[]> {
  if (regulation.book?.duplicateFromDocuments === false) return []
  const entries = await deps.stores.entries.ofBook(enrolment.learnerId, enrolment.programmeId)
  const numbers = numberEntries(entries)
  return entries
    .filter(({ status, document, scan }) => status === 'confirmed' && !document?.trim() && !scan)
    .map(({ id }) => numbers.get(id) ?? 0)
}

function list(deps: CreditsDeps): Duplicates['list'] {
  return async (actor, ref) => {
    const book = await seeBook(deps, actor, ref)
    const { enrolment, programme, own } = book
    const people = await deps.stores.people.byIds([enrolment.learnerId])
    return {
      learner: personOrId(people, enrolment.learnerId),
      programme: { id: programme.id, title: programme.title },
      canIssue: !own && writersOf(book).length > 0,
      duplicates: enrolment.duplicates ?? [],
      unproved: await unprovedOf(deps, book),
    }
  }
}

function issue(deps: CreditsDeps): Duplicates['issue'] {
  return async (actor, { reason, after, ...ref }) => {
    const book = await seeBook(deps, actor, ref)
    if (book.own) throw new OwnEntryError('nobody issues a duplicate of their own book')
    const { actor: acting, role } = actInRole(actor, writersOf(book), APPROVERS)
    if (!reason.trim()) throw new ReasonRequiredError('a duplicate needs a reason', { action: 'duplicate' })
    const duplicate: BookDuplicate = {
      number: after + 1,
      on: book.today,
      reason: reason.trim(),
      unproved: await unprovedOf(deps, book),
      by: acting.personId,
      byName: acting.name,
      byRole: role ?? acting.roles[0] ?? 'system',
      at: deps.now().toISOString(),
    }
    if (!(await deps.stores.enrolments.addDuplicate(book.enrolment.id, duplicate))) {
      const { id } = book.enrolment
      throw issuedMeanwhile(await deps.stores.enrolments.byId(id), duplicate)
    }
    return duplicate
  }
}

function issuedMeanwhile(now: Enrolment | null, { number }: BookDuplicate): ConflictError {
  const duplicates = now?.duplicates ?? []
  const last = duplicates.at(-1)
  const differences = last ? differencesOf({}, { number: last.number, reason: last.reason }) : []
  const meanwhile = last && { ...pick(last), differences, version: duplicates.length }
  return new ConflictError('another duplicate was issued meanwhile', { number }, { meanwhile })
}

const pick = ({ by, byName, at }: BookDuplicate) => ({ by, byName, at })
