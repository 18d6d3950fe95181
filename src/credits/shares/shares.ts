import type { Actor } from '#domain/access/actor'
import { bytesOfSent, idOfSent, type MakingDeps } from '#domain/changes/sent-twice'
import { ForbiddenError, InvalidInputError, NotFoundError } from '#domain/errors'
import type { CalendarDate } from '#domain/kinds'
import type { Regulation } from '#domain/regulations/regulation'
import { addSpan, isCalendarDate } from '#domain/time/calendar'
import type { Share } from '#store/ports/shares'
import { loadBooks, todayOf } from '../books/load-books.ts'
import { bookView, personOrId } from '../books/views.ts'
import type { CreditsDeps } from '../deps.ts'
import type { BookRef } from '../proofs/contract.ts'
import { tellWaits } from '../reminders/tell-waits.ts'
import { sha256 } from '../sha256.ts'
import { type SeenBook, seeBook } from '../writing/seen-book.ts'
import type { Shares, SharesView, ShareView } from './contract.ts'

const LISTED = 100
/** Who looks again after so long comes again. */
const VISIT_MS = 3_600_000
/** 144 bits: nobody guesses it. */
const CODE_BYTES = 18
const CODE = /^[A-Za-z0-9_-]{24}$/

export type SharesDeps = CreditsDeps & MakingDeps

export function createShares(deps: SharesDeps): Shares {
  return { list: list(deps), create: create(deps), revoke: revoke(deps), open: open(deps) }
}

function viewOf(share: Share, today: CalendarDate): ShareView {
  return { ...share, state: share.revoked ? 'revoked' : share.until < today ? 'over' : 'valid' }
}

const latestFrom = (today: CalendarDate) => addSpan(today, { years: 1, months: 0 })

/** @throws {ForbiddenError} for who only issues or administers: they hold no role towards the book */
async function shareable(deps: CreditsDeps, actor: Actor, ref: BookRef): Promise<SeenBook> {
  const book = await seeBook(deps, actor, ref)
  if (book.roles.length === 0) {
    throw new ForbiddenError('the learner or a curator shares a book', { roles: 'learner, curator' })
  }
  return book
}

function list(deps: CreditsDeps): Shares['list'] {
  return async (actor, ref) => {
    const { enrolment, programme, regulation, own, today } = await shareable(deps, actor, ref)
    const { learnerId, programmeId } = enrolment
    const [shares, people] = await Promise.all([
      deps.stores.shares.ofBook(learnerId, programmeId, LISTED),
      deps.stores.people.byIds([learnerId]),
    ])
    return {
      learner: personOrId(people, learnerId),
      programme: { id: programme.id, title: programme.title },
      own,
      today,
      latest: latestFrom(today),
      onRequest: onRequestOf(regulation),
      shares: shares.map(share => viewOf(share, today)),
    }
  }
}

/** Тюмень п. 4.4: ДОН, ТОГИРРО, ММС, as the text calls them. */
function onRequestOf({ book, roles }: Regulation): SharesView['onRequest'] {
  const bodies = (book?.openTo ?? []).flatMap(role => roles.find(each => each.role === role)?.title ?? [])
  return book && bodies.length > 0 ? { bodies, clause: book.clause } : null
}

function create(deps: SharesDeps): Shares['create'] {
  return async (actor, { recipient, until, key, ...ref }) => {
    const { enrolment, roles, today } = await shareable(deps, actor, ref)
    requireInput({ recipient, until }, today)
    const sent = { actor, key, what: ['share', enrolment.id, recipient.trim(), until] }
    const code = Buffer.from(bytesOfSent(deps, sent, CODE_BYTES)).toString('base64url')
    const share: Share = {
      id: idOfSent(deps, sent),
      learnerId: enrolment.learnerId,
      programmeId: enrolment.programmeId,
      recipient: recipient.trim(),
      until,
      createdBy: { personId: actor.personId, name: actor.name, role: roles[0]?.role ?? 'learner' },
      createdAt: deps.now().toISOString(),
      uses: 0,
    }
    const isNew = await deps.stores.shares.create(share, sha256(code))
    const kept = isNew ? null : await deps.stores.shares.byId(share.id)
    return { share: viewOf(kept ?? share, today), code }
  }
}

function requireInput({ recipient, until }: { recipient: string; until: string }, today: CalendarDate): void {
  const isWithin = isCalendarDate(until) && until >= today && until <= latestFrom(today)
  const issues = [
    ...(recipient.trim() ? [] : [{ path: 'recipient', message: 'for whom the link is' }]),
    ...(isWithin ? [] : [{ path: 'until', message: 'a day from today on, at most a year ahead' }]),
  ]
  if (issues.length > 0) throw new InvalidInputError('the link does not hold', issues)
}

function revoke(deps: CreditsDeps): Shares['revoke'] {
  const { shares } = deps.stores
  return async (actor, { id }) => {
    const share = await shares.byId(id)
    if (!share) throw new NotFoundError('no such link')
    await shareable(deps, actor, { learnerId: share.learnerId, programmeId: share.programmeId })
    const { personId, name } = actor
    const revoked = await shares.revoke(id, { at: deps.now().toISOString(), personId, name })
    return viewOf(revoked ?? share, todayOf(deps))
  }
}

/** Whoever holds the code sees the book as it is today; nothing else, and no scans. */
function open(deps: CreditsDeps): Shares['open'] {
  const { stores } = deps
  return async code => {
    const found = CODE.test(code) ? await stores.shares.byCodeHash(sha256(code)) : null
    const share = found && viewOf(found, todayOf(deps))
    if (share?.state !== 'valid') return null
    const enrolment = await stores.enrolments.find(share.learnerId, share.programmeId)
    const [book] = enrolment ? await loadBooks(deps, [enrolment]) : []
    if (!book) return null
    const people = await stores.people.byIds([share.learnerId])
    const now = deps.now()
    const visitSince = new Date(now.getTime() - VISIT_MS).toISOString()
    await stores.shares.noteUse(share.id, now.toISOString(), visitSince)
    const view = bookView(book, personOrId(people, share.learnerId), { today: todayOf(deps) })
    return { share, book: await tellWaits(deps, view) }
  }
}
