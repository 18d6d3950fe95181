/**
 * A proof becomes an entry that waits. Its id is made of the form's key, so that a form sent twice, or again after a crash,
 * makes one entry; the scan is kept for good before the entry shows it.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/access/actor'
import type { Entry } from '#domain/entries/entry'
import { importedChange } from '#domain/entries/entry-machine'
import { type ClaimContext, type ClaimedLine, lineOfClaim, termMissed } from '#domain/entries/paper-claim'
import { remarksOf } from '#domain/entries/remarks'
import type { Scan } from '#store/ports/scans'
import { recompute } from '../books/recompute.ts'
import type { CreditsDeps } from '../deps.ts'
import { type Acting, actInRole, type SeenBook, seeBook } from '../writing/seen-book.ts'
import type { ProofDoubt, ProofFault, ProofInput, Proofs } from './contract.ts'
import { BookClosedError, ProofRefusedError } from './errors.ts'
import { entryScan, usableScan } from './scans.ts'

export function sendProof(deps: CreditsDeps): Proofs['send'] {
  const { entries, scans } = deps.stores

  return async (actor, input) => {
    const book = await seeBook(deps, actor, input)
    const acting = actInRole(actor, book.roles, book.writing.enter)
    const id = idOf(actor, book, input.key)
    const there = await entries.byId(id)
    if (there) return there
    if (book.enrolment.status !== 'active')
      throw new BookClosedError('the book is closed', { status: book.enrolment.status })
    const { line, scan } = await check(deps, acting.actor, { book, id, input })
    const entry = entryOf(book, line, { id, acting, scan, at: deps.now().toISOString() })
    if (!input.despite) await requireNoDoubt(deps, book, entry)
    if (scan && !(await scans.use(scan.id, `entry|${id}`))) throw new ProofRefusedError(['scan-gone'])
    await entries.insertNew([entry])
    await recompute(deps)([entry])
    return (await entries.byId(id)) ?? entry
  }
}

export function faultsOfProof(deps: CreditsDeps): Proofs['faults'] {
  return async (actor, input) => {
    const book = await seeBook(deps, actor, input)
    actInRole(actor, book.roles, book.writing.enter)
    try {
      await check(deps, actor, { book, id: idOf(actor, book, input.key), input })
      return []
    } catch (error) {
      if (error instanceof ProofRefusedError) return error.faults
      throw error
    }
  }
}

function idOf({ personId }: Actor, { enrolment }: SeenBook, key: string): string {
  const hash = createHash('sha256').update(JSON.stringify([personId, enrolment.id, key]))
  return `paper-${hash.digest('hex').slice(0, 32)}`
}

interface Checked {
  line: ClaimedLine
  scan: Scan | null
}

/** @throws {ProofRefusedError} naming all faults at once */
async function check(
  deps: CreditsDeps,
  actor: Actor,
  { book, id, input }: { book: SeenBook; id: string; input: ProofInput },
): Promise<Checked> {
  const { learnerId, programmeId } = book.enrolment
  const asked = { learnerId, programmeId, usedBy: `entry|${id}` }
  const scan =
    input.scanId === undefined ? null : await usableScan(deps, actor, { ...asked, id: input.scanId })
  const line = lineOfClaim(input.claim, contextOf(deps, book, input))
  const ofScan: ProofFault[] =
    input.scanId !== undefined && !scan ? ['scan-gone'] : book.own && !scan ? ['scan-missing'] : []
  const faults = [...('faults' in line ? line.faults : []), ...ofScan]
  if ('faults' in line || faults.length > 0) throw new ProofRefusedError(faults)
  return { line, scan }
}

function contextOf(deps: CreditsDeps, book: SeenBook, { claim }: ProofInput): ClaimContext {
  const { programme, enrolment, today } = book
  return {
    modules: programme.modules,
    provider: programme.provider,
    regulation: deps.regulations.inForce(programme.regulation, claim.date ?? today),
    enrolledOn: enrolment.enrolledOn,
    today,
  }
}

function entryOf(
  { enrolment }: SeenBook,
  { module, ...line }: ClaimedLine,
  { id, acting, scan, at }: { id: string; acting: Acting; scan: Scan | null; at: string },
): Entry {
  return {
    id,
    learnerId: enrolment.learnerId,
    programmeId: enrolment.programmeId,
    // of no module: the evaluator says so, a correction can name one
    moduleId: module?.id ?? id,
    ...line,
    ...(scan && { scan: entryScan(scan) }),
    status: 'imported',
    origin: { type: 'paper' },
    history: [importedChange({ ...acting, at })],
    createdAt: at,
  }
}

/** @throws {ProofRefusedError} naming what should be looked at before it is sent */
async function requireNoDoubt(deps: CreditsDeps, book: SeenBook, entry: Entry): Promise<void> {
  const { programme, enrolment } = book
  const regulation = deps.regulations.inForce(programme.regulation, entry.date)
  const siblings = await deps.stores.entries.ofBook(enrolment.learnerId, enrolment.programmeId)
  const module = programme.modules.find(({ id }) => id === entry.moduleId)
  const { enrolledOn } = enrolment
  const twin = remarksOf(entry, { module, regulation, siblings, enrolledOn }).find(
    ({ id }) => id === 'looks-like-duplicate',
  )
  const missed = termMissed(entry.date, { regulation: book.regulation, enrolledOn })
  const doubts: ProofDoubt[] = [
    ...(missed
      ? [
          {
            code: 'outside-term' as const,
            facts: { from: missed.from, ...(missed.until && { until: missed.until }) },
          },
        ]
      : []),
    ...(twin ? [{ code: 'looks-like-duplicate' as const, facts: twin.facts }] : []),
  ]
  if (doubts.length > 0) throw new ProofRefusedError([], doubts)
}
