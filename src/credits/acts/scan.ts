/** The scan of an act's signed sheet: attached once by whoever wrote the act, read by whoever sees all who took part. */

import { differencesOf } from '#domain/changes/meanwhile'
import { definedOnly } from '#domain/defined'
import { ForbiddenError, NotFoundError } from '#domain/errors'
import type { GroupAct } from '#store/ports/acts'
import type { Scan } from '#store/ports/scans'
import { minutesAfter } from '../dates.ts'
import type { CreditsDeps } from '../deps.ts'
import { entryScan, scanContent } from '../proofs/scans.ts'
import { loadRoles } from '../writing/roles.ts'
import type { Acts } from './contract.ts'
import { ActScannedError } from './errors.ts'

const KEPT_MINUTES = 60

export function attachScan(deps: CreditsDeps, read: Acts['read']): Acts['attachScan'] {
  const { acts, scans } = deps.stores
  return async (actor, id, { bytes, name, type, sha256, picture }) => {
    const { act } = await read(actor, id)
    if (act.by !== actor.personId)
      throw new ForbiddenError('whoever wrote the act attaches its scan', { roles: 'author' })
    if (act.scan?.sha256 === sha256) return read(actor, id)
    if (act.scan) throw await scanned(deps, act, name)
    const usedBy = `act|${id}`
    const at = deps.now()
    // of no one learner: it belongs to the act
    const whose = { learnerId: usedBy, programmeId: act.programmeId, by: actor.personId }
    const file = { name, type, sha256, bytes: bytes.length }
    const scan: Scan = { id: deps.newId(), ...file, ...whose, at: at.toISOString() }
    await scans.saveDraft(scan, definedOnly({ bytes, picture }), minutesAfter(at, KEPT_MINUTES))
    await scans.use(scan.id, usedBy)
    if (await acts.attachScan(id, entryScan(scan))) return read(actor, id)
    const there = (await read(actor, id)).act
    if (there.scan?.sha256 === sha256) return read(actor, id)
    throw await scanned(deps, there, name)
  }
}

/** Another sheet is there: whoever wrote the act attached it, in another window. @param name of the file that was sent now */
async function scanned({ stores }: CreditsDeps, { id, scan, by, byName }: GroupAct, name: string) {
  const at = scan && (await stores.scans.byId(scan.id))?.at
  const differences = differencesOf({ scan: name }, { scan: scan?.name })
  const meanwhile = at === undefined ? undefined : { by, byName, at, action: 'scan-attached', differences }
  return new ActScannedError('the act has a scan', { id }, { meanwhile })
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
