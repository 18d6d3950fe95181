/** The scan of an act's signed sheet: attached once by whoever wrote the act, read by whoever sees all who took part. */
import { definedOnly } from '#domain/defined'
import { ConflictError, ForbiddenError, NotFoundError } from '#domain/errors'
import type { Scan } from '#store/ports/scans'
import { minutesAfter } from '../dates.ts'
import type { CreditsDeps } from '../deps.ts'
import { entryScan, scanContent } from '../proofs/scans.ts'
import { loadRoles } from '../writing/roles.ts'
import type { Acts } from './contract.ts'

const KEPT_MINUTES = 60

export function attachScan(deps: CreditsDeps, read: Acts['read']): Acts['attachScan'] {
  const { acts, scans } = deps.stores
  return async (actor, id, { bytes, name, type, sha256, picture }) => {
    const { act } = await read(actor, id)
    if (act.by !== actor.personId) throw new ForbiddenError('whoever wrote the act attaches its scan')
    if (act.scan) throw new ConflictError('the act has a scan', { id })
    const usedBy = `act|${id}`
    const at = deps.now()
    // of no one learner: it belongs to the act
    const whose = { learnerId: usedBy, programmeId: act.programmeId, by: actor.personId }
    const file = { name, type, sha256, bytes: bytes.length }
    const scan: Scan = { id: deps.newId(), ...file, ...whose, at: at.toISOString() }
    await scans.saveDraft(scan, definedOnly({ bytes, picture }), minutesAfter(at, KEPT_MINUTES))
    await scans.use(scan.id, usedBy)
    if (!(await acts.attachScan(id, entryScan(scan)))) throw new ConflictError('the act has a scan', { id })
    return read(actor, id)
  }
}

export function readActScan(deps: CreditsDeps): Acts['readScan'] {
  const { acts } = deps.stores
  return async (actor, id) => {
    const act = await acts.byId(id)
    const books = (act?.participants ?? []).map(({ learnerId }) => ({
      learnerId,
      programmeId: act?.programmeId ?? '',
    }))
    const { sees } = await loadRoles(deps, actor, books)
    if (!act?.scan || !books.every(sees)) throw new NotFoundError('no such scan')
    return scanContent(deps, act.scan)
  }
}
