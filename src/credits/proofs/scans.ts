/** Scans between the upload and the entry that shows them. */
import type { Actor } from '#domain/access/actor'
import { definedOnly } from '#domain/defined'
import type { EntryScan } from '#domain/entries/entry'
import { NotFoundError } from '#domain/errors'
import type { Scan } from '#store/ports/scans'
import { minutesAfter } from '../dates.ts'
import type { CreditsDeps } from '../deps.ts'
import { loadRoles } from '../writing/roles.ts'
import { actInRole, seeBook } from '../writing/seen-book.ts'
import type { Proofs, ScanContent } from './contract.ts'

const KEPT_MINUTES = 24 * 60

export function keepScan(deps: CreditsDeps): Proofs['keepScan'] {
  return async (actor, ref, { bytes, name, type, sha256, picture }) => {
    const book = await seeBook(deps, actor, ref)
    actInRole(actor, book.roles, book.writing.enter)
    const { learnerId, programmeId } = book.enrolment
    const at = deps.now()
    const scan: Scan = {
      id: deps.newId(),
      name,
      type,
      bytes: bytes.length,
      sha256,
      learnerId,
      programmeId,
      by: actor.personId,
      at: at.toISOString(),
    }
    await deps.stores.scans.saveDraft(scan, definedOnly({ bytes, picture }), minutesAfter(at, KEPT_MINUTES))
    return scan
  }
}

export function keptScan({ stores }: CreditsDeps): Proofs['keptScan'] {
  return async (actor, id) => {
    const scan = await stores.scans.byId(id)
    return scan && scan.by === actor.personId && scan.usedBy === undefined ? scan : null
  }
}

/** The actor's own draft for this book, or the one that `usedBy` shows already. */
export async function usableScan(
  { stores }: CreditsDeps,
  actor: Actor,
  asked: { id: string; learnerId: string; programmeId: string; usedBy: string },
): Promise<Scan | null> {
  const scan = await stores.scans.byId(asked.id)
  if (!scan || scan.by !== actor.personId) return null
  if (scan.learnerId !== asked.learnerId || scan.programmeId !== asked.programmeId) return null
  return scan.usedBy === undefined || scan.usedBy === asked.usedBy ? scan : null
}

export const entryScan = ({ id, name, type, bytes, sha256 }: Scan): EntryScan => ({
  id,
  name,
  type,
  bytes,
  sha256,
})

export function readScan(deps: CreditsDeps): Proofs['readScan'] {
  const { stores } = deps
  return async (actor, { entryId }) => {
    const entry = await stores.entries.byId(entryId)
    if (!entry?.scan || !(await loadRoles(deps, actor, [entry])).sees(entry)) {
      throw new NotFoundError('no such scan')
    }
    return scanContent(deps, entry.scan)
  }
}

/** @throws {NotFoundError} if its bytes are gone */
export async function scanContent(
  { stores }: Pick<CreditsDeps, 'stores'>,
  scan: EntryScan,
): Promise<ScanContent> {
  const content = await stores.scans.contentOf(scan.id)
  if (!content) throw new NotFoundError('no such scan')
  return { scan, ...content }
}
